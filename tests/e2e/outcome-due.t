#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/outcome.sh"
start_postgres

it_both "lists what is due, since when, and nothing that is done" "$school"'
	start
	m 0 outcome due --as-of 2026-01-20
	out_has "L2"
	out_has "outcome intent"
	m 0 outcome due --as-of 2026-06-20 --json
	out_json "d.items.map(i => [i.learner, i.kind, i.since, i.late].join()).join(\" \") ==
		\"L2,status-exit,2026-02-20,true L1,status-exit,2026-05-10,true L3,status-exit,2026-05-10,true \" +
		\"L1,monthly,2026-06-10,false L3,monthly,2026-06-10,false\""
	m 0 outcome contact L1 --on 2026-06-15
	m 5 outcome contact L1 --on 2026-06-15
	m 0 outcome status L2 --at-exit employed
	m 0 outcome due --as-of 2026-06-20 --json
	out_json "d.items.every(i => i.kind != \"monthly\" || i.learner == \"L3\") && d.items.every(i => i.learner != \"L2\")"
	m 0 outcome due --as-of 2026-08-08 --json
	out_json "d.items.some(i => i.learner == \"L1\" && i.kind == \"day-90\" && i.since == \"2026-08-08\")"
	m 0 outcome due --as-of 2026-11-10 --json
	out_json "d.items.some(i => i.learner == \"L1\" && i.kind == \"day-180\" && i.since == \"2026-11-06\")"
	out_json "d.items.some(i => i.learner == \"L1\" && i.kind == \"status-6m\" && i.since == \"2026-11-10\")"
	m 0 outcome record L1 --code 4
	m 0 outcome due --as-of 2026-11-10 --json
	out_json "!d.items.some(i => i.learner == \"L1\" && i.kind == \"day-180\")"
	m 0 outcome due --as-of 2026-11-10
	out_lacks "Sample"
	m 0 outcome due --as-of 2026-11-10 --names
	out_has "Sample Person One"
	out_lacks "L5"
'
finish
