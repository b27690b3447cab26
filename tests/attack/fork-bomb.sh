# SPDX-License-Identifier: MIT
# Starts itself in the background without end, in every process. Expected: error, processes.
while :; do
	sh "$0" "$1" &
done
