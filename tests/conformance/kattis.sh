#!/usr/bin/env bash
# The example packages of Kattis' problemtools give the verdicts that their folders promise, as they lie and imported.
#   tests/conformance/kattis.sh FOLDER [RUNS]
# FOLDER is a copy of https://github.com/Kattis/problemtools, or any folder with packages in it; RUNS is how often each
# submission is run, once if not said. Speaks TAP; needs build/migracode and what the submissions are written in.
set -u
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
migracode=${MIGRACODE:-$top/build/migracode}
from=${1:?usage: kattis.sh FOLDER [RUNS]} runs=${2:-1}
work=$(mktemp -d "${TMPDIR:-/tmp}/migracode-kattis.XXXXXX")
trap 'rm -rf "$work"' EXIT
export HOME=$work/home
mkdir "$HOME"
count=0 failed=0 solutions=0 right=0

# report NAME STATUS: one line of TAP
report() {
	count=$((count + 1))
	[ "$2" -eq 0 ] && echo "ok $count - $1" && return
	failed=$((failed + 1))
	echo "not ok $count - $1"
	sed 's/^/# /' "$work/log"
}
# prove NAME DIR: every submission of DIR comes out as promised
prove() {
	local status=0
	"$migracode" lint "$2" >"$work/log" 2>&1 || status=1
	"$migracode" verify --quiet --fresh --json --runs "$runs" "$2" >"$work/json" 2>>"$work/log" || status=1
	# shellcheck disable=SC2046 # three numbers
	set -- "$1" $(node -e 'const all = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).exercises
			.flatMap(e => e.solutions).filter(s => s.kind !== "junk");
		for (const s of all.filter(s => !s.ok)) console.error(s.name + ": " + s.complaint);
		console.log(all.length, all.filter(s => s.ok).length);' "$work/json" 2>>"$work/log" || echo 0 0)
	solutions=$((solutions + $2)) right=$((right + $3))
	[ "$2" -gt 0 ] || status=1
	report "$1: $3 of $2 submissions as promised" "$status"
}

while read -r package; do
	dir=${package%/problem.yaml}
	# a package without secret data is one for the pages of statements
	{ [ -d "$dir/data/secret" ] && [ -d "$dir/submissions" ]; } || continue
	name=${dir#"$from"/}
	prove "$name" "$dir"
	imported=$work/$count-$(basename "$dir" | tr -c 'a-z0-9\n' -)
	"$migracode" import --from kattis "$dir" "$imported" >"$work/log" 2>&1
	report "$name is imported" "$?"
	[ ! -d "$imported" ] || prove "$name imported" "$imported"
done < <(find "$from" -name problem.yaml | sort)
echo "1..$count"
echo "# $right of $solutions submissions as promised"
[ "$failed" -eq 0 ] && [ "$count" -gt 0 ]
