#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/outcome.sh"
start_postgres

it_both "counts how learners stood on leaving and six months later" "$school"'
	start
	printf "learner_id,birth_date,third_country,entry_status,isced\nL1,1990-01-01,y,unemployed,3\n" >entry.csv
	m 0 learner import --cohort c1 --yes entry.csv
	m 0 outcome status L1 --at-exit education
	m 0 outcome status L1 --at-6m employed
	m 5 outcome status L1 --at-6m employed
	m 0 report esf --as-of 2026-11-10 --json
	out_json "d.EECR02.f == 1 && d.EECR05.f == 1"
	m 0 report esf --as-of 2026-11-09 --json
	out_json "d.EECR05.f == 0"
'
it "refuses what it does not know" "$school"'
	start
	m 2 outcome status L1
	m 2 outcome status L1 --at-exit happy
	m 3 outcome status L9 --at-exit employed
'
finish
