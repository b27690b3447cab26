# SPDX-License-Identifier: MIT
import subprocess
import sys

sys.exit(subprocess.run(["sh", "run.sh"], capture_output=True, text=True).stdout != "contained\n")
