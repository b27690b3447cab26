#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
start_postgres
# shellcheck disable=SC2016
school='
	make_school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	printf "learner_id,gender,birth_date,third_country,isced,started_on,display_name,phone\nL1,f,1990-01-01,y,3,2026-01-12,Sample Person,+30 2101234567\nL2,m,1980-01-01,n,5,2026-01-12,Sample Other,\n" >list.csv
	mc 0 --school s learner import --cohort c1 --yes list.csv
'

it_both "records what was agreed to, which text, and who asked" "$school"'
	mc 0 --school s privacy consent give L1 --purpose follow-up --text 2026-1 --language ar --on 2026-01-13 --by office
	mc 0 --school s privacy consent show L1 --json
	out_json "d.schema == \"migracode/consents/v1\" && d.consents.length == 1 && JSON.stringify(d.consents[0]) == JSON.stringify({purpose: \"follow-up\", version: \"2026-1\", lang: \"ar\", given_on: \"2026-01-13\", withdrawn_on: null, taken_by: \"office\"})"
	mc 5 --school s privacy consent give L1 --purpose follow-up --text 2026-1 --language ar --on 2026-01-13 --by office
	mc 0 --school s privacy consent give L1 --purpose follow-up --text 2026-2 --language en --on 2026-02-13
	mc 0 --school s privacy consent show L1
	out_has "given on 2026-02-13, text 2026-2 in '\''en'\''"
	mc 0 --school s records rebuild --check
'
it_both "empties a field of the vault when consent is taken back, and keeps it empty" "$school"'
	mc 0 --school s privacy consent give L1 --purpose follow-up
	mc 0 --school s privacy consent withdraw L1 --purpose follow-up --on 2026-03-01
	mc 0 --school s learner show L1 --names
	out_has "Sample Person"
	out_lacks 2101234567
	[ "$(sql "SELECT count(*) FROM person_print WHERE field = '\''phone'\''")" = 0 ]
	mc 0 --school s learner import --cohort c1 --yes --json list.csv
	out_json "d.same == 2"
	mc 0 --school s learner show L1 --names
	out_lacks 2101234567
	mc 0 --school s privacy consent give L1 --purpose follow-up --on 2026-04-01
	mc 0 --school s learner import --cohort c1 --yes list.csv
	mc 0 --school s learner show L1 --names
	out_has 2101234567
	mc 0 --school s audit verify
'
it_both "empties columns of a table, and keeps the events" "$school"'
	mc 0 --school s privacy consent withdraw L1 --purpose background --on 2026-03-01
	[ "$(sql "SELECT count(*) FROM enrolment WHERE age IS NULL AND third_country IS NULL AND isced IS NULL")" = 1 ]
	mc 0 --school s learner import --cohort c1 --yes list.csv
	[ "$(sql "SELECT count(*) FROM enrolment WHERE age IS NULL AND third_country IS NULL AND isced IS NULL")" = 1 ]
	mc 0 --school s audit log --learner L1 --json
	out_json "d.events.length == 2 && d.events[0].body.third_country == \"y\" && d.events[1].kind == \"consent.withdrawn\""
	mc 0 --school s records rebuild --check
	mc 5 --school s privacy consent withdraw L1 --purpose background
'
it_both "refuses what makes no sense" "$school"'
	mc 3 --school s privacy consent give L9 --purpose follow-up
	mc 2 --school s privacy consent give L1 --purpose course
	mc 3 --school s privacy consent give L1 --purpose follow-up --on 2026-02-30
	mc 3 --school s privacy consent give L1 --purpose follow-up --language english!
	mc 2 --school s privacy consent give L1
	mc 0 --school s privacy erase L1 --yes
	mc 3 --school s privacy consent give L1 --purpose follow-up
	err_has "was erased"
'
finish
