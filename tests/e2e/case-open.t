#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
rules='
	rules() { printf "{\"schema\":\"migracode/rules/v1\",\"id\":\"r\",\"version\":\"1.0.0\",\"curriculum\":\"c\",\"title\":{\"en\":\"Rules\"},
		\"attendance\":{\"late\":500,\"excused\":\"left-out\",\"min_held\":1},\"rules\":[{\"id\":\"x\",\"title\":{\"en\":\"Rule\"},%s}]}" "$1" >s/rules.json; }
	state() { "$MIGRACODE" --school s graduate check --cohort c1 --as-of 2026-05-01 --json >"$OUT" || :; out_json "d.learners[0].state == \"$1\""; }
'

on_both "keeps from graduating until it is closed" "$rules"'
	rules "\"kind\":\"no-open-case\""
	state pass
	ms 0 case open L1 --kind plagiarism --on 2026-04-02 --note "Sample note"
	state fail
	ms 5 case open L1 --kind plagiarism --on 2026-04-03
	! grep -raq "Sample note" s || exit 1
	ms 0 case close L1 --on 2026-04-09
	state pass
	ms 0 case open L1 --kind plagiarism --on 2026-04-20
	state fail
'
on_both "needs a kind" '
	ms 2 case open L1 --on 2026-04-02
	err_has "--kind"
'
finish
