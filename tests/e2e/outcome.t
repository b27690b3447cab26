#!/usr/bin/env bash
# outcome record, status, intent, contact, import, due, careers
. "$(dirname "$0")/harness.sh"
start_postgres

# shellcheck disable=SC2016
school='
	start() {
		if [ $# = 0 ]; then make_school s; else mc 0 init school "$@" s; fi
		mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120 --census-day 14
		cat >list.csv <<END
learner_id,gender,started_on,withdrawn_on,withdrawn_reason,graduated_on,certificate_on,intent,intent_on,work_auth,exclusion,display_name
L1,f,2026-01-12,,,2026-05-10,2026-05-12,job,2026-01-20,y,,Sample Person One
L2,m,2026-01-12,2026-02-20,job,,,,,,,Sample Person Two
L3,f,2026-01-12,,,2026-05-10,2026-05-12,study,2026-01-20,y,,Sample Person Three
L4,n,2026-01-12,,,,,,,,,Sample Person Four
L5,f,2026-01-12,2026-03-01,other,,,,,,died,Sample Person Five
END
		mc 0 --school s learner import --cohort c1 --yes list.csv
	}
	m() { local want=$1; shift; mc "$want" --school s "$@"; }
'

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
