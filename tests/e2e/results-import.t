#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
start_postgres

# shellcheck disable=SC2016
school='
	start() {
		if [ $# = 0 ]; then make_school s; else mc 0 init school "$@" s; fi
		mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
		cat >list.csv <<END
learner_id,started_on,repository
L1,2026-01-12,https://example.org/class/sample-one.git
L2,2026-01-12,https://example.org/class/sample-two/
L3,2026-01-12,
END
		mc 0 --school s learner import --cohort c1 --yes list.csv
	}
	m() { local want=$1; shift; mc "$want" --school s "$@"; }
	graded() { # verdict points submission
		printf "{\"schema\":\"migracode/result/v1\",\"submission\":\"%s\",\"exercise\":\"even-numbers\",\"verdict\":\"%s\",\"points\":%s,\"max\":2,\"started_at\":\"2026-02-03T18:00:00Z\"}" "$3" "$1" "$2"
	}
	document() { printf "{\"schema\":\"migracode/grade/v1\",\"results\":[%s]}\n" "$1"; }
'

it_both "keeps the best of several results" "$school"'
	start
	cat >r.csv <<END
learner_id,exercise,module,passed,points,max,done_on
L1,even-numbers,loops,n,1,2,2026-02-01
L1,even-numbers,loops,,2,2,2026-02-05
L1,even-numbers,loops,,2,2,2026-02-04
L2,even-numbers,,n,"1,5",2,2026-02-03
END
	m 0 results import --cohort c1 r.csv
	out_has "+ L1, even-numbers: passed, 2/2, 2026-02-04"
	out_has "+ L2, even-numbers: not passed, 1.5/2, 2026-02-03"
	out_has "c1: 2 new, 0 better, 0 as they were"
	m 0 results import --cohort c1 --yes --json r.csv
	out_json "d.schema == \"migracode/results-import/v1\" && d.committed && d.events == 2"
	m 0 results import --cohort c1 --yes --json r.csv
	out_json "d.events == 0 && d.same == 2"
	printf "learner_id,exercise,passed,done_on\nL1,even-numbers,no,2026-03-01\nL2,even-numbers,yes,2026-03-02\n" >later.csv
	m 0 results import --cohort c1 --yes later.csv
	out_has "~ L2, even-numbers: passed, 1/1, 2026-03-02"
	out_has "0 new, 1 better, 1 as they were"
	m 0 records rebuild --check
'
it_both "finds learners of a document by id and by repository" "$school"'
	start
	document "$(graded pass 2 work/L3),$(graded partial 1.5 https://example.org/fork/sample-one.git),$(graded fail 0 ./sample-two)" >g.json
	m 0 results import --cohort c1 --json g.json
	out_json "d.new == 3 && d.changes.map(c => c.learner + c.points + c.passed).join() == \"L32true,L11.5false,L20false\""
	out_json "d.changes.every(c => c.done_on == \"2026-02-03\")"
	out_lacks "sample-"
	printf "learner_id,repository\nL3,git@example.org:other/sample-one\n" >more.csv
	m 0 learner import --cohort c1 --yes more.csv
	m 3 results import --cohort c1 g.json
	out_has "g.json:2: error: submission: several learners have this repository"
'
it_both "takes no grader error for a zero, and names what it cannot place" "$school"'
	start
	document "$(graded grader-error null sample-one),$(graded flaky 2 sample-two)" >g.json
	m 0 results import --cohort c1 --yes g.json
	out_has "notice"
	out_has "0 new, 0 better, 0 as they were"
	document "$(graded pass 2 sample-one),$(graded pass 2 somebody-else)" >g.json
	m 3 results import --cohort c1 --yes g.json
	out_has "g.json:2: error: submission: no learner of the cohort has this repository"
	out_lacks "somebody"
	document "$(graded pass 2 sample-one)" >g.json
	m 0 results import --cohort c1 --json g.json
	out_json "d.new == 1"
	printf "{\"schema\":\"migracode/import/v1\"}" >other.json
	m 3 results import --cohort c1 other.json
	err_has "no document of migracode grade"
'
it_both "names every fault of a table, and then changes nothing" "$school"'
	start
	cat >bad.csv <<END
learner_id;exercise;passed;points;max;done_on
L1;even-numbers;perhaps;;;2026-02-01
L1;Even Numbers;y;;;2026-02-01
L1;even-numbers;;3;2;2026-02-01
L1;even-numbers;;1.2345;2;2026-02-01
L1;even-numbers;;;;2026-02-01
L1;even-numbers;y;;;2026-02-30
L9;even-numbers;y;;;2026-02-01
END
	m 3 results import --cohort c1 --yes bad.csv
	out_has "bad.csv:2: error: passed: this word is not known"
	out_has "bad.csv:3: error: exercise:"
	out_has "bad.csv:4: error: max:"
	out_has "bad.csv:5: error: points:"
	out_has "bad.csv:6: error: passed:"
	out_has "bad.csv:7: error: done_on:"
	out_has "bad.csv:8: error: learner_id: the cohort has no such learner"
	out_has "nothing was changed"
	printf "learner_id,passed\nL1,y\n" >bad.csv
	m 3 results import --cohort c1 bad.csv
	err_has "there is no column '\''exercise'\''"
	m 2 results import r.csv
'
it_both "knows in which module an exercise is" "$school"'
	start
	cp -r "$TOP/curricula/first-steps" s/course
	exercise=$(basename "$(dirname "$(find s/course/modules -name exercise.json | sort | head -n 1)")")
	module=$(basename "$(dirname "$(dirname "$(find s/course/modules -name exercise.json | sort | head -n 1)")")")
	mc 0 --school s cohort create --id c2 --start 2026-01-12 --length-days 120 --curriculum course
	mc 0 --school s learner add --cohort c2 --id L7
	printf "learner_id,exercise,passed,done_on\nL7,%s,y,2026-03-01\n" "$exercise" >r.csv
	m 0 results import --cohort c2 --json r.csv
	out_json "d.changes[0].module == \"$module\""
'
it "gives the same on both engines" "$school"'
	fresh_postgres
	work() {
		printf "learner_id,exercise,passed,done_on\nL1,even-numbers,n,2026-03-01\nL2,even-numbers,y,2026-03-02\n" >r.csv
		m 0 results import --cohort c1 --yes --json r.csv
		cat "$OUT" >"$1"
		document "$(graded pass 2 sample-one),$(graded pass 2 sample-two)" >g.json
		m 0 results import --cohort c1 --yes --json g.json
		cat "$OUT" >>"$1"
		m 0 results import --cohort c1 --json g.json
		out_json "d.same == 2"
	}
	start
	work sqlite
	mv s s1
	start --records "$POSTGRES"
	work postgres
	cmp sqlite postgres
'
finish
