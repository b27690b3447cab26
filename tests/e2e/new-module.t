#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

it "makes a module and lists it, keeping the layout of the file" '
	mc 0 init curriculum course -q
	cp course/curriculum.json before
	mc 0 new module loops course --title "Again and again"
	out_has "course/modules/loops"
	sed "s/\"first-steps\"]/\"first-steps\", \"loops\"]/" before | cmp - course/curriculum.json
	file_has course/modules/loops/module.json "Again and again"
	[ -f course/modules/loops/lesson.es.md ]
'

it "works in the current folder" '
	mc 0 init curriculum . -q
	mc 0 new module loops --json
	out_json "d.path === \"modules/loops\""
	file_has modules/loops/module.json "\"Loops\""
'

it "refuses an id twice, a bad id and a folder without a curriculum" '
	mc 0 init curriculum course -q
	mc 0 new module loops course
	mc 3 new module loops course
	err_has "exists already"
	mc 3 new module "../x" course
	err_has "is no id"
	mc 3 new module loops .
	err_has "migracode init curriculum"
	mc 2 new module
'

it "changes nothing when curriculum.json is broken" '
	mc 0 init curriculum course -q
	echo "{" >course/curriculum.json
	mc 3 new module loops course
	err_has "curriculum.json"
	[ ! -e course/modules/loops ]
'

finish
