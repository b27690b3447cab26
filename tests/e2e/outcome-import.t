#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/outcome.sh"
start_postgres

it_both "asks for evidence of what was taken from a list" "$school"'
	start
	printf "learner_id,outcome,accepted_on\nL1,1A,2026-06-01\n" >jobs.csv
	m 0 learner import --cohort c1 --yes jobs.csv
	m 0 outcome due --as-of 2026-06-20 --json
	out_json "d.items.some(i => i.learner == \"L1\" && i.kind == \"evidence\" && i.since == \"2026-06-01\")"
	m 0 outcome record L1 --code 1A --evidence document
	m 0 outcome due --as-of 2026-06-20 --json
	out_json "!d.items.some(i => i.kind == \"evidence\")"
'
it_both "imports a list whole or not at all" "$school"'
	start
	cat >bad.csv <<END
learner_id;outcome;accepted_on;evidence;note
L1;1A;2026-06-01;;
L3;9Z;2026-06-40;employer;
L8;3A;;;
L4;3A;;;
END
	m 3 outcome import --cohort c1 --yes bad.csv
	out_has "bad.csv:2: error: evidence: who says so is missing"
	out_has "bad.csv:3: error: outcome: this word is not known"
	out_has "bad.csv:3: error: accepted_on: this is not a day"
	m 3 outcome import --cohort c1 bad.csv
	out_has "bad.csv:4: error: learner_id: the cohort has no such learner"
	out_has "bad.csv:5: error: outcome: this learner has not graduated"
	out_has "nothing was changed"
	printf "learner_id,code,accepted_on,evidence,note,status_exit\nL1,1a,2026-06-01,Company,Sample Ltd,working\nL3,3A,,,,\n" >good.csv
	m 0 outcome import --cohort c1 good.csv
	out_has "~ L1: outcome 1A, accepted_on 2026-06-01, status_exit employed, employer"
	out_has "c1: 0 new, 2 changed, 0 as they were"
	m 0 outcome import --cohort c1 --yes --json good.csv
	out_json "d.schema == \"migracode/outcome-import/v1\" && d.committed && d.events == 2"
	m 0 outcome import --cohort c1 --yes --json good.csv
	out_json "d.events == 0 && d.same == 2"
	fails grep -raq -e Sample s
'
finish
