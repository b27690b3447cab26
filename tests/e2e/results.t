#!/usr/bin/env bash
# shellcheck disable=SC2154
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"

on_both "shows learners by name and exercises in the order of the course" "$SCORES"'
	ms 0 results --cohort c1
	out_has "Part m1"
	out_has "Sample One"
	grep -E "Sample One +✓ 4 +✓ 3" "$OUT"
	grep -E "Sample Two +~ 1.5 +·" "$OUT"
	grep -E "Sample Two +0/3 +1.5/4 +37.5% +2 +0" "$OUT"
	grep -E "passed +1/2 +1/2" "$OUT"
	out_has "· no result"
	ms 0 results --cohort c1 --ids
	out_lacks "Sample"
	LANG=C mc 0 --school s results --cohort c1
	LC_ALL=C grep -qE "L1|Sample One +\+ 4" "$OUT"
	out_lacks "✓"
'
it "tells two learners of one name apart" "$SCHOOL$SCORES"'
	ms 0 learner add --cohort c1 --id L3 --display-name "Sample One"
	ms 0 results --cohort c1
	out_has "Sample One (L1)"
	out_has "Sample One (L3)"
	out_lacks "(L2)"
'
on_both "names nobody in documents, unless it is asked for" "$SCORES"'
	ms 0 results --cohort c1 --json
	out_json "d.schema == \"migracode/results/v1\" && d.results.length == 6 && d.missing == 3 && d.passed == 2"
	out_json "d.learners[0].points == 7 && d.learners[0].max == 8 && d.exercises[0].passed == 1"
	out_lacks "Sample"
	for format in csv markdown html; do
		ms 0 results --cohort c1 --format $format -o file
		fails grep -q Sample file
		grep -q L1 file
		ms 0 results --cohort c1 --format $format --names -o file
		grep -q "Sample One" file
	done
'
on_both "finds what is asked for" "$SCORES"'
	ms 0 results --cohort c1 --verdict pass
	out_lacks "Sample Two"
	out_lacks "three"
	ms 0 results --cohort c1 --verdict partial,missing --json
	out_json "d.results.map(r => r.learner + r.exercise).join() == \"L1three,L2one,L2two,L2three\""
	ms 0 results --cohort c1 --min 30 --max 80 --json
	out_json "d.results.map(r => r.learner + r.exercise).join() == \"L1two,L2one\""
	ms 0 results --cohort c1 --module m2 --learner L2 --json
	out_json "d.results.length == 1 && d.results[0].state == \"missing\" && d.results[0].points === null && d.results[0].max == 4"
	ms 0 results --cohort c1 --learner L2 --learner L1 --exercise two --json
	out_json "d.results.map(r => r.learner).join() == \"L1,L2\""
	ms 3 results --cohort c1 --learner L1 --learner L9
	err_has "L9"
	ms 0 results --cohort c1 --verdict late
	out_has "nothing to show"
	ms 2 results --cohort c1 --verdict wrong
	err_has "unmarked"
	ms 3 results --cohort c1 --exercise ones
	ms 3 results --cohort c1 --learner L9
	ms 2 results
	err_has "cohort list"
'
it "cuts tables to the width of the terminal, and one row stays one line" "$SCHOOL$SCORES"'
	for i in $(seq 1 12); do exercise m2 "a-rather-long-name-$i"; done
	rm s/course/modules/m2/module.json
	module m2 "\"three\"$(for i in $(seq 1 12); do printf ",\"a-rather-long-name-%s\"" $i; done)"
	ms 0 results --cohort c1
	[ "$(wc -L <"$OUT")" -le 80 ]
	[ "$(grep -c "Part m2" "$OUT")" -ge 2 ]
	grep -q "name-12" "$OUT"
'
it "shows results of a course that cannot be read any more" "$SCHOOL$SCORES"'
	echo broken >s/course/modules/m1/one/exercise.json
	ms 0 results --cohort c1 --json
	out_json "d.results.find(r => r.learner == \"L1\" && r.exercise == \"one\").points == 4"
'
on_both "shows a repository that could not be fetched as a fault, and never as a zero" "$SCORES"'
	printf "learner_id,repository\nL2,$PWD/not/there.git\n" >more.csv
	ms 0 learner import --cohort c1 --yes more.csv
	"$MIGRACODE" --school s fetch --cohort c1 >"$OUT" 2>&1 || :
	result L2 one "r.state == \"graded\" && r.points == 1.5"
	result L2 two "r.state == \"fault\" && r.points === null"
	out_json "d.faults == 2 && d.learners[1].faults == 2 && d.learners[1].max == 4"
	result L1 three "r.state == \"missing\""
	ms 0 results --cohort c1 --verdict fault
	out_has "! not readable"
	ms 0 results export --cohort c1
	out_has "L2,two,m1,fault,,,"
'
on_both "shows what a learner brought along from another cohort, and takes overrides there" "$SCORES"'
	ms 0 learner move L1 --to c2 --on 2026-03-10
	ms 0 results --cohort c2 --json
	out_json "d.learners.map(l => l.learner + l.points).join() == \"L17\""
	ms 0 override set --cohort c2 L1 two --verdict fail --reason why
	ms 0 report progress --cohort c1 --as-of 2027-01-01 --json
	out_json "d.exercises.find(e => e.exercise == \"two\").passed == 0"
	ms 0 records rebuild --check
'
it "makes a page that has no barriers and fits a telephone" "$SCHOOL$SCORES"'
	for package in html-validate axe-core; do [ -d "$TOP/build/node_modules/$package" ] || skip "$package is not installed: make build/node_modules"; done
	browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "chromium is not installed"
	ms 0 learner add --cohort c1 --id L3 --display-name "عينة <b>اسم</b>"
	ms 0 override set --cohort c1 L3 one --points 1 --verdict partial --reason why
	ms 0 results --cohort c1 --format html --names -o page.html
	export NODE_PATH="$TOP/build/node_modules"
	node "$TOP/tests/e2e/read_report.js" html page.html
	for what in barriers colours widths quiet; do node "$TOP/tests/e2e/sheet_page.js" $what "$browser" "$HOME" page.html; done
'
it "leaves nothing of an erased learner" "$SCHOOL$SCORES"'
	ms 0 override set --cohort c1 L1 one --points 2 --reason "Sample One asked for it"
	ms 0 privacy erase L1 --yes
	ms 0 results --cohort c1
	ms 0 override list --cohort c1
	out_has "the reason is erased"
	ms 0 records rebuild --check
	no_leak "Sample One" "asked for it"
'
finish
