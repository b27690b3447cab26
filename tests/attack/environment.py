# SPDX-License-Identifier: MIT
# Looks into environment, frames of /proc and the exercise's folder. Expected: pass.
import glob
import os

found = [v for v in os.environ.values() if "LANTED-" in v]
for path in glob.glob("/proc/[0-9]*/environ") + glob.glob("@EXERCISE@/*") + glob.glob("@EXERCISE@/*/*"):
    try:
        with open(path, "rb") as f:
            if b"LANTED-" in f.read(100000):
                found.append(path)
    except OSError:
        pass
print("ESCAPED: " + " ".join(found) if found else "contained")
