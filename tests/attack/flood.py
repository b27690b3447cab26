# SPDX-License-Identifier: MIT
# Prints without end on both streams. Expected: error, output.
import sys

while True:
    print("contained")
    print("contained", file=sys.stderr)
