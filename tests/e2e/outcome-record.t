#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/outcome.sh"
start_postgres

it_both "leaves 3A only when somebody says so, and counts work within 180 days" "$school"'
	start
	m 3 outcome record L1 --code 1A --accepted-on 2026-06-01
	err_has "who says so is missing"
	m 3 outcome record L1 --code 1A --evidence employer
	err_has "the day on which it was accepted"
	m 0 outcome record L1 --code 1A --accepted-on 2026-06-01 --evidence employer --note "the boss of Sample Ltd"
	out_is "L1: 1A is recorded"
	m 5 outcome record L1 --code 1A --accepted-on 2026-06-01 --evidence employer
	m 0 outcome record L1 --code 2B --accepted-on 2027-01-01 --evidence graduate --json
	out_json "d.schema == \"migracode/outcome/v1\" && d.outcome == \"2B\" && d.counted == \"3A\""
	m 0 outcome record L3 --code 3B --evidence graduate
	out_has "counted as Excluded, because of the survey of intents"
	fails grep -raq -e Sample s
'
it_both "knows who can have an outcome" "$school"'
	start
	m 3 outcome record L4 --code 3A
	err_has "has not graduated"
	m 3 outcome record L9 --code 3A
	err_has "there is no learner"
	m 3 outcome record --cohort c1 L9 --code 3A
	m 2 outcome record L1 --code Excluded
	m 2 outcome record L1
	m 3 outcome record L1 --code 3A --accepted-on 2026-06-01
	err_has "goes with work"
	m 3 outcome status L4 --at-exit employed
	err_has "neither graduated nor left"
	m 0 outcome status L2 --at-exit employed --at-6m unemployed
	m 5 outcome status L2 --at-exit employed
'
it_both "is made again from the log as it was" "$school"'
	start
	m 0 outcome record L1 --code 1A --accepted-on 2026-06-01 --evidence employer --note x
	m 0 outcome intent L4 --intent study --on 2026-01-20
	m 0 outcome intent L4 --intent job --on 2026-02-20
	m 0 outcome intent L4 --intent stay --on 2026-02-21 --correction why
	m 0 outcome contact L3 --on 2026-06-15 --kind career-day --activity cd1 --result interview --note y
	m 0 outcome status L2 --at-exit employed
	m 0 records rebuild --check
	m 0 audit verify
'
it_both "forgets notes with the learner, and learns nothing more" "$school"'
	start
	m 0 outcome record L1 --code 1A --accepted-on 2026-06-01 --evidence employer --note "the boss of Specimenia"
	m 0 outcome contact L1 --on 2026-06-15 --note "met at Specimenia"
	m 0 learner show L1 --names
	out_has "met at Specimenia"
	m 0 privacy erase L1 --yes
	m 0 learner show L1 --names
	out_lacks Specimenia
	rm -f "$OUT"
	no_leak Specimenia
	m 3 outcome contact L1 --on 2026-06-16
	err_has "was erased"
	m 3 outcome record L1 --code 3A
	printf "learner_id,status_exit\nL1,employed\n" >l.csv
	m 3 outcome import --cohort c1 --yes l.csv
	out_has "l.csv:2: error: learner_id: this learner was erased"
	m 0 outcome due --as-of 2026-08-08 --json
	out_json "!d.items.some(i => i.learner == \"L1\")"
'
it "gives the same on both engines" "$school"'
	fresh_postgres
	work() {
		m 0 outcome record L1 --code 1A --accepted-on 2026-06-01 --evidence employer --note x
		m 0 outcome intent L4 --intent study --on 2026-01-20
		m 0 outcome contact L3 --on 2026-06-15 --kind career-day --activity cd1 --result interview
		printf "learner_id,outcome,accepted_on,evidence\nL3,2B,2026-07-01,graduate\n" >l.csv
		m 0 outcome import --cohort c1 --yes --json l.csv
		cat "$OUT" >"$1"
		m 0 outcome due --as-of 2026-11-20 --names --json
		cat "$OUT" >>"$1"
		m 0 outcome due --as-of 2026-11-20
		cat "$OUT" >>"$1"
		m 0 outcome careers --json
		cat "$OUT" >>"$1"
	}
	start
	work sqlite
	mv s s1
	start --records "$POSTGRES"
	work postgres
	cmp sqlite postgres
'
finish
