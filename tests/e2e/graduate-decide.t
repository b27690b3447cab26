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

it "lets those graduate who meet the rules, once, and counts them" "$school"'
	rules "$no_case"
	mc 0 --school s graduate decide --cohort c1 --on 2026-05-10 --certificate-on 2026-05-12 --json
	out_json "d.graduated == 2"
	mc 0 --school s graduate decide --cohort c1 --on 2026-06-01 --json
	out_json "d.graduated == 0"
	mc 0 --school s report graduation --cohort c1 --as-of 2026-05-11 --json
	out_json "d.on_time == 0 && d.still == 2"
	mc 0 --school s report graduation --cohort c1 --as-of 2026-05-12 --json
	out_json "d.on_time == 2"
'
it "keeps a decision when the rules change" "$school"'
	rules "$no_case"
	mc 0 --school s graduate decide --cohort c1 --on 2026-05-10
	rules "$attendance"
	mc 0 --school s graduate check --cohort c1 --as-of 2026-06-01 --json
	out_json "d.learners.every(l => l.graduated_on == \"2026-05-10\" && l.decided_by.startsWith(\"r@1.0.0#\") && l.decided_by != d.rule_set)"
'
it "overrides for one learner with a reason, which nobody can read in the files" "$school"'
	rules "$attendance"
	mc 1 --school s graduate decide --cohort c1 --learner L1 --on 2026-05-10
	err_has "says what is missing"
	mc 2 --school s graduate decide --cohort c1 --override --reason "Zwieback" --on 2026-05-10
	mc 2 --school s graduate decide --cohort c1 --learner L1 --override --on 2026-05-10
	mc 0 --school s graduate decide --cohort c1 --learner L1 --on 2026-05-10 --override --reason "Zwieback Knusperflocke"
	no_leak "Zwieback Knusperflocke"
	mc 0 --school s audit log --kind graduation.decided
	out_has "L1"
'
finish
