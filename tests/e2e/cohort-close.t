#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "closes a cohort once, and takes nobody more" '
	ms 2 cohort close c1
	ms 3 cohort close c1 --on never
	ms 3 cohort close c9 --on 2026-07-31
	ms 0 cohort close c1 --on 2026-07-31 --json
	out_json "d.cohort == \"c1\" && d.closed_on == \"2026-07-31\""
	ms 5 cohort close c1 --on 2026-08-31
	ms 3 learner add --cohort c1 --id L3
	err_has "was closed on 2026-07-31"
	ms 0 learner add --cohort c2 --id L3
	ms 3 learner move L3 --to c1 --on 2026-08-01
	err_has "was closed on 2026-07-31"
	ms 0 learner withdraw L1 --on 2026-07-01 --reason study
'
finish
