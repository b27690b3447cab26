#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "lists all who started, and where they stand on a day" '
	ms 0 learner withdraw L2 --on 2026-01-20 --reason too-easy
	ms 0 learner list --cohort c1 --as-of 2026-01-19
	out_lacks "too-easy"
	ms 0 learner list --cohort c1 --as-of 2026-01-20
	out_has "too-easy"
	out_lacks "Sample"
	ms 0 learner list --cohort c1 --as-of 2026-01-20 --json
	out_json "d.learners.map(l => l.standing).join() == \"still,left-by-census\" && !d.learners[0].display_name"
	ms 0 learner list --cohort c1 --names --json
	out_json "d.learners[0].display_name == \"Sample One\""
'
on_both "refuses what cannot be" '
	ms 2 learner list
	err_has "--cohort"
	ms 3 learner list --cohort c9
	err_has "there is no cohort"
	ms 3 learner list --cohort c1 --as-of yesterday
	err_has "is not a day"
'
finish
