"""A very small test tool: it reports every test as a line of TAP ("ok 1 - title" or "not ok 1 - title")."""

import os
import sys

# What your functions print goes to standard error, so that it does not get mixed with the report.
report = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
sys.path.insert(0, os.getcwd())
sys.dont_write_bytecode = True


def run(*tests):
    """Calls every test; a test fails when it raises an exception."""
    for number, test in enumerate(tests, 1):
        title = test.__name__.replace("_", " ")
        try:
            test()
            print(f"ok {number} - {title}", file=report)
        except BaseException as problem:
            print(f"not ok {number} - {title}", file=report)
            text = " ".join(f"{type(problem).__name__}: {problem}".split())
            print(f"# {text}", file=report)
    print(f"1..{len(tests)}", file=report)
    report.close()


def equal(got, expected):
    if got != expected:
        raise AssertionError(f"expected {expected!r}, got {got!r}")
