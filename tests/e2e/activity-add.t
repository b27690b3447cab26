#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
rules='
	rules() { printf "{\"schema\":\"migracode/rules/v1\",\"id\":\"r\",\"version\":\"1.0.0\",\"curriculum\":\"c\",\"title\":{\"en\":\"Rules\"},
		\"attendance\":{\"late\":500,\"excused\":\"left-out\",\"min_held\":1},\"rules\":[{\"id\":\"x\",\"title\":{\"en\":\"Rule\"},%s}]}" "$1" >s/rules.json; }
	state() { "$MIGRACODE" --school s graduate check --cohort c1 --as-of 2026-05-01 --json >"$OUT" || :; out_json "d.learners[0].state == \"$1\""; }
'

on_both "counts heads by group, and knows learners whom rules ask for" "$rules"'
	rules "\"kind\":\"events\",\"kinds\":[\"workshop\"]"
	ms 0 activity add --kind workshop --on 2026-03-05 --cohort c1 --title "Git" --heads "women=12, men=9" --learners L1,L2 --json
	out_json "d.activity == \"workshop-2026-03-05\""
	state pass
	ms 0 activity add --kind workshop --on 2026-03-05 --cohort c1 -q
	out_is "workshop-2026-03-05-2"
	state fail
	ms 0 activity list --cohort c1 --json
	out_json "d.activities[0].heads.women == 12 && d.activities[0].heads.men == 9 && d.activities[0].learners == 2"
	ms 0 learner show L1
	out_has "workshop-2026-03-05: workshop, Git"
'
on_both "refuses what cannot be, and then records nothing" '
	ms 2 activity add --on 2026-03-05
	err_has "--kind"
	ms 2 activity add --kind party --on 2026-03-05
	ms 2 activity add --kind meeting
	ms 3 activity add --kind meeting --on 2026-03-05 --heads women
	err_has "women=12,men=9"
	ms 3 activity add --kind meeting --on 2026-03-05 --heads women=1,women=2
	ms 3 activity add --kind meeting --on 2026-03-05 --cohort c9
	ms 3 activity add --kind meeting --on 2026-03-05 --learners L1,L9
	err_has "there is no learner '\''L9'\''"
	ms 3 activity add --kind meeting --on 2026-03-05 --learners "Sample One"
	err_lacks "Sample"
	ms 0 activity list --json
	out_json "d.activities.length == 0"
	ms 0 activity add --kind meeting --on 2026-03-05 --id m1
	ms 3 activity add --kind meeting --on 2026-03-06 --id m1
'
finish
