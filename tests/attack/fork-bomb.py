# SPDX-License-Identifier: MIT
# Forks without end and ignores that the system refuses. Expected: error, processes.
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
