# SPDX-License-Identifier: MIT
# Works without end and swallows every exception. Expected: error, cpu-time.
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
