# SPDX-License-Identifier: MIT
# Works without end. Expected: error, cpu-time.
while :; do :; done
