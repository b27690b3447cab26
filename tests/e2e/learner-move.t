#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "lets a learner go on elsewhere, and counts them where they started" '
	ms 0 learner move L1 --to c2 --on 2026-03-09
	ms 0 learner list --cohort c1 --as-of 2026-03-10
	out_has "goes on in c2"
	ms 0 learner list --cohort c2 --as-of 2026-03-10 --json
	out_json "d.learners.length == 1 && d.learners[0].learner == \"L1\" && d.learners[0].cohort == \"c1\""
	ms 0 report graduation --cohort c2 --as-of 2026-03-10 --json
	out_json "d.started == 0"
	ms 0 report graduation --cohort c1 --as-of 2026-03-10 --json
	out_json "d.started == 2"
'
on_both "can come back to where they started" '
	ms 0 learner move L1 --to c2 --on 2026-03-09
	ms 5 learner move L1 --to c2 --on 2026-03-10
	ms 0 learner move L1 --to c1 --on 2026-03-11
	ms 0 learner list --cohort c2 --json
	out_json "d.learners.length == 0"
'
on_both "refuses what cannot be" '
	ms 3 learner move L1 --to c3 --on 2026-03-09
	err_has "did you mean"
	ms 3 learner move L9 --to c2 --on 2026-03-09
	err_has "there is no learner '\''L9'\''"
	ms 3 learner move L1 --to c2 --on 2026-01-11
	err_has "before the learner '\''L1'\'' started"
	ms 3 learner move L1 --to c2 --on 2026-02-30
	err_has "is not a day"
	ms 2 learner move L1 --to c2
	err_has "--on"
	ms 2 learner move L1 --on 2026-03-09
	err_has "--to"
'
on_both "asks which cohort is meant when there are two" '
	ms 0 cohort create --id c3 --start 2026-06-01 --length-days 120
	ms 0 learner add --cohort c2 --id L1
	ms 3 learner move L1 --to c3 --on 2026-06-01
	err_has "say which one you mean: --cohort c1, --cohort c2"
	ms 0 learner move L1 --to c3 --on 2026-06-01 --cohort c2 --json
	out_json "d.event == \"learner.moved\" && d.to == \"c3\""
'
finish
