# SPDX-License-Identifier: MIT
# Looks into environment, parents and the exercise's folder. Expected: pass.
needle=LANTED-
if env | grep "$needle" || cat "/proc/$PPID/environ" "@EXERCISE@/private/secret.txt" "@EXERCISE@/exercise.json" \
	2>/dev/null | tr '\0' '\n' | grep "$needle"; then
	echo ESCAPED
fi
echo contained
