#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
rules='
	rules() { printf "{\"schema\":\"migracode/rules/v1\",\"id\":\"r\",\"version\":\"1.0.0\",\"curriculum\":\"c\",\"title\":{\"en\":\"Rules\"},
		\"attendance\":{\"late\":500,\"excused\":\"left-out\",\"min_held\":1},\"rules\":[{\"id\":\"x\",\"title\":{\"en\":\"Rule\"},%s}]}" "$1" >s/rules.json; }
	state() { "$MIGRACODE" --school s graduate check --cohort c1 --as-of 2026-05-01 --json >"$OUT" || :; out_json "d.learners[0].state == \"$1\""; }
'

on_both "records meetings, which rules can ask for" "$rules"'
	rules "\"kind\":\"meetings\",\"count\":2"
	ms 0 meeting add L1 --on 2026-03-05
	ms 5 meeting add L1 --on 2026-03-05
	ms 0 meeting add L1 --on 2026-03-12 --missed
	state fail
	ms 0 meeting add L1 --on 2026-03-19 --note "Sample note"
	state pass
	! grep -raq "Sample note" s || exit 1
	ms 0 learner show L1
	out_has "meeting.held"
	ms 0 meeting add L2 --on 2026-03-05 --json
	out_json "d.event == \"meeting.held\" && d.result == \"attended\""
'
on_both "refuses what cannot be" '
	ms 2 meeting add L1
	err_has "--on"
	ms 3 meeting add L9 --on 2026-03-05
	err_has "there is no learner"
	ms 3 meeting add L1 --on 5.3.2026
	err_has "is not a day"
'
finish
