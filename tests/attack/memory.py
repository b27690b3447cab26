# SPDX-License-Identifier: MIT
# Lets a list grow without end. Expected: error, memory.
rows = []
while True:
    rows.append("x" * 100000 + str(len(rows)))
