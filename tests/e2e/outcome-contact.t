#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/outcome.sh"
start_postgres

it_both "notes a contact once, and asks again a month later" "$school"'
	start
	m 0 outcome contact L1 --on 2026-06-15 --kind call
	m 5 outcome contact L1 --on 2026-06-15 --kind call
	m 0 outcome due --as-of 2026-06-20 --json
	out_json "!d.items.some(i => i.learner == \"L1\" && i.kind == \"monthly\")"
	m 0 outcome due --as-of 2026-07-20 --json
	out_json "d.items.some(i => i.learner == \"L1\" && i.kind == \"monthly\")"
'
it "refuses what it does not know" "$school"'
	start
	m 2 outcome contact L1 --on 2026-06-15 --kind pigeon
	m 3 outcome contact L1 --on 2026-06-31
	m 3 outcome contact L9 --on 2026-06-15
'
finish
