#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "shows where learners stand, why some left, and what to do next" '
	ms 0 learner withdraw L2 --on 2026-02-20 --reason found-job
	ms 0 cohort show c1 --as-of 2026-02-25
	out_has "found-job"
	out_has "next: migracode session import --cohort c1"
	ms 0 session add --cohort c1 --on 2026-02-03 --id s1
	ms 0 session add --cohort c1 --on 2026-03-03 --id s2
	ms 0 cohort show c1 --as-of 2026-02-25
	out_has "Sessions: 1 held, 1 to come, 0 cancelled. 1 was held and has no marks."
	out_has "next: migracode attendance mark s1"
	ms 0 attendance mark s1 --others present
	ms 0 cohort show c1 --as-of 2026-02-25 --json
	out_json "d.standings.still == 1 && d.standings.withdrawn == 1 && d.by_gender.m.withdrawn == 1 && d.exits[\"found-job\"] == 1 && d.sessions.held == 1 && d.sessions.unmarked == 0 && d.sessions.next == \"s2\""
	ms 0 attendance mark s2 --others present
	ms 0 cohort show c1 --as-of 2026-06-01
	out_has "next: migracode graduate check --cohort c1"
'
on_both "counts who moved in apart" '
	ms 0 learner move L1 --to c2 --on 2026-03-09
	ms 0 cohort show c2 --as-of 2026-03-10 --json
	out_json "d.moved_in == 1 && d.standings.still == 0"
	ms 0 cohort show c2 --as-of 2026-03-10
	out_has "1 learner of another cohort goes on here"
	out_has "next: migracode learner import --cohort c2"
	ms 3 cohort show c9
	ms 3 cohort show c1 --as-of soon
'
finish
