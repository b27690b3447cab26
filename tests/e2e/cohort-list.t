#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "lists cohorts by start with their counts" '
	ms 0 cohort list --as-of 2026-02-01
	out_has "c1      2026-01-12"
	out_lacks "Sample"
	ms 0 cohort list --as-of 2026-02-01 --json
	out_json "d.cohorts.map(c => c.cohort).join() == \"c1,c2\" && d.cohorts[0].standings.still == 2 && d.cohorts[1].standings.still == 0"
'
it "says how to start when there are none" '
	mc 0 init school s
	mc 0 --school s cohort list
	out_has "migracode cohort create"
'
finish
