#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "takes a learner back, and keeps in the log that they had left" '
	ms 3 learner return L1 --on 2026-03-16
	err_has "has not left"
	ms 0 learner withdraw L1 --on 2026-03-02 --reason no-time
	ms 3 learner return L1 --on 2026-03-01
	err_has "before the learner '\''L1'\'' left"
	ms 0 learner return L1 --on 2026-03-16
	ms 0 learner list --cohort c1 --as-of 2026-03-17 --json
	out_json "d.learners[0].standing == \"still\" && !d.learners[0].withdrawn_reason"
	ms 0 learner show L1 --json
	out_json "d.events.map(e => e.kind).join() == \"learner.enrolled,learner.withdrawn,learner.returned\" && d.events[1].body.withdrawn_reason == \"no-time\""
	ms 0 learner withdraw L1 --on 2026-03-20 --reason study
'
finish
