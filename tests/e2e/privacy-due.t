#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
start_postgres
# shellcheck disable=SC2016
school='
	make_school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	printf "learner_id,started_on,withdrawn_on,withdrawn_reason,graduated_on,certificate_on,isced,display_name,legal_name\nL1,2026-01-12,2026-02-01,job,,,,Sample Person,\nL2,2026-01-12,,,2026-05-01,2026-06-01,3,Sample Other,Sample Othername\nL3,2026-01-12,,,,,,Sample Third,\nL4,2026-01-12,2026-02-01,job,,,,,\n" >list.csv
	mc 0 --school s learner import --cohort c1 --yes list.csv
'

it_both "lists what has been kept long enough, and deletes nothing" "$school"'
	mc 0 --school s privacy due --as-of 2027-01-31
	out_is "nothing is due on 2027-01-31"
	mc 0 --school s privacy due --as-of 2027-02-01 --json
	out_json "d.schema == \"migracode/privacy-due/v1\" && d.due.length == 1 && d.due[0].learner == \"L1\" && d.due[0].purpose == \"course\" && d.due[0].ended_on == \"2026-02-01\" && d.due[0].due_on == \"2027-02-01\" && d.due[0].all"
	mc 0 --school s privacy due --as-of 2027-06-01 --json
	out_json "d.due.map(i => i.learner + i.purpose + i.all).join() == \"L1coursetrue,L2coursefalse\""
	mc 0 --school s privacy due --as-of 2036-12-31 --json
	out_json "d.due.map(i => i.learner + i.purpose + i.due_on).join() == \"L1course2027-02-01,L2course2027-06-01,L2certificate2036-05-29,L2background2031-05-31,L3course2027-07-11\""
	mc 0 --school s learner show L1 --names
	out_has "Sample Person"
'
it_both "says what to type, which does it" "$school"'
	mc 0 --school s privacy due --as-of 2027-06-01
	out_has "migracode privacy erase L1 --basis retention --yes"
	out_has "migracode privacy erase L2 --purpose course --yes"
	mc 0 --school s privacy erase L1 --basis retention --yes
	mc 0 --school s privacy erase L2 --purpose course
	out_has "would go"
	mc 0 --school s privacy erase L2 --purpose course --yes
	mc 0 --school s privacy due --as-of 2027-06-01
	out_is "nothing is due on 2027-06-01"
	mc 0 --school s learner show L2 --names
	out_has "Sample Othername"
	mc 0 --school s records rebuild --check
'
it_both "keeps things as long as the school says" "$school"'
	sed -i "s/\"small_cells\": 5/\"small_cells\": 5, \"retention\": {\"course\": 30}/" s/school.json
	mc 0 --school s privacy due --as-of 2026-03-03 --json
	out_json "d.due.length == 1 && d.due[0].learner == \"L1\""
	sed -i "s/\"course\": 30/\"cours\": 30/" s/school.json
	mc 3 --school s privacy due --as-of 2026-03-03
	err_has "school.json:"
	sed -i "s/\"cours\": 30/\"course\": -1/" s/school.json
	mc 3 --school s privacy due --as-of 2026-03-03
	mc 3 --school s privacy due --as-of soon
'
finish
