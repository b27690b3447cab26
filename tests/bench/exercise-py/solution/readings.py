# SPDX-License-Identifier: MIT
import sys

readings = [int(word) for word in sys.stdin.read().split()]
if readings:
    print(len(readings), sum(readings), min(readings), max(readings))
else:
    print("none")
