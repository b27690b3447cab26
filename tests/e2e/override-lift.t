#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"

on_both "takes an override back" "$SCORES"'
	ms 0 override set --cohort c1 L1 one --points 1 --verdict fail --reason why
	ms 0 override lift --cohort c1 L1 one --reason "it was right"
	out_is "L1, one: 1/4, failed, changed by an instructor -> 4/4, passed"
	result L1 one "r.points == 4 && !r.overridden && r.lines.length == 1"
	ms 5 override lift --cohort c1 L1 one
	ms 0 override set --cohort c1 L2 three --points 1 --reason why
	ms 0 override lift --cohort c1 L2 three --json
	out_json "d.schema == \"migracode/override/v1\" && !d.overridden"
	result L2 three "r.state == \"missing\""
	ms 0 records rebuild --check
'
finish
