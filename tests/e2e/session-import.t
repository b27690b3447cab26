#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "shows first, changes with --yes, and is idle the second time" '
	printf "session_id,held_on,starts_at,minutes,title\ns1,2026-02-03,18:30,120,Loops\n,2026-02-05,18:30,120,\n" >plan.csv
	ms 0 session import --cohort c1 plan.csv
	out_has "sessions: 2 new, 0 changed, 0 as they were"
	ms 0 session list --json
	out_json "d.sessions.length == 0"
	ms 0 session import --cohort c1 --yes plan.csv
	sed -i "s/18:30,120,Loops/19:00,120,Loops/" plan.csv
	ms 0 session import --cohort c1 --yes --json plan.csv
	out_json "d.committed && d.new == 0 && d.changed == 1 && d.same == 1"
	ms 0 session list --cohort c1 --json
	out_json "d.sessions.map(s => s.session + s.starts_at).join() == \"s119:00,c1-2026-02-05-183018:30\""
'
on_both "tells all faults by line and column, and changes nothing then" '
	printf "session_id,cohort,held_on,starts_at\ns1,c1,2026-02-03,\ns1,c1,2026-02-04,\ns2,c9,2026-02-03,\ns3,c1,2026-02-30,\ns4,c1,2026-02-03,7pm\ns5,,2026-02-03,\n" >plan.csv
	ms 3 session import --yes plan.csv
	out_has "plan.csv:3: error: session_id: a session of this id stands further up already"
	out_has "plan.csv:4: error: cohort: there is no such cohort"
	out_has "plan.csv:5: error: held_on: this is not a day"
	out_has "plan.csv:6: error: starts_at: this is not a time"
	out_has "plan.csv:7: error: cohort: the cohort is missing"
	out_has "nothing was changed"
	ms 0 session list --json
	out_json "d.sessions.length == 0"
	printf "session_id,on\ns1,2026-02-03\n" >other.csv
	ms 3 session import other.csv
	err_has "there is no column '\''held_on'\''"
'
finish
