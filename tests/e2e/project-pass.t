#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
rules='
	rules() { printf "{\"schema\":\"migracode/rules/v1\",\"id\":\"r\",\"version\":\"1.0.0\",\"curriculum\":\"c\",\"title\":{\"en\":\"Rules\"},
		\"attendance\":{\"late\":500,\"excused\":\"left-out\",\"min_held\":1},\"rules\":[{\"id\":\"x\",\"title\":{\"en\":\"Rule\"},%s}]}" "$1" >s/rules.json; }
	state() { "$MIGRACODE" --school s graduate check --cohort c1 --as-of 2026-05-01 --json >"$OUT" || :; out_json "d.learners[0].state == \"$1\""; }
'

on_both "records a team project, which rules can ask for" "$rules"'
	rules "\"kind\":\"team-project\",\"count\":1"
	ms 0 project pass L1 --name capstone --on 2026-04-02
	state fail
	ms 0 project pass L1 --name shop --on 2026-04-03 --team
	state pass
	ms 5 project pass L1 --name shop --on 2026-04-04 --team
'
on_both "refuses what cannot be, and names with blanks, which may be those of people" '
	ms 2 project pass L1 --on 2026-04-02
	err_has "--name"
	ms 3 project pass L1 --on 2026-04-02 --name "Sample One"
	err_lacks "Sample"
'
finish
