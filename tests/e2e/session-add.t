#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "adds a session, with an id that tells when" '
	ms 0 session add --cohort c1 --on 2026-02-03 --at 18:30 --minutes 120 --title "Loops" --json
	out_json "d.sessions[0].session == \"c1-2026-02-03-1830\""
	ms 5 session add --cohort c1 --on 2026-02-03 --at 18:30 --minutes 120 --title "Loops"
	ms 3 session add --cohort c1 --on 2026-02-03 --at 18:30 --minutes 90
	err_has "with other facts"
	ms 0 session add --cohort c1 --on 2026-02-03 --id s2 -q
	out_is "s2"
'
on_both "refuses what cannot be" '
	ms 2 session add --on 2026-02-03
	ms 2 session add --cohort c1
	ms 3 session add --cohort c1 --on 2026-02-03 --at 24:00
	err_has "starts_at: this is not a time"
	ms 3 session add --cohort c1 --on 2026-02-03 --minutes 2000
	err_has "minutes"
	ms 3 session add --cohort c9 --on 2026-02-03
	err_has "there is no such cohort"
	ms 3 session add --cohort c2 --on 2026-02-03 --id "a b"
	err_has "session_id"
'
finish
