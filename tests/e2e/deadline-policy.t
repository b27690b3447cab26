#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/deadline.sh"

on_both "says what holds when nobody wrote down rules" '
	ms 0 deadline policy --cohort c1
	out_has "nobody wrote down rules"
	out_has "what comes later does not count"
	out_has "next: migracode deadline policy --example"
	ms 0 deadline policy --cohort c1 --json
	out_json "d.schema == \"migracode/deadline-policy/v1\" && !d.recorded && !d.changed && d.policy.clock == \"committer\" && !d.policy.steps"
'
on_both "takes its own example, and says it in words" '
	mc 0 deadline policy --example
	cp "$OUT" late.json
	ms 0 deadline policy --cohort c1 late.json
	out_has "each learner has 4 grace days"
	out_has "by more than 1 day loses 25%"
	ms 5 deadline policy --cohort c1 late.json
	ms 0 deadline policy --cohort c1 --json
	out_json "d.recorded && d.policy.schema == \"migracode/late-policy/v1\" && d.policy.steps.length == 3 && d.policy.cutoff_minutes == 10080"
	ms 0 deadline policy --cohort c2 --json
	out_json "!d.recorded"
	ms 0 records rebuild --check
	ms 0 deadline policy --cohort c1 --none
	out_has "what comes later does not count"
	ms 0 records rebuild --check
'
on_both "counts at once for what is graded" "$course"'
	graded L1 py-change python-basics 2026-12-07T10:00:00Z
	graded L2 py-change python-basics 2026-12-20T10:00:00Z
	ms 0 deadline set --cohort c1 --at 2026-12-06
	mc 0 deadline policy --example
	cp "$OUT" late.json
	ms 0 deadline policy --cohort c1 --json late.json
	out_json "d.changed && d.graded == 2 && d.now_in_time == 1 && d.now_late == 0"
	ms 0 deadline policy --cohort c1 --none
	out_has "late now and were in time: 1"
'
on_both "names the place of a fault" '
	printf "{\"schema\": \"migracode/late-policy/v1\",\n \"grace_minuts\": 15}" >late.json
	ms 3 deadline policy --cohort c1 late.json
	err_has "late.json:2:2: /grace_minuts: unknown key"
	err_has "did you mean '\''grace_minutes'\''"
	printf "{\"schema\": \"migracode/late-policy/v1\",\n \"steps\": [{\"after_minutes\": 0, \"percent\": 20},\n{\"after_minutes\": 60, \"percent\": 20}]}" >late.json
	ms 3 deadline policy --cohort c1 late.json
	err_has "late.json:3:34: /steps/1/percent"
	ms 4 deadline policy --cohort c1 missing.json
	ms 2 deadline policy --cohort c1 --none late.json
	ms 2 deadline policy
	ms 3 deadline policy --cohort c9
'
finish
