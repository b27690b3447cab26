#!/usr/bin/env bash
# Scores and exports of a cohort that was really graded: late rules, histories, and every format by readers that are not ours.
# shellcheck disable=SC2154
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/cohort_repos.sh"
start_postgres

# shellcheck disable=SC2016 # expanded by the tests' own shells
READ='
	js() { NODE_PATH="$TOP/build/node_modules" node "$TOP/tests/e2e/read_report.js" "$@"; }
	needs() { for package; do [ -d "$TOP/build/node_modules/$package" ] || skip "$package is not installed: make build/node_modules"; done; }
	py() { python3 "$TOP/tests/e2e/read_report.py" "$@"; }
	to() { local format=$1; shift; ms 0 results export --cohort c1 --format "$format" "$@"; }
	adds_up() { ms 0 results --json --cohort c1; out_json "d.results.every(r => r.points === null || (r.points >= 0 && Math.abs(r.lines.reduce((s, l) => s + l.points, 0) - r.points) < 1e-9))"; }
	result() { ms 0 results --json --cohort c1; out_json "(r => $3)(d.results.find(r => r.learner == \"$1\" && r.exercise == \"$2\"))"; }
'

it_both "takes late lines off as the deadline is now, and spends days of grace in its order" "$COHORT$READ"'
	lay 4 3
	ms 0 grade --cohort c1
	adds_up
	out_json "d.late == 0"
	# e01 to e03 are handed in on 2 to 4 February, some seconds after 10:00.
	printf "{\"schema\":\"migracode/late-policy/v1\",\"grace_days\":1,\"steps\":[{\"after_minutes\":0,\"percent\":10},{\"after_minutes\":1440,\"percent\":50}]}" >late.json
	ms 0 deadline policy --cohort c1 late.json
	ms 0 deadline set --cohort c1 --at "2026-02-02 09:00"
	result L0001 e01 "r.points == 3 && r.lines.map(l => l.kind).join() == \"tests,grace\" && r.lines[1].days == 1"
	result L0001 e02 "r.late && r.points == 1.5 && r.lines[1].kind == \"late\" && r.lines[1].percent == 50 && r.lines[1].points == -1.5"
	adds_up
	ms 0 results --cohort c1
	out_has "< late"
	grep -E "Sample Learner 1 +✓ 3 +✓ 1.5<" "$OUT"
	ms 0 deadline extend --cohort c1 --learner L0001 --exercise e02 --until 2026-02-10 --reason "moved house"
	result L0001 e02 "!r.late && r.points == 3 && r.lines[1].kind == \"extension\""
	# Graded again, nothing changes.
	table before.csv
	ms 0 grade --cohort c1 --no-fetch --json
	out_json "d.computed == 0"
	table after.csv
	cmp before.csv after.csv
	ms 0 override set --cohort c1 L0001 e03 --points 2.5 --reason "the sandbox was slow"
	rm -r c/school/results
	ms 0 grade --cohort c1
	result L0001 e03 "r.points == 2.5 && r.overridden"
	adds_up
	ms 0 deadline excuse --cohort c1 --learner L0002 --reason ill
	ms 0 results --cohort c1 --json
	out_json "d.results.filter(r => r.learner == \"L0002\").every(r => r.state == \"graded\" ? r.points == r.lines[0].points : r.state == \"excused\")"
	ms 0 records rebuild --check
'
it_both "tells the history of a result: push, spec and decision" "$COHORT$READ"'
	lay 2 2
	ms 0 grade --cohort c1
	push c L0001 more
	ms 0 grade --cohort c1
	sed -i "s/\"3000 and 71\"/\"large\"/; s/\"stdout\": \"6071\"/\"stdout\": \"6072\"/" c/curriculum/modules/sums/e01/exercise.json
	ms 0 grade --cohort c1 --unverified
	ms 0 --actor teacher-a override set --cohort c1 L0001 e01 --points 3 --verdict pass --reason "the test was wrong"
	ms 0 results show --cohort c1 L0001 e01 --json
	out_json "d.history.map(h => h.kind + (h.causes || []).join(\"+\")).join() == \"gradedfirst,gradedfiles,gradedspec,overridden\""
	out_json "d.document.schema == \"migracode/result/v1\" && d.document.submission == \"L0001\" && d.document.verdict == \"partial\" && d.result.verdict == \"pass\""
	out_json "d.history[0].submitted_at < d.history[1].submitted_at && d.history[1].submitted_at == d.history[2].submitted_at && d.history[0].clock == \"committer\""
	out_lacks "Sample"
	out_lacks "was wrong"
	ms 0 results show --cohort c1 L0001 e01
	out_has "Sample Learner 1, e01 (Times 2): 3/3, passed, changed by an instructor"
	out_has "by the committer"
	out_has "✗ large, failed, 0/1"
	out_has "the exercise changed"
	out_has "the submission changed"
	out_has "teacher-a: the test was wrong"
	rm -r c/school/results
	ms 0 results show --cohort c1 L0001 e01
	out_has "not stored here any more"
'
it "writes every format from what is stored, for readers that are not ours" "$COHORT$READ"'
	needs ajv tap-parser
	lay 10 2
	ms 0 grade --cohort c1
	ms 0 results --cohort c1 --json
	graded=$(node -pe "JSON.parse(require(\"fs\").readFileSync(process.argv[1])).graded" "$OUT")
	[ "$graded" -gt 12 ]
	to ndjson -o out.ndjson
	[ "$(js ndjson "$TOP/man/result.schema.json" out.ndjson)" -eq "$graded" ]
	to json
	js schema "$TOP/man/grade.schema.json" "$OUT"
	cp "$OUT" all.json
	ms 0 results import --cohort c1 --json all.json
	out_json "d.same + d.new + d.better == $graded && d.errors == 0"
	to junit -o out.xml
	py junit out.xml >seen
	to tap -o out.tap
	js tap out.tap >seen
	file_has seen "\"count\":$graded"
	for format in exercism hyf; do
		to $format -o $format/
		[ "$(find $format -type f | wc -l)" = "$graded" ]
		js schema "$TOP/tests/schema/$format.json" $format/*.json
	done
	ms 2 results export --cohort c1 --format exercism
	for format in text ctrf markdown; do
		to $format --exercise e01
		out_has L0001
	done
	to html -o pages/ --exercise e01
	fails grep -rqE "Sample|example.org" out.* exercism hyf pages all.json
'
it "writes scores.json of Classroom 50 and a zip file for Gradescope with the points that count" "$COHORT$READ"'
	needs ajv
	lay 6 2
	ms 0 grade --cohort c1
	to classroom50
	js schema "$TOP/tests/schema/classroom50-scores.json" "$OUT"
	out_json "Object.keys(d.assignments).join() == \"e01,e02\" && d.assignments.e01.entries.every(e => e.submissions.length == 1 && e.submissions[0].score == e.submissions[0].tests.reduce((s, t) => s + t.score, 0))"
	ms 0 override set --cohort c1 L0001 e01 --points 1 --reason "copied by Sample Learner 1"
	to classroom50
	js schema "$TOP/tests/schema/classroom50-scores.json" "$OUT"
	out_json "d.assignments.e01.entries.find(e => e.owner == \"L0001\").submissions[0].score == 1"
	out_lacks copied
	cp "$OUT" scores.json
	to classroom50
	cmp "$OUT" scores.json
	ms 2 results export --cohort c1 --format gradescope
	err_has "results.zip"
	to gradescope -o out.zip
	to gradescope -o again.zip
	cmp out.zip again.zip
	python3 -m zipfile -e out.zip out
	js schema "$TOP/tests/schema/gradescope.json" out/*/*/results.json
	[ "$(node -pe "JSON.parse(require(\"fs\").readFileSync(\"out/e01/L0001/results.json\")).score")" = 1 ]
	fails grep -rqE "Sample|copied" out
'
it "writes grades for Moodle, one table for each exercise, and never erases one there" "$COHORT$READ"'
	lay 10 3
	ms 0 grade --cohort c1
	to moodle-grades -o moodle/
	[ "$(ls moodle)" = "e01.csv
e02.csv
e03.csv" ]
	head -n 1 moodle/e02.csv | grep -q "^idnumber,e02,e02 feedback"
	[ "$(cat moodle/*.csv | grep -c ^L)" = "$(ms 0 results --cohort c1 --json; node -pe "JSON.parse(require(\"fs\").readFileSync(process.argv[1])).graded" "$OUT")" ]
	fails grep -qE ",," moodle/e01.csv
	to moodle
	err_has "Moodle would erase grades"
	out_lacks Sample
'
finish
