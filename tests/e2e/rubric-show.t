#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"

on_both "prints criteria, levels and marks" "$SCORES"'
	rubric good 2
	ms 0 rubric show --cohort c1 one
	out_has "names: Names"
	out_has "- good: 2"
	out_has "style: Style (extra points)"
	ms 0 rubric mark --cohort c1 L1 one names=good
	ms 0 rubric show --cohort c1 one --learner L1
	out_has "* good: 2"
	out_has "L1, one: 6/6"
	ms 0 rubric show --cohort c1 one --json
	out_json "d.schema == \"migracode/rubric-marks/v1\" && d.criteria[1].extra && d.criteria[0].levels[1].points == 2 && d.result === null"
	ms 0 rubric show --cohort c1 two
	out_has "has no rubric"
'
finish
