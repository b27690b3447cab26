#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
start_postgres
# shellcheck disable=SC2016
school='
	mc 0 init school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	printf "learner_id,gender,started_on,display_name\nL1,f,2026-01-12,Zubaida Sample\nL2,m,2026-01-12,\n" >list.csv
	mc 0 --school s learner import --cohort c1 --yes list.csv
	fresh_postgres
'

it "sends what is new, once, and no name" "$school"'
	mc 0 --school s records sync --to "$POSTGRES" --json
	out_json "d.schema == \"migracode/sync/v1\" && d.before == 0 && d.sent == 3"
	mc 0 --school s records sync --to "$POSTGRES" --json
	out_json "d.before == 3 && d.sent == 0"
	mc 0 --school s learner withdraw L2 --on 2026-03-01 --reason job
	mc 0 --school s records sync --to "$POSTGRES"
	out_is "sent 1 event; the other side had 3"
	mc 0 --school s audit verify && head=$(sed -n "s/^end of the log: //p" "$OUT")
	mc 0 --school s --records "$POSTGRES" audit verify --expect "$head"
	mc 0 --school s --records "$POSTGRES" records rebuild --check
	[ "$(psql -qtAX "$POSTGRES" -c "SELECT count(*) FROM person_key")" = 0 ]
	pg_dump "$POSTGRES" >dump.sql
	"$TOP/tests/leaks.py" dump.sql -- "Zubaida Sample"
'
it "keeps several schools apart" "$school"'
	mc 0 init school t
	mc 0 --school t cohort create --id c1 --start 2026-01-12 --length-days 90
	mc 0 --school s records sync --to "$POSTGRES"
	mc 0 --school t records sync --to "$POSTGRES"
	mc 0 --school s --records "$POSTGRES" audit verify
	out_has "3 events"
	mc 0 --school t --records "$POSTGRES" audit verify
	out_has "1 event"
'
it "names the event from which two logs differ" "$school"'
	mc 0 --school s records sync --to "$POSTGRES"
	mc 0 --school s --records "$POSTGRES" cohort create --id there --start 2026-01-12 --length-days 120
	mc 3 --school s records sync --to "$POSTGRES"
	err_has "diverged at event 4"
	mc 0 --school s cohort create --id here --start 2026-01-12 --length-days 120
	mc 0 --school s cohort create --id here2 --start 2026-01-12 --length-days 120
	mc 3 --school s records sync --to "$POSTGRES"
	err_has "diverged at event 4"
	[ "$(psql -qtAX "$POSTGRES" -c "SELECT count(*) FROM event")" = 4 ]
'
it "does not send a log that somebody changed" "$school"'
	sqlite3 s/school.db "DROP TRIGGER event_is_not_changed; UPDATE event SET actor = '\''x'\'' WHERE seq = 2"
	mc 3 --school s records sync --to "$POSTGRES"
	err_has "event 2 of the log is not as it was recorded"
'
it "says what it needs" "$school"'
	mc 2 --school s records sync
	mc 2 --school s records sync --to other.db
	mc 4 --school s records sync --to "postgresql://nobody@/x?host=$PWD/nowhere"
'
finish
