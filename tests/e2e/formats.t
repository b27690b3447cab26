#!/usr/bin/env bash
# Every format, written for every verdict and for texts that mean harm, is read by readers that are not ours.
. "$(dirname "$0")/harness.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	mkdir -p zoo students/amina students/=cmd students/omar students/good students/empty
	cat >zoo/exercise.json <<"JSON"
{"schema": "migracode/exercise/v1", "id": "zoo", "title": {"en": "Sums & <lists>", "ar": "مجموع"}, "submit": ["p.sh"],
 "limits": {"cpu_ms": 300, "wall_ms": 9000, "memory_mb": 64, "output_kb": 256, "processes": 16, "disk_mb": 8},
 "tests": [
  {"id": "says", "title": "prints ]]> </script> | `x` @teacher #12 =cmd|'\''/C calc'\''!A0", "kind": "io", "run": ["sh", "p.sh"],
   "stdin": "Ana\n", "stdout": "Hello Ana\nline two\nmarhaba مرحبا\n", "compare": "exact", "hint": "read the *name* first, @teacher"},
  {"id": "arabic", "title": "greets in Arabic", "kind": "io", "run": ["sh", "p.sh", "ar"], "stdout": "مرحبا يا أمينة"},
  {"id": "bytes", "title": "-1+1,=2;@x", "kind": "io", "run": ["sh", "p.sh", "bytes"], "stdout": "x", "points": 0.5},
  {"id": "unit", "kind": "suite", "run": ["sh", "p.sh", "tap"], "format": "tap", "points": 3},
  {"id": "after", "kind": "io", "run": ["sh", "p.sh"], "stdout": "x", "needs": ["says"]},
  {"id": "loop", "title": "ends", "kind": "io", "run": ["sh", "p.sh", "loop"], "stdout": "x"},
  {"id": "ok", "title": "does nothing", "kind": "io", "run": ["sh", "p.sh", "ok"], "stdout": "fine"},
  {"id": "secret", "title": "a hidden one", "kind": "io", "run": ["sh", "p.sh", "PLANTED-77"], "stdout": "PLANTED-78", "hidden": true, "points": 2}]}
JSON
	cat >students/amina/p.sh <<"SH"
case ${1:-} in
ar) echo "مرحبا أمينة" ;;
bytes) printf "a\000b\033[2J\377\376 </script> ]]> \342\200\256 \360\237\230\200 \`\`\`\n@teacher <img src=x onerror=alert(1)>\n" ;;
tap) printf "1..4\nok 1 - a\nnot ok 2 - b <x> =cmd @teacher\nnot ok 3 - c ]]> # TODO no\nnot ok 4 - d\n" ;;
loop) while :; do :; done ;;
ok) echo fine ;;
*) cat >/dev/null; printf "Hello  Ana \nline 2\nmarhaba مرحب"; echo "warning: old" >&2 ;;
esac
SH
	cp students/amina/p.sh students/=cmd/
	echo "exit 3" >students/omar/p.sh
	cat >students/good/p.sh <<"SH"
case ${1:-} in
ar) echo "مرحبا يا أمينة" ;; tap) printf "1..1\nok 1\n" ;; ok) echo fine ;; bytes | loop) echo x ;; PLANTED-77) echo PLANTED-78 ;;
*) read n; if [ "$n" ]; then printf "Hello Ana\nline two\nmarhaba مرحبا\n"; else echo x; fi ;;
esac
SH
	all="students/amina students/=cmd students/omar students/good students/empty"
	to() { status=$1 format=$2; shift 2; mc "$status" grade -e zoo --unverified --format "$format" "$@"; }
	js() { NODE_PATH="$TOP/build/node_modules" node "$TOP/tests/e2e/read_report.js" "$@"; }
	needs() { for package; do [ -d "$TOP/build/node_modules/$package" ] || skip "$package is not installed: make build/node_modules"; done; }
	py() { python3 "$TOP/tests/e2e/read_report.py" "$@"; }
	# A submission that we cannot read, and a tool that is not there: faults of ours.
	broken() { sed "s/\"sh\", \"p.sh\", \"ok\"/\"no-such-tool-x\"/" -i zoo/exercise.json; }
'

it "junit: counts, outcomes and points are right for every verdict" "$LAY"'
	to 0 junit -o out.xml $all
	py junit out.xml >seen
	file_has seen "40 16 "
	to 0 junit students/good
	cp "$OUT" good.xml
	py junit good.xml >seen
	file_has seen "8 0 0 0"
	broken
	to 4 junit -o ours.xml $all nowhere -t ok
	py junit ours.xml
	grep -q "type=\"infra\"" ours.xml
'
it "tap: a foreign reader finds no mistake in it, also in subtests" "$LAY"'
	needs tap-parser
	to 0 tap -o out.tap $all
	js tap out.tap >seen
	file_has seen "\"count\":5,\"pass\":1,\"fail\":4"
	to 0 tap -o one.tap students/amina
	js tap one.tap >seen
	file_has seen "\"count\":8,\"pass\":2,\"fail\":6,\"skip\":1"
	file_has seen "@teacher #12 =cmd"
	to 0 tap -o good.tap students/good
	js tap good.tap >seen
	file_has seen "\"ok\":true,\"count\":8"
	broken
	to 4 tap -o ours.tap students/good nowhere
	js tap ours.tap >seen
	file_has seen "\"bailout\":\"students/good: ok: "
	to 4 tap -o single.tap students/good
	js tap single.tap >seen
	file_has seen "\"count\":7,\"pass\":7"
	tail -n 1 single.tap | grep -q "^Bail out! "
'
it "ctrf: its schema takes it, and our faults are no failures" "$LAY"'
	needs ajv
	schema=
	for place in "$TOP/../shared" "$TOP/../../shared"; do
		[ ! -e "$place/corpus/ctrf/schema/ctrf.schema.json" ] || schema=$place/corpus/ctrf/schema/ctrf.schema.json
	done
	to 0 ctrf $all
	out_json "d.results.summary.tests === 40 && d.results.summary.passed === 10 && d.results.environment.healthy"
	out_json "d.results.tests.length === 40 && d.results.tests.every(t => Number.isInteger(t.duration))"
	out_json "d.results.tests[3].extra[\"migracode.points\"].got === 1 && d.results.tests[3].steps.length === 4"
	out_json "d.results.summary.stop >= d.results.summary.start && d.results.summary.start > 1.7e12"
	cp "$OUT" out.json
	broken
	to 4 ctrf students/good nowhere
	out_json "d.results.environment.healthy === false && d.results.summary.other === 2 && d.results.summary.failed === 0"
	[ -n "$schema" ] || skip "the schema of CTRF is not here"
	js schema "$schema" out.json "$OUT"
'
it "json and ndjson: whole documents, in the order given" "$LAY"'
	needs ajv
	to 0 ndjson -o out.ndjson $all
	[ "$(js ndjson "$TOP/man/result.schema.json" out.ndjson)" -eq 5 ]
	to 0 json $all
	js schema "$TOP/man/grade.schema.json" "$OUT"
	out_json "d.results.map(r => r.submission.split(\"/\")[1]).join() === \"amina,=cmd,omar,good,empty\""
	cp "$OUT" first
	mc 0 grade -e zoo --unverified --json $all
	out_json "d.results.length === 5"
	mc 2 grade -e zoo --unverified --json --format junit $all
	err_has "two formats"
'
it "gradescope: exact points, and no score for a fault of ours" "$LAY"'
	needs ajv
	to 2 gradescope $all
	err_has "--output <folder>/"
	to 0 gradescope -o out/ $all
	js schema "$TOP/tests/schema/gradescope.json" out/*.json
	[ "$(ls out | tr "\n" " ")" = "amina.json cmd.json empty.json good.json omar.json " ]
	cp out/amina.json "$OUT"
	out_json "d.tests.map(t => t.score).join() === \"0,0,0,1,0,0,1,0\" && d.tests[2].max_score === 0.5"
	out_json "d.tests[7].visibility === \"after_published\" && d.tests[4].status === \"failed\""
	to 0 gradescope --show-hidden students/amina
	out_json "d.tests[7].visibility === \"hidden\" && d.tests[7].output.includes(\"PLANTED-78\")"
	to 0 gradescope -t says students/amina
	out_json "d.tests.length === 1"
	broken
	to 4 gradescope students/good
	js schema "$TOP/tests/schema/gradescope.json" "$OUT"
	out_json "!(\"score\" in d) && !(\"tests\" in d) && d.output.includes(\"no-such-tool-x\")"
'
it "exercism: order, limits and the status error when nothing ran" "$LAY"'
	needs ajv
	to 0 exercism -o out/ $all
	js schema "$TOP/tests/schema/exercism.json" out/*.json
	cp out/amina.json "$OUT"
	out_json "d.tests.map(t => t.status).join() === \"fail,fail,fail,fail,fail,error,pass,fail\""
	out_json "d.tests[4].message.includes(\"says\") && d.tests[0].test_code.includes(\"p.sh\")"
	cp out/empty.json "$OUT"
	out_json "d.status === \"error\" && d.message.includes(\"p.sh\") && !d.tests"
	mkdir long
	echo "printf \"%100000s\" é" >long/p.sh
	to 0 exercism long
	js schema "$TOP/tests/schema/exercism.json" "$OUT"
	out_json "d.tests[0].output.endsWith(\"]\") && [...d.tests[0].output].length <= 500"
	broken
	to 4 exercism -o never.json students/good
	[ ! -e never.json ]
	err_has "no-such-tool-x"
	to 4 exercism -o mixed/ students/good
	[ -z "$(ls mixed)" ]
	to 2 exercism --show-hidden students/good
'
it "classroom50: whole points that add up, and what is missing is named" "$LAY"'
	needs ajv
	to 2 classroom50 students/good
	err_has "classroom"
	facts="--meta classroom=c15 --meta owner=amina --meta submission=submit/1 --meta commit=https://example.org/c --meta release=https://example.org/r"
	to 0 classroom50 $facts --meta datetime=2026-10-02T20:00:00+02:00 -o out/ $all
	js schema "$TOP/tests/schema/classroom50.json" out/*.json
	cp out/amina.json "$OUT"
	out_json "d.datetime === \"2026-10-02T18:00:00Z\" && d.assignment === \"zoo\" && d.review === d.commit"
	out_json "d.score === 2 && d[\"max-score\"] === 11 && d.tests[2][\"max-score\"] === 1 && d.tests[2].score === 0"
	out_json "d.tests.reduce((sum, t) => sum + t[\"max-score\"], 0) === d[\"max-score\"]"
	cp out/good.json "$OUT"
	out_json "d.score === d[\"max-score\"] && d.tests.every(t => t.passed)"
	export CLASSROOM=c15 GITHUB_ACTOR=amina SUBMISSION_TAG=submit/2 GITHUB_SERVER_URL=https://example.org GITHUB_REPOSITORY=o/r GITHUB_SHA=abc
	to 0 classroom50 --meta datetime=2026-10-02T18:00:00Z students/good
	out_json "d.commit === \"https://example.org/o/r/commit/abc\" && d.release.endsWith(\"/releases/tag/submit/2\")"
	js schema "$TOP/tests/schema/classroom50.json" "$OUT"
	# When it was handed in stands in its commit, and never is the time of grading; a folder does not know it.
	to 2 classroom50 students/good
	err_has "datetime"
	(cd students/good && git init -q . && git add . && GIT_COMMITTER_DATE="2026-10-02T20:00:00+02:00" \
		git -c user.name=a -c user.email=a@example.org commit -q --date="2001-01-01T00:00:00Z" -m x)
	to 0 classroom50 students/good
	out_json "d.datetime === \"2026-10-02T18:00:00Z\" && d.graded_at > d.datetime"
	js schema "$TOP/tests/schema/classroom50.json" "$OUT"
	mc 0 grade -e zoo --unverified --json students/good
	out_json "d.results[0].committed_at === \"2026-10-02T18:00:00Z\""
	to 0 classroom50 --meta datetime=2026-10-01T00:00:00Z students/good
	out_json "d.datetime === \"2026-10-01T00:00:00Z\""
	# A commit may say of its time what it likes.
	(cd students/good && git cat-file commit HEAD | sed "s/^committer .*/committer a <a> 99999999999999 +0000/" >../raw &&
		git update-ref HEAD "$(git hash-object -t commit -w --stdin <../raw)")
	to 2 classroom50 students/good
	err_has "datetime"
	rm -rf students/good/.git
	to 2 classroom50 --meta submission=main students/good
	err_has "submit/"
	to 2 classroom50 --meta datetime=yesterday students/good
	err_has "yesterday"
	broken
	to 4 classroom50 -o never.json students/good
	[ ! -e never.json ]
'
it "hyf: percent, and the line from which on it passes" "$LAY"'
	needs ajv
	to 0 hyf -o out/ $all
	js schema "$TOP/tests/schema/hyf.json" out/*.json
	file_has out/amina.json "{\"score\":19,\"pass\":false,\"passingScore\":50}"
	file_has out/good.json "{\"score\":100,\"pass\":true,\"passingScore\":50}"
	to 0 hyf --passing 19 students/amina
	out_is "{\"score\":19,\"pass\":true,\"passingScore\":19}"
	to 2 hyf --passing 101 students/amina
	broken
	to 4 hyf students/good
	[ ! -s "$OUT" ]
'
it "csv: a foreign reader gets every row, and no cell is a formula" "$LAY"'
	to 0 csv -o out.csv $all
	[ "$(py csv out.csv)" -eq 40 ]
	to 0 moodle-csv -o moodle.csv $all
	py moodle moodle.csv >seen
	file_has seen "username amina '\''=cmd omar good empty"
	to 0 moodle-csv --meta user=email students/good
	out_has "\"email\",\"zoo\",\"zoo feedback\""
	broken
	to 4 csv -o ours.csv students/good nowhere
	[ "$(py csv ours.csv)" -eq 9 ]
	to 4 moodle-csv -o moodle.csv -t ok students/good
	err_has "students/good"
'
it "markdown: renders without a mention, a link or a tag of a student" "$LAY"'
	needs markdown-it
	to 0 markdown -o out.md $all
	js markdown out.md >seen
	file_has seen "\"rows\":6,\"cells\":20"
	to 0 markdown -o each/ $all
	js markdown each/*.md >seen
	head -n 1 seen | grep -q "\"rows\":9,\"cells\":24,\"blocks\":5,\"folded\":5"
	[ "$(tail -n 1 each/amina.md)" = "Next: \`migracode check -t says\`" ]
	[ "$(tail -n 1 out.md)" = "Next: \`migracode grade -e zoo -t says students/amina\`" ]
	broken
	to 4 markdown students/good
	cp "$OUT" ours.md
	js markdown ours.md
	file_has ours.md "no points are given or lost"
'
it "html: one page that a validator takes, without scripts" "$LAY"'
	needs html-validate
	to 0 html -o out.html $all
	js html out.html
	to 0 html -o each/ $all
	js html each/*.html
	[ "$(grep -c "<details open>" out.html)" -eq 4 ]
	file_has out.html "lang=\"en\" dir=\"ltr\""
	to 0 html --lang ar -o ar.html students/amina
	file_has ar.html "lang=\"ar\" dir=\"rtl\""
	js html ar.html
	broken
	to 4 html -o ours.html students/good nowhere
	js html ours.html
	printf "<!DOCTYPE html><html><p><div></p><img src=x><script></script>" >bad.html
	if js html bad.html; then exit 1; fi
'
it "shows nothing of hidden tests in any format" "$LAY"'
	for format in text json ndjson junit tap ctrf csv moodle-csv markdown html gradescope exercism hyf; do
		to 0 $format -o "out/" students/amina students/omar
		if grep -r PLANTED out; then echo "in $format"; exit 1; fi
	done
	to 0 html --show-hidden students/amina
	out_has PLANTED-78
'
it "takes a thousand cases in every format" "$LAY"'
	needs ajv tap-parser html-validate markdown-it
	mkdir many
	cat >many/p.sh <<"SH"
[ "$1" = tap ] || exit 1
echo 1..1000; i=0
while [ $i -lt 1000 ]; do i=$((i + 1)); echo "not ok $i - case $i ]]> @x =1"; done
SH
	for format in junit tap ctrf csv markdown html gradescope exercism; do
		to 0 $format -o "many.$format" -t unit many
		[ "$(wc -c <"many.$format")" -lt 400000 ]
	done
	py junit many.junit
	js tap many.tap >seen
	js markdown many.markdown
	js html many.html
	js schema "$TOP/tests/schema/exercism.json" many.exercism
	js schema "$TOP/tests/schema/gradescope.json" many.gradescope
'
finish
