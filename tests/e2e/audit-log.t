#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
start_postgres
# shellcheck disable=SC2016
school='
	make_school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	printf "learner_id,gender,started_on,withdrawn_on,display_name\nL1,f,2026-01-12,,Sample Person\nL11,m,2026-01-12,2026-03-01,Sample Other\n" >list.csv
	mc 0 --school s --actor desk learner import --cohort c1 --yes list.csv
'

it_both "shows what happened, and no name" "$school"'
	mc 0 --school s audit log
	[ "$(wc -l <"$OUT")" -eq 4 ]
	out_has "learner.withdrawn"
	out_has "(desk)"
	out_lacks Sample
	mc 0 --school s audit log --json
	out_json "d.schema == \"migracode/audit-log/v1\" && d.events.length == 4 && d.events[3].kind == \"learner.withdrawn\" && d.events[3].body.withdrawn_on == \"2026-03-01\""
'
it "cuts what a long event says, and shows all of it when asked" "$school"'
	seq -f L%04g 100 199 | sed "1i learner_id" >list.csv
	mc 0 --school s learner import --cohort c1 --yes --quiet list.csv
	mc 0 --school s session add --cohort c1 --on 2026-02-03 --id s1
	mc 0 --school s attendance mark s1 --others present
	mc 0 --school s audit log --kind attendance
	[ "$(wc -c <"$OUT")" -lt 400 ]
	out_has " …  ("
	out_lacks L0199
	mc 0 --school s audit log --kind attendance --verbose
	out_has L0199
'
it_both "shows one learner, one kind, or the last ones" "$school"'
	mc 0 --school s audit log --learner L1 --json
	out_json "d.events.length == 1 && d.events[0].subject == \"L1\""
	mc 0 --school s audit log --kind learner --json
	out_json "d.events.length == 3"
	mc 0 --school s audit log --kind learner.enrolled --limit 1 --json
	out_json "d.events.length == 1 && d.events[0].subject == \"L11\""
	mc 0 --school s audit log --limit 2 --json
	out_json "d.events.length == 2 && d.events[0].seq == 3"
	mc 0 --school s audit log --since 2999-01-01
	out_is "no event of this kind is in the log"
	mc 0 --school s audit log --since 2000-01-01 --limit 0 --json
	out_json "d.events.length == 4"
	mc 3 --school s audit log --since yesterday
	err_has "is not a day"
'
finish
