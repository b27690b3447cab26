"""Calls a function of scale.py in a process of its own, so that nothing that it does can disturb the report."""

import json
import os
import subprocess
import sys

CALLER = """
import json, os, sys
sys.path.insert(0, os.getcwd())
answer = os.fdopen(int(sys.argv[2]), "w")
import scale
name, args = json.loads(sys.argv[1])
result = getattr(scale, name)(*args)
json.dump([result, args], answer)
answer.close()
"""


def call_both(name, *args):
    """What the function gave back, and its arguments as they are after the call."""
    reader, writer = os.pipe()
    child = subprocess.run(
        [sys.executable, "-B", "-c", CALLER, json.dumps([name, args]), str(writer)],
        pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )
    os.close(writer)
    with os.fdopen(reader) as pipe:
        answer = pipe.read()
    assert answer, f"scale.py stopped before {name} gave back a result\n{child.stderr}"
    return json.loads(answer)


def call(name, *args):
    """What the function gave back."""
    return call_both(name, *args)[0]
