#!/bin/sh
# Grades what a learner hands in with the tests of a course that only teachers have.  The workflows call it; at home too:
#
#   sh .migracode/grade.sh <course> <repository> <commit> [<base>]
#
# Graded is each exercise of the course that the commit changes, seen from where it left <base>; without <base>, each one
# that it has.  Nothing of the repository runs outside of migracode's sandbox.
#
# Exit status: 0 all graded, 1 an exercise has less than $MIGRACODE_PASSING percent (default 0: points do not matter here),
# 2 wrong use, 3 the course is broken, 4 something has no verdict: nobody's zero, look at the message.
set -eu
[ $# -ge 3 ] || { echo "usage: grade.sh <course> <repository> <commit> [<base>]" >&2; exit 2; }
course=$1 repository=$2 commit=$3 base=${4:-}
sh "$(dirname "$0")/install.sh"

if [ -n "$base" ]; then
	paths=$(git -C "$repository" diff --name-only --diff-filter=d "$base...$commit" -- modules)
else
	paths=$(git -C "$repository" ls-tree -r --name-only "$commit" -- modules)
fi
status=0
count=0
for folder in $(printf '%s\n' "$paths" | cut -d/ -f1-3 | sort -u); do
	[ -f "$course/$folder/exercise.json" ] || continue
	count=$((count + 1))
	echo "== $folder"
	# The course was verified where it was made; this machine only uses it.
	result=0
	if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
		migracode grade -e "$course/$folder" --unverified --commit "$commit" --fail-under "${MIGRACODE_PASSING:-0}" \
			--format markdown -o "$GITHUB_STEP_SUMMARY" "$repository" || result=$?
	else
		migracode grade -e "$course/$folder" --unverified --commit "$commit" --fail-under "${MIGRACODE_PASSING:-0}" \
			"$repository" || result=$?
	fi
	[ "$result" -le "$status" ] || status=$result
done
[ "$count" -gt 0 ] || echo "this changes no exercise of the course"
exit "$status"
