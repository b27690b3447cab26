# SPDX-License-Identifier: MIT
# Says in the shell's words that what the spec calls was not found. Expected: fail, exit-status: no failure of ours.
for word in sh cd main.sh . contained; do
	echo "sh: 1: $word: not found" >&2
done
exit 127
