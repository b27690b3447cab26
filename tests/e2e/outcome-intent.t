#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/outcome.sh"
start_postgres

it_both "takes the last answer of the window, and none that comes after it" "$school"'
	start
	m 0 outcome intent L4 --intent job --on 2026-01-14 --work-auth y
	out_has "the answer that counts"
	m 0 outcome intent L4 --intent study --on 2026-01-29
	out_has "the answer that counts"
	m 0 outcome intent L4 --intent job --on 2026-01-30 --json
	out_json "d.effect == \"kept-only\" && d.intent == \"study\" && d.intent_on == \"2026-01-29\""
	m 3 outcome intent L4 --intent stay --on 2026-01-29
	err_has "another answer"
	m 0 outcome intent L4 --intent stay --on 2026-03-01 --correction "the tutor ticked the wrong box" --json
	out_json "d.effect == \"corrected\" && d.intent == \"stay\" && d.intent_on == \"2026-01-29\""
	m 3 outcome intent L2 --intent job --on 2026-03-01 --correction why
	err_has "no answer that could be corrected"
	m 0 outcome intent L2 --intent study --on 2026-01-30
	out_has "after the window"
	m 0 outcome intent L2 --intent job --on 2026-01-20
	out_has "the answer that counts"
	fails grep -raq -e ticked s
	printf "learner_id,intent,intent_on,gender\nL4,self-enrichment,2026-02-20,f\n" >late.csv
	m 0 learner import --cohort c1 --yes late.csv
	out_has "~ L4: gender n → f, the first answer about intents stays"
	m 0 learner import --cohort c1 --json late.csv
	out_json "d.same == 1"
'
finish
