#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"
rules='
	printf "{\"schema\":\"migracode/rules/v1\",\"id\":\"r\",\"version\":\"1.0.0\",\"curriculum\":\"c\",\"title\":{\"en\":\"Rules\"},
		\"attendance\":{\"late\":500,\"excused\":\"left-out\",\"min_held\":1},\"rules\":[{\"id\":\"x\",\"title\":{\"en\":\"Rule\"},\"kind\":\"exercises\",\"exercises\":[\"one\"]}]}" >s/rules.json
	state() { "$MIGRACODE" --school s graduate check --cohort c1 --as-of 2027-05-01 --json >"$OUT" || :; out_json "d.learners.find(l => l.learner == \"$1\").state == \"$2\""; }
'

on_both "puts points in place of what was computed, and stays when results come again" "$SCORES"'
	ms 0 override set --cohort c1 L2 one --points 3,5 --reason "the test was wrong"
	out_is "L2, one: 1.5/4, partly passed -> 3.5/4, partly passed, changed by an instructor"
	result L2 one "r.points == 3.5 && r.verdict == \"partial\" && r.overridden && r.lines.length == 2 && r.lines[1].kind == \"override\" && r.lines[1].points == 2"
	out_lacks "was wrong"
	adds_up
	printf "learner_id,exercise,module,passed,points,max,done_on\nL2,one,m1,n,2,4,2026-02-04\n" >r.csv
	ms 0 results import --cohort c1 --yes r.csv
	result L2 one "r.points == 3.5 && r.lines[1].points == 1.5"
	ms 0 override set --cohort c1 L2 one --points 4 --verdict pass --reason "again" --json
	out_json "d.schema == \"migracode/override/v1\" && d.result.points == 4 && d.result.verdict == \"pass\""
	ms 0 records rebuild --check
'
on_both "counts for graduating, in both directions" "$SCORES$rules"'
	state L1 pass
	state L2 fail
	ms 0 override set --cohort c1 L2 one --verdict pass --reason "shown in class"
	ms 0 override set --cohort c1 L1 one --verdict fail --reason "not their own"
	state L2 pass
	state L1 fail
	ms 0 override lift --cohort c1 L1 one
	state L1 pass
'
on_both "counts where nothing was handed in" "$SCORES"'
	ms 0 override set --cohort c1 L2 three --points 2 --verdict pass --reason "on paper"
	result L2 three "r.state == \"graded\" && r.points == 2 && r.max == 4"
	ms 0 report progress --cohort c1 --json
	ms 0 records rebuild --check
'
on_both "keeps reasons sealed, and refuses what cannot be" "$SCORES"'
	ms 0 override set --cohort c1 L1 one --points 1 --reason "Sample One copied"
	no_leak "Sample One" "copied"
	ms 2 override set --cohort c1 L1 one --points 1
	err_has "--reason"
	ms 2 override set --cohort c1 L1 one --reason why
	ms 3 override set --cohort c1 L1 one --points many --reason why
	ms 3 override set --cohort c1 L1 one --points 1.2345 --reason why
	ms 3 override set --cohort c1 L1 ones --points 1 --reason why
	err_has "did you mean"
	ms 3 override set --cohort c1 L9 one --points 1 --reason why
	ms 2 override set --cohort c1 L1 one --verdict great --reason why
'
finish
