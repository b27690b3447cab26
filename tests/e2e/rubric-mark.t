#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"

on_both "adds the points of levels, and extra ones beyond the maximum" "$SCORES"'
	rubric good 2
	result L1 one "r.points == 4 && r.max == 6 && r.unmarked == 1"
	ms 0 rubric mark --cohort c1 L1 one names=good style=yes --note "Sample One did well"
	out_has "* good: 2"
	result L1 one "r.points == 7 && r.max == 6 && r.unmarked == 0 && r.lines.map(l => l.kind).join() == \"tests,rubric,extra\""
	adds_up
	ms 5 rubric mark --cohort c1 L1 one names=good
	ms 0 rubric mark --cohort c1 L1 one names=bad style=
	result L1 one "r.points == 4 && r.lines.length == 2"
	ms 0 records rebuild --check
	no_leak "Sample One" "did well"
'
on_both "follows rubric.json, and says when a level is gone" "$SCORES"'
	rubric good 2
	ms 0 rubric mark --cohort c1 L1 one names=good
	rubric good 2.5
	result L1 one "r.points == 6.5"
	rubric great 3
	result L1 one "r.points == 4 && r.unmarked == 1 && r.lines[1].gone && r.lines[1].level == \"good\""
	ms 0 rubric show --cohort c1 one --learner L1
	out_has "no longer has"
	rm s/course/modules/m1/one/rubric.json
	result L1 one "r.points == 4 && r.max == 4 && r.lines[1].gone"
	adds_up
'
on_both "refuses what the rubric does not have" "$SCORES"'
	rubric good 2
	ms 3 rubric mark --cohort c1 L1 one names=god style=yes
	err_has "did you mean"
	ms 3 rubric mark --cohort c1 L1 one layout=good
	err_has "names, style"
	ms 2 rubric mark --cohort c1 L1 one good
	ms 3 rubric mark --cohort c1 L1 two names=good
	err_has "has no rubric"
	result L1 one "r.lines.length == 1"
	echo "{\"schema\":\"migracode/rubric/v1\",\"criteria\":[{\"id\":\"a\",\"title\":\"A\",\"level\":[]}]}" >s/course/modules/m1/one/rubric.json
	ms 3 results --cohort c1
	err_has "rubric.json"
	err_has "levels"
'
finish
