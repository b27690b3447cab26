#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "lists activities by day, with heads" '
	ms 0 activity add --kind multiplier --on 2026-04-05 --heads teachers=30
	ms 0 activity add --kind career-day --on 2026-03-05 --title "Meet employers" --cohort c1 --heads women=2,men=1 --learners L1 --employers 4
	ms 0 activity list
	out_is "2026-03-05  career-day-2026-03-05  Meet employers  (c1)
    3 people: men 1, women 2
    1 learner
    4 employers
2026-04-05  multiplier-2026-04-05
    30 people: teachers 30
2 activities, 33 people"
	ms 0 activity list --kind multiplier --json
	out_json "d.activities.length == 1"
	ms 0 activity list --cohort c1
	out_has "1 activity, 3 people"
	ms 3 activity list --cohort c9
'
finish
