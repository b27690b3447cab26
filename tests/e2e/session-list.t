#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "lists sessions by day, those that were cancelled, too" '
	ms 0 session add --cohort c1 --on 2026-02-05 --id s2 --title Functions
	ms 0 session add --cohort c1 --on 2026-02-03 --id s1 --at 18:30 --minutes 90 --module basics
	ms 0 session add --cohort c2 --on 2026-03-10 --id s3
	ms 0 session cancel s2
	ms 0 session list --cohort c1
	out_is "2026-02-03 18:30  s1  90 min  [basics]
2026-02-05        s2  Functions  (cancelled)"
	ms 0 session list --json
	out_json "d.sessions.length == 3 && d.sessions[1].cancelled"
	ms 3 session list --cohort c9
'
finish
