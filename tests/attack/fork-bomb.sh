# SPDX-License-Identifier: MIT
# Starts itself in the background without end, in every process, and goes on when the system refuses. Expected: error,
# processes.
(while :; do sh "$0" "$1" & done)
while :; do :; done
