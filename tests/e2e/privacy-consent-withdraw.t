#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/consent.sh"
start_postgres

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
finish
