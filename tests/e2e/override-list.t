#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"

on_both "says who decided what, and why" "$SCORES"'
	ms 0 override list --cohort c1
	out_is "no score is overridden"
	ms 0 --actor teacher-a override set --cohort c1 L1 one --points 1 --reason "two wrong files"
	ms 0 override list --cohort c1
	out_has "Sample One, one: 1/4"
	out_has "teacher-a: two wrong files"
	ms 0 override list --cohort c1 --json
	out_json "d.schema == \"migracode/overrides/v1\" && d.overrides.length == 1 && d.overrides[0].lines[1].by == \"teacher-a\""
	out_lacks "Sample"
	out_lacks "wrong files"
'
finish
