#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

it "puts an exercise into the module that is named, and lists it" '
	mc 0 init curriculum course -q
	mc 0 new module loops course -q
	mc 0 new exercise --module loops --language js count-down course --title "Count down"
	out_has "next: migracode verify course/modules/loops/count-down"
	file_has course/modules/loops/module.json "\"exercises\": [\"count-down\"]"
	file_has course/modules/loops/count-down/exercise.json "\"Count down\""
	mc 0 lint course
'

it "needs no module where there is only one, and none outside of a course" '
	mc 0 init curriculum course -q
	mc 0 new exercise extra course --json
	out_json "d.path === \"course/modules/first-steps/extra\""
	mc 0 new exercise alone
	[ -f alone/exercise.json ]
	mc 0 new exercise in-module course/modules/first-steps
	file_has course/modules/first-steps/module.json "in-module"
'

it "asks for the module where there are several" '
	mc 0 init curriculum course -q
	mc 0 new module loops course -q
	mc 3 new exercise x course
	err_has "--module"
	mc 3 new exercise --module lops x course
	err_has "there is no module"
'

it "refuses an unknown language, an id twice and a bad id" '
	mc 2 new exercise --language cobol x
	mc 0 new exercise x
	mc 3 new exercise x
	err_has "exists already"
	mc 3 new exercise X/y
	[ "$(ls -A)" = x ]
'

for language in js python c shell; do
	it "makes an exercise in $language that passes its own verification" '
		mc 0 new exercise --language '"$language"' sample
		mc 0 verify sample
	'
	it "makes an exercise in $language whose proof fails with a wrong solution in place of the reference" '
		mc 0 new exercise --language '"$language"' sample
		cp "$(ls -d sample/wrong/* | head -n 1)"/* sample/solution/
		mc 1 verify sample
	'
done

finish
