# SPDX-License-Identifier: MIT
# Writes one file without end. Expected: error, disk.
cat /dev/zero >big || exit 1
