#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/outcome.sh"
start_postgres

it_both "follows career days to interviews and offers for 180 days" "$school"'
	start
	m 0 outcome careers
	out_has "no contact names a career day yet"
	for who in L1 L2 L3; do m 0 outcome contact $who --on 2026-05-01 --kind career-day --activity cd1; done
	m 0 outcome contact L1 --on 2026-05-20 --activity cd1 --result interview
	m 0 outcome contact L1 --on 2026-06-20 --activity cd1 --result offer
	m 0 outcome contact L2 --on 2026-10-28 --activity cd1 --result offer
	m 0 outcome contact L3 --on 2026-10-29 --activity cd1 --result offer
	m 0 outcome contact L3 --on 2026-06-29 --activity cd2
	m 0 outcome careers --json
	out_json "JSON.stringify(d.career_days.map(c => [c.activity, c.until, c.met, c.interviews, c.offers])) ==
		JSON.stringify([[\"cd1\", \"2026-10-28\", 3, 2, 2], [\"cd2\", \"2026-12-26\", 1, 0, 0]])"
	m 0 outcome careers --cohort c1
	out_has "cd1"
'
finish
