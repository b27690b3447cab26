#!/usr/bin/env bash
# shellcheck disable=SC2016
. "$(dirname "$0")/harness.sh"
school='
	mc 0 init school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	printf "learner_id,started_on,withdrawn_on,withdrawn_reason\nL1,2026-01-12,,\nL2,2026-01-12,,\nL3,2026-01-12,2026-03-01,study\n" >list.csv
	mc 0 --school s learner import --cohort c1 --yes list.csv
	rules() { printf "{\"schema\":\"migracode/rules/v1\",\"id\":\"r\",\"version\":\"1.0.0\",\"curriculum\":\"c\",\"title\":{\"en\":\"Rules\"},
		\"attendance\":{\"late\":500,\"excused\":\"left-out\",\"min_held\":1},\"rules\":[%s]}" "$1" >s/rules.json; }
	no_case="{\"id\":\"no-case\",\"kind\":\"no-open-case\",\"title\":{\"en\":\"No open case\"}}"
	attendance="{\"id\":\"present\",\"kind\":\"attendance\",\"title\":{\"en\":\"Being there\"},\"percent\":80}"
'

it "says who meets the rules, and leaves out who has left" "$school"'
	rules "$no_case"
	mc 0 --school s graduate check --cohort c1 --as-of 2026-05-01
	out_has "L1: meets all rules"
	out_lacks "L3"
	out_has "2 learners can graduate now"
	mc 0 --school s graduate check --cohort c1 --as-of 2026-05-01 --json
	out_json "d.learners.length == 2 && d.learners.every(l => l.state == \"pass\") && d.rule_set.startsWith(\"r@1.0.0#\")"
'
it "guesses nothing that is not known" "$school"'
	rules "$attendance"
	mc 1 --school s graduate check --cohort c1 --as-of 2026-05-01
	out_has "L1: not enough is known"
	out_has "Being there"
'
it "names what is missing: rules, cohort, learner" "$school"'
	mc 3 --school s graduate check --cohort c1
	err_has "rules.json"
	err_has "migracode-rules(5)"
	rules "$no_case"
	mc 2 --school s graduate check
	mc 3 --school s graduate check --cohort c2
	mc 3 --school s graduate check --cohort c1 --learner L9
	err_has "L9"
	echo "{" >s/rules.json
	mc 3 --school s graduate check --cohort c1
	err_has "s/rules.json:2:1:"
'
it "takes the rules that come with the program" "$school"'
	[ -d "$TOP/curricula/rules" ] || skip "no curricula here"
	mc 1 --school s graduate check --cohort c1 --learner L1 --rules "$TOP/curricula/rules/migracode-barcelona.json"
	out_has "80 % of the classes"
'
finish
