#!/usr/bin/env bash
# The shipped exercises, proven by the program itself.
. "$(dirname "$0")/harness.sh"

for module in "$TOP"/curricula/*/modules/*/; do
	it "verifies every exercise of $(basename "$module")" '
		mc 0 verify --runs 1 --json '"$module"'
		out_json "d.exercises.length >= 3 && d.exercises.every((e) => e.verified && e.solutions.length >= 7)"
	'
done
it "notices a wrong solution in the place of the reference" '
	for exercise in "$TOP"/curricula/*/modules/shell-basics/*/; do
		name=$(basename "$exercise")
		cp -r "$exercise" "$name"
		set -- "$name"/wrong/*/
		cp -r "$1". "$name/solution/"
	done
	mc 1 verify --runs 1 --json .
	out_json "d.exercises.length >= 4 && d.exercises.every((e) => !e.verified)"
'
finish
