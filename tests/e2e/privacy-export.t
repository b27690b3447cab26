#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
start_postgres
# shellcheck disable=SC2016
school='
	make_school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	printf "learner_id,gender,started_on,display_name,email,phone\nL1,f,2026-01-12,Zubaida <Sample>,zubaida@sample.example,+30 2101234567\nL11,m,2026-01-12,Quentin Specimen,quentin@specimen.invalid,\n" >list.csv
	mc 0 --school s --actor "Tutor Person" learner import --cohort c1 --yes list.csv
	mc 0 --school s privacy consent give L1 --purpose follow-up --text 2026-1 --on 2026-01-12
	printf "held_on,session_id,cohort\n2026-01-13,s1,c1\n" >sessions.csv
	mc 0 --school s session import --yes sessions.csv
	printf "learner_id,status\nL1,present\nL11,late\n" >marks.csv
	mc 0 --school s attendance import --session s1 --yes marks.csv
'

it_both "writes all that is kept about one learner, and nothing about others" "$school"'
	mc 0 --school s privacy export L1 out
	[ "$(stat -c %a out out/record.json out/record.html | tr "\n" " ")" = "700 600 600 " ]
	cp out/record.json "$OUT"
	out_json "d.schema == \"migracode/subject-access/v1\" && d.learner == \"L1\" && d.profile.some(f => f.field == \"phone\" && f.purpose == \"follow-up\") && d.purposes.length == 7 && d.purposes.every(p => p.basis && p.kept_days > 0)"
	out_json "d.consents.consents.length == 1 && d.enrolments.length == 1"
	out_json "d.events.some(e => e.kind == \"attendance.marked\" && JSON.stringify(e.body.marks) == JSON.stringify([[\"L1\", \"present\"]]))"
	file_has out/record.html "Zubaida &lt;Sample&gt;"
	file_has out/record.html "legal basis"
	"$TOP/tests/leaks.py" out -- "Quentin Specimen" quentin@specimen.invalid "Tutor Person"
	fails grep -q L11 out/record.json out/record.html
	mc 3 --school s privacy export L1 out
	mc 3 --school s privacy export L9 out9
	[ ! -e out9 ]
'
it_both "refuses a note with the name of somebody else" "$school"'
	mc 0 --school s learner withdraw L1 --on 2026-02-01 --reason job --note "works with quentin specimen now"
	mc 3 --school s privacy export L1 out
	note=$(sed -n "s/.*the note .\(N[a-z0-9]*\). has the name.*/\1/p" "$ERR")
	err_lacks Specimen
	[ ! -e out ]
	mc 0 --school s privacy export --leave-out "$note" L1 out
	fails grep -qi specimen out/record.json
'
finish
