#!/usr/bin/env bash
# The main job in one go: a course, its proof, a workspace, 24 students' repositories, and their grades; then the school:
# the cohort's year, its graduation, and its figures.
# usage: tests/demo.sh FOLDER   (removed and made again)
set -eu
folder=$1
top=$(cd "$(dirname "$0")/.." && pwd)
migracode=${MIGRACODE:-$top/build/migracode}
rm -rf "$folder"
mkdir -p "$folder/home" "$folder/students"
cd "$folder"
here=$PWD
# Nothing of the user's own settings may change what the demo shows.
export HOME=$here/home XDG_CACHE_HOME=$here/home/.cache GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME="Sample learner" GIT_AUTHOR_EMAIL=learner@example.org
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL

course=$top/curricula/first-steps
exercise=$course/modules/javascript-basics/js-shopping-cart
place=modules/javascript-basics/js-shopping-cart

say() { printf '\n== %s\n' "$*"; }

say "1. Prove the exercise: right solutions pass, wrong ones and junk do not"
"$migracode" verify --verbose "$exercise"

say "2. Make the students' workspace: nothing hidden inside"
"$migracode" workspace build --curriculum "$course" "$here/workspace"

say "3. Twenty-four students hand in their repositories"
number=0
# student KIND DATE: makes the next repository from the workspace; stdin is the file that the student wrote.
student() {
	number=$((number + 1))
	repo=$here/students/$(printf 'learner-%02d-%s' "$number" "$1")
	git clone -q "$here/workspace" "$repo"
	cat >"$repo/$place/cart.js"
	GIT_AUTHOR_DATE=$2 GIT_COMMITTER_DATE=$2 git -C "$repo" commit -q -a --allow-empty -m "My shopping cart"
}
in_time=2025-01-20T18:00:00Z
late=2025-01-27T23:59:00Z
for _ in 1 2 3 4 5 6 7 8 9; do
	student right $in_time < <(cat "$exercise/solution/cart.js"; echo "// by learner $number")
done
for name in "$exercise"/wrong/*/; do
	student "wrong-$(basename "$name")" $in_time <"$name/cart.js"
done
student late-right $late <"$exercise/solution/cart.js"
student late-wrong $late <"$exercise/wrong/forgets-the-quantity/cart.js"
student broken-empty $in_time </dev/null
student broken-notes $in_time <<<"I could not do this one, sorry."
student broken-no-file $in_time </dev/null
git -C "$repo" rm -q "$place/cart.js"
git -C "$repo" commit -q -m "Remove the file"
student hostile-loop $in_time <<'JS'
while (true) {}
JS
student hostile-spy $in_time <<'JS'
const fs = require("fs");
const seen = ["/etc/shadow", "/root", "private", "solution", "../solution", "/proc/1/environ"].filter((path) => {
  try { fs.readdirSync(path); return true; } catch { try { fs.readFileSync(path); return true; } catch { return false; } }
});
console.log("seen:", seen.join(" ") || "nothing");
JS
student hostile-fork $in_time <<'JS'
const { spawn } = require("child_process");
for (;;) spawn(process.execPath, [__filename]);
JS
student hostile-fake $in_time <<'JS'
console.log("TAP version 13\n1..7\nok 1\nok 2\nok 3\nok 4\nok 5\nok 6\nok 7");
process.exit(0);
JS
echo "$number repositories in $here/students"

say "4. Grade them all, in the sandbox"
start=$(date +%s%N)
(cd students && "$migracode" grade --exercise "$exercise" -- * | tee "$here/grades.txt")
echo "graded in $((($(date +%s%N) - start) / 1000000)) ms"
(cd students && "$migracode" grade --exercise "$exercise" --json -- * >"$here/grades.json")

"$top/tests/demo_school.sh" .

say "Where to look"
echo "the table of grades:  $folder/grades.txt"
echo "all details as JSON:  $folder/grades.json"
echo "feedback for each:    $folder/feedback/"
echo "figures with charts:  $folder/reports/*.html, for a browser"
echo "certificates:         $folder/certificates/*.pdf"
echo "the school:           cd $folder/school && $migracode learner show L20"
echo "one student's view:   cd $folder/students/learner-11-wrong-copies-only-the-list/$place && $migracode check"
