#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "records who left and why, and keeps them in the figures" '
	ms 0 learner withdraw L1 --on 2026-03-02 --reason "got a job" --note "Sample note"
	ms 0 learner list --cohort c1 --as-of 2026-03-02 --json
	out_json "d.learners.length == 2 && d.learners[0].standing == \"withdrawn\" && d.learners[0].withdrawn_reason == \"found-job\""
	fails grep -raq "Sample note" s
	ms 0 learner show L1
	out_lacks "Sample"
	ms 0 learner show L1 --names
	out_has "Sample note"
	ms 0 report graduation --cohort c1 --as-of 2026-03-02 --json
	out_json "d.started == 2 && d.withdrawn == 1"
'
on_both "tells exits apart" '
	ms 0 learner withdraw L1 --on 2026-03-02 --reason finished-training
	ms 0 learner withdraw L2 --on 2026-03-02 --exclusion deported
	ms 0 learner list --cohort c1 --json
	out_json "d.learners[0].withdrawn_reason == \"finished-training\" && d.learners[1].withdrawn_reason == \"deported\""
'
on_both "refuses what cannot be" '
	ms 2 learner withdraw L1 --on 2026-03-02
	err_has "found-job|finished-training"
	ms 3 learner withdraw L1 --on 2026-03-02 --exclusion bored
	err_has "--exclusion: this word is not known"
	ms 3 learner withdraw L1 --on 2026-01-02 --reason other
	err_has "before the learner"
	ms 0 learner withdraw L1 --on 2026-03-02 --reason other
	ms 3 learner withdraw L1 --on 2026-03-03 --reason other
	err_has "left '\''c1'\'' on 2026-03-02 already"
'
finish
