#!/usr/bin/env bash
# The shipped exercises, proven by the program itself.
. "$(dirname "$0")/harness.sh"

# The exercises of the module "testing" need a framework each; npm installs Jest for the tests, setup.sh the others.
# shellcheck disable=SC2016 # expanded by the tests' own shells
LACKS='
	[ ! -x "$TOP/build/node_modules/.bin/jest" ] || export MIGRACODE_NODE_MODULES="$TOP/build/node_modules"
	mc 0 doctor --json
	lacks=$(node -p "Object.entries(JSON.parse(require(\"fs\").readFileSync(\"$OUT\")).frameworks).filter((f) => !f[1]).map((f) => f[0]).join()")
'
for module in "$TOP"/curricula/*/modules/*/; do
	it "verifies every exercise of $(basename "$module")" "$LACKS"'
		[ -z "$lacks" ] || [ '"$(basename "$module")"' != testing ] || skip "not installed: $lacks; tests/setup.sh test and make build/node_modules"
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
it "says what to install for an exercise that cannot be tried, and proves the others" '
	export MIGRACODE_NODE_MODULES=/nonexistent
	! command -v jest || skip "Jest is installed for the whole machine"
	mc 4 verify --runs 1 "$TOP/curricula/first-steps/modules/testing"
	out_has "js-bus-lines: NOT TRIED"
	out_has "npm install jest"
	out_has "5 of 6 exercises verified"
	out_has "1 exercise could not be tried on this machine"
'
finish
