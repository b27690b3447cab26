#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "takes a session out of the shares" '
	ms 0 session add --cohort c1 --on 2026-02-03 --id s1
	ms 0 session add --cohort c1 --on 2026-02-05 --id s2
	ms 0 session cancel s2
	ms 5 session cancel s2
	ms 3 attendance mark s2 --present L1
	err_has "was cancelled"
	ms 0 attendance show --cohort c1 --as-of 2026-03-01 --json
	out_json "d.sessions == 1 && d.learners[0].unmarked == 1"
'
on_both "refuses to cancel what was held, and what is not there" '
	ms 0 session add --cohort c1 --on 2026-02-03 --id s1
	ms 0 attendance mark s1 --absent L1
	ms 3 session cancel s1
	err_has "so it was held"
	ms 3 session cancel s9
	err_has "there is no session"
'
finish
