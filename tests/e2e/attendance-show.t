#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "shows shares with the marks that they follow from, and how they are counted" '
	ms 0 session add --cohort c1 --on 2026-02-03 --id s1
	ms 0 session add --cohort c1 --on 2026-02-04 --id s2
	ms 0 session add --cohort c1 --on 2026-02-05 --id s3
	ms 0 attendance mark s1 --present L1,L2
	ms 0 attendance mark s2 --late L1 --absent L2
	ms 0 attendance mark s3 --excused L1
	ms 0 attendance show --cohort c1 --as-of 2026-02-05 --json
	out_json "d.sessions == 3 && d.learners[0].attendance_pct == \"100.0\" && d.learners[1].attendance_pct == \"50.0\" && d.learners[1].unmarked == 1"
	ms 0 attendance show --cohort c1 --as-of 2026-02-05
	out_has "an excused absence is left out"
	out_has "100.0%"
	ms 0 attendance show --cohort c1 --as-of 2026-02-03 --json
	out_json "d.sessions == 1"
'
on_both "counts only sessions while somebody was in the cohort" '
	ms 0 session add --cohort c1 --on 2026-02-03 --id s1
	ms 0 session add --cohort c1 --on 2026-03-10 --id s2
	ms 0 session add --cohort c2 --on 2026-03-10 --id s3
	ms 0 learner withdraw L2 --on 2026-02-20 --reason study
	ms 0 learner move L1 --to c2 --on 2026-03-09
	ms 0 attendance show --cohort c1 --as-of 2026-04-01 --json
	out_json "d.learners[0].unmarked == 1 && d.learners[1].unmarked == 1"
	ms 0 attendance show --cohort c2 --as-of 2026-04-01 --json
	out_json "d.learners.length == 1 && d.learners[0].unmarked == 1"
	ms 3 attendance show --cohort c9
	ms 2 attendance show
'
finish
