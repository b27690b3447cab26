#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
start_postgres
# shellcheck disable=SC2016
school='
	make_school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	{
		echo "learner_id,gender,started_on,display_name,legal_name,email,phone,github"
		echo "L1,f,2026-01-12,Zubaida Sample,Zubaida Samplename,zubaida@sample.example,+30 2100000000,zubaida-sample"
		echo "L2,m,2026-01-12,Other Specimen,,other@specimen.example,,"
	} >list.csv
	mc 0 --school s learner import --cohort c1 --yes list.csv
	mc 0 --school s learner withdraw L1 --on 2026-02-01 --reason job --note "Zubaida found work"
	# The server has its files in a folder of its own; what is read is what the database gives.
	where() { if [ $ENGINE = sqlite ]; then echo s; else pg_dump "$POSTGRES" --schema=public >dump.sql; echo dump.sql; fi; }
'

it_both "leaves no byte of a name, and all counts" "$school"'
	mc 0 --school s privacy erase L1 --yes
	out_has "erased the learner"
	"$TOP/tests/leaks.py" "$(where)" "$OUT" "$ERR" -- "Zubaida Samplename" zubaida@sample.example zubaida-sample
	mc 0 --school s audit verify
	mc 0 --school s records rebuild --check
	[ "$(sql "SELECT count(*) FROM enrolment")" = 2 ]
	[ "$(sql "SELECT count(*) FROM person WHERE learner_id = '\''L1'\''")" = 0 ]
	[ "$(sql "SELECT count(*) FROM person_key")" = 1 ]
	mc 0 --school s audit log --kind learner.erased --json
	out_json "d.events.length == 1 && d.events[0].subject == \"L1\" && d.events[0].body.basis == \"request\" && d.events[0].body.tables.length == 3"
	mc 0 --school s learner show L1 --names
	out_lacks Zubaida
	mc 0 --school s learner show L2 --names
	out_has "Other Specimen"
'
it_both "says first what goes and what stays" "$school"'
	mc 0 --school s privacy erase L1
	out_has "sealed texts: 2,"
	out_has "fingerprints: 3)"
	out_has "nothing was changed yet"
	mc 0 --school s privacy erase L1 --yes --dry-run --json
	out_json "d.schema == \"migracode/erasure/v1\" && !d.committed && d.erased_on === null && d.texts == 2 && d.stays.events == 2 && d.stays.enrolments == 1"
	[ "$(sql "SELECT count(*) FROM person_key")" = 2 ]
'
it_both "goes on where it was cut off, and records it once" "$school"'
	mc 0 --school s privacy erase L1 --yes
	mc 0 --school s privacy erase L1 --yes --json
	out_json "d.committed && d.texts == 0 && d.prints == 0"
	mc 0 --school s audit log --kind learner.erased --json
	out_json "d.events.length == 1"
'
it_both "does not learn the name again" "$school"'
	mc 0 --school s privacy erase L1 --yes
	mc 3 --school s learner import --cohort c1 --yes list.csv
	err_has "'\''L1'\'' was erased"
	err_lacks Zubaida
	[ "$(sql "SELECT count(*) FROM person_key")" = 1 ]
'
it "erases in the copies from before a migration, too" "$school"'
	sqlite3 s/school.db "VACUUM INTO '\''s/school.db.step-3'\''"
	mc 0 --school s privacy erase L1 --yes --json
	out_json "d.copies == 1"
	[ "$(sqlite3 s/school.db.step-3 "SELECT count(*) FROM person WHERE learner_id = '\''L1'\''")" = 0 ]
	[ "$(sqlite3 s/school.db.step-3 "SELECT count(*) FROM person_key")" = 1 ]
'
it_both "knows who is nobody" "$school"'
	mc 3 --school s privacy erase L9 --yes
	err_has "there is no learner '\''L9'\''"
'
finish
