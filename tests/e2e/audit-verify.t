#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
start_postgres
# shellcheck disable=SC2016
school='
	make_school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	printf "learner_id,gender,started_on,withdrawn_on\nL1,f,2026-01-12,\nL2,m,2026-01-12,2026-03-01\nL3,f,2026-01-12,\n" >list.csv
	mc 0 --school s learner import --cohort c1 --yes list.csv
	# What somebody would do who has the database in their hands.
	tamper() {
		if [ $ENGINE = sqlite ]; then sql "DROP TRIGGER event_is_not_changed; DROP TRIGGER event_is_not_deleted; $1"
		else sql "ALTER TABLE event DISABLE TRIGGER ALL; $1"; fi
	}
'

it_both "finds a whole log whole, and says how it ends" "$school"'
	mc 0 --school s audit verify
	out_has "the log is whole: 5 events"
	end=$(sed -n "s/^end of the log: //p" "$OUT")
	mc 0 --school s audit verify --expect "$end"
	mc 0 --school s audit verify --json
	out_json "d.schema == \"migracode/audit/v1\" && d.whole && d.events == 5 && \"$end\" == \"5:\" + d.hash && !(\"fault\" in d)"
	printf "learner_id\nL4\n" >more.csv
	mc 0 --school s learner import --cohort c1 --yes more.csv
	mc 0 --school s audit verify --expect "$end"
	out_has "6 events"
'
it_both "names the event that was changed" "$school"'
	tamper "UPDATE event SET body = replace(body, '\''2026-03-01'\'', '\''2026-05-01'\'') WHERE kind = '\''learner.withdrawn'\''"
	seq=$(sql "SELECT seq FROM event WHERE kind = '\''learner.withdrawn'\''")
	mc 1 --school s audit verify
	out_has "event $seq was changed after it was recorded"
	mc 1 --school s audit verify --json
	out_json "!d.whole && d.fault == \"changed\" && d.fault_seq == $seq && d.events == $seq - 1"
'
it_both "names the event that is missing, and the one that was put in its place" "$school"'
	tamper "DELETE FROM event WHERE seq = 3"
	mc 1 --school s audit verify
	out_has "event 3 is missing"
	sql "UPDATE event SET seq = seq - 1 WHERE seq = 4"
	mc 1 --school s audit verify
	out_has "event 3 does not follow the one before"
'
it_both "finds what was cut off only when the end was noted" "$school"'
	mc 0 --school s audit verify
	end=$(sed -n "s/^end of the log: //p" "$OUT")
	tamper "DELETE FROM event WHERE seq >= 4"
	mc 0 --school s audit verify
	mc 1 --school s audit verify --expect "$end"
	out_has "from event 4 on"
	mc 1 --school s audit verify --expect "3:${end#*:}"
	out_has "from event 3 on"
'
it_both "reads what somebody left who wrote nonsense" "$school"'
	tamper "UPDATE event SET hash = '\'''\'', body = '\''no json'\'' WHERE seq = 5"
	mc 1 --school s audit verify
	out_has "event 5"
	mc 0 --school s audit log --json
	out_json "d.events[4].body == \"no json\""
'
# With a number below 1 or at the end of all numbers, it would stand where nothing looks, or after which nothing can come.
it_both "finds an event that was slipped in before the first or far behind the last" "$school"'
	slip_in() { sql "INSERT INTO event SELECT school_id, $1, at, actor, kind, subject, body, prev_hash, hash FROM event WHERE seq = 2"; }
	slip_in -5
	mc 1 --school s audit verify
	out_has "event -5 does not follow the one before"
	tamper "DELETE FROM event WHERE seq < 1"
	mc 0 --school s audit verify
	slip_in 9223372036854775807
	mc 1 --school s audit verify
	out_has "event 6 is missing"
	mc 3 --school s cohort create --id c2 --start 2026-03-12 --length-days 120
	err_has "which nobody recorded"
'
it_both "does not let events be changed or deleted" "$school"'
	fails sql "UPDATE event SET body = '\'''\''" 2>/dev/null
	fails sql "DELETE FROM event" 2>/dev/null
	mc 0 --school s audit verify
'
it "refuses an end that is none" "$school"'
	mc 2 --school s audit verify --expect 5
	err_has "is not the end of a log"
	mc 2 --school s audit verify --expect 5:abc
'
finish
