# SPDX-License-Identifier: MIT
# A text on which the expected pattern, with a start at each place, takes hours. Expected: error, too-large.
print("a" * 1000000 + "\n;x")
