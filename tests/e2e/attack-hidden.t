#!/usr/bin/env bash
# Hidden texts stay hidden: in what people read on the terminal, in 'check', and when the exercise lies where programs see.
. "$(dirname "$0")/harness.sh"
. "$TOP/tests/attack/attack.sh"

ATTACK_MODE=control
attack_lay
at="work='$ATTACK_WORK' secret='$ATTACK_SECRET'
clean() { if LC_ALL=C tr -d '\n\t' <\"\$1\" | grep '[[:cntrl:]]'; then exit 1; fi; }
quiet() { if grep -F -e PLANTED \"\$@\"; then exit 1; fi; }
"

it "on the terminal" "$at"'
	cd "$work/submissions/c"
	for flag in "" --verbose --json; do
		mc 0 grade -e "$work/exercise/c" --unverified $flag imitates-report.c echo-hidden.c environment.c include-secret.c good-0
		quiet "$OUT" "$ERR"
		clean "$OUT"
		clean "$ERR"
	done
	# The true summary is the last line, and there is only one.
	mc 0 grade -e "$work/exercise/c" --unverified imitates-report.c
	[ "$(grep -c "^1 submission: 1 failed" "$OUT")" -eq 1 ]
'
it "in check, of a program that prints all that it gets" "$at"'
	cp -r "$work/exercise/c" here
	cp "$work/submissions/c/echo-hidden.c/main.c" here/
	for flag in "" --verbose --json "--lang es"; do
		mc 1 check $flag here
		quiet "$OUT" "$ERR"
		clean "$OUT"
	done
'
it "in check, of a program that imitates a report" "$at"'
	cp -r "$work/exercise/c" here
	cp "$work/submissions/c/imitates-report.c/main.c" here/
	for flag in "" --verbose; do
		mc 1 check $flag here
		quiet "$OUT" "$ERR"
		clean "$OUT"
	done
	mc 1 check --json here
	out_json "d.verdict === \"fail\" && d.tests[0].actual.includes(\"owned\")"
'
it "in verify, of solutions that differ from run to run" "$at"'
	cp -r "$work/exercise/c" here
	mkdir -p here/starter
	cp "$work/submissions/c/echo-hidden.c/main.c" here/solution/main.c
	cp "$work/submissions/c/environment.c/main.c" here/starter/main.c
	mc 1 verify --verbose here
	quiet "$OUT" "$ERR"
'
it "of an exercise below /usr, which programs see" "$at"'
	[ "$(id -u)" -eq 0 ] || skip "needs root"
	place=$(mktemp -d /usr/local/share/attack.XXXXXX)
	trap "rm -rf $place" EXIT
	cp -r "$work/exercise/c/." "$place/"
	chmod -R a+rX "$place"
	mkdir look
	sed "s|@EXERCISE@|$place|g" "$TOP/tests/attack/hidden-in-usr.c" >look/main.c
	# Outside it sees: or the test would be blind.
	gcc -w -o seen look/main.c
	./seen | grep -q "ESCAPED: opened the spec"
	mc 0 grade -e "$place" --unverified --json look
	out_json "d.results[0].tests[0].verdict === \"pass\""
'
it "of a whole course below /usr, of which one exercise is graded" "$at"'
	[ "$(id -u)" -eq 0 ] || skip "needs root"
	place=$(mktemp -d /usr/local/share/attack.XXXXXX)
	trap "rm -rf $place" EXIT
	mkdir "$place/modules" "$place/modules/m"
	echo "{}" >"$place/curriculum.json"
	cp -r "$work/exercise/c" "$place/modules/m/one"
	cp -r "$work/exercise/c" "$place/modules/m/two"
	chmod -R a+rX "$place"
	mkdir look
	sed "s|@EXERCISE@|$place/modules/m/two|g" "$TOP/tests/attack/hidden-in-usr.c" >look/main.c
	mc 0 grade -e "$place/modules/m/one" --unverified --json look
	out_json "d.results[0].tests[0].verdict === \"pass\""
'
it "of every kind of test that fails" '
	mkdir -p all/private
	cat >all/exercise.json <<"JSON"
{"schema": "migracode/exercise/v1", "id": "all", "title": "All", "submit": ["p.py", "q.sql", "i.html"], "tests": [
 {"id": "talk", "kind": "dialogue", "hidden": true, "run": ["python3", "p.py", "PLANTED"], "talk": [{"expect": "PLANTED", "answer": "PLANTED"}]},
 {"id": "told", "kind": "dialogue", "hidden": true, "run": ["python3", "p.py"], "talk": [{"answer": "PLANTED"}, {"expect": "PLANTED-2"}]},
 {"id": "io", "kind": "io", "hidden": true, "run": ["python3", "p.py"], "stdin": "PLANTED", "stdout": "PLANTED"},
 {"id": "source", "kind": "source", "hidden": true, "present": ["PLANTED"]},
 {"id": "bans", "kind": "source", "hidden": true, "absent": ["print|PLANTED"]},
 {"id": "files", "kind": "files", "hidden": true, "present": ["PLANTED.md"]},
 {"id": "rows", "kind": "sql", "hidden": true, "setup": "CREATE TABLE t(a); INSERT INTO t VALUES (1)", "query_file": "q.sql", "rows": [["PLANTED"]]},
 {"id": "names", "kind": "sql", "hidden": true, "setup": "CREATE TABLE t(a)", "query_file": "q.sql", "rows": [], "columns": ["PLANTED"]},
 {"id": "after", "kind": "sql", "hidden": true, "setup": "CREATE TABLE t(a)", "script": "q.sql", "query": "SELECT 1 FROM PLANTED", "rows": [[1]]},
 {"id": "fails", "kind": "sql", "hidden": true, "setup": "CREATE TABLE t(a)", "script": "q.sql", "fails": ["INSERT INTO t VALUES ('"'PLANTED'"')"]},
 {"id": "data", "kind": "checker", "hidden": true, "run": ["python3", "p.py"], "stdin": "PLANTED", "answer": "PLANTED", "checker": {"run": ["sh", "-c", "cat $2 >$3/judgemessage.txt; exit 43"]}},
 {"id": "suite", "kind": "suite", "hidden": true, "run": ["sh", "private/t.sh"], "cases": 2},
 {"id": "element", "kind": "page", "hidden": true, "checks": [{"select": "main.PLANTED"}]},
 {"id": "words", "kind": "page", "hidden": true, "checks": [{"select": "b:not(.PLANTED)", "text": "PLANTED"}]},
 {"id": "value", "kind": "page", "hidden": true, "checks": [{"select": "b:not(.PLANTED)", "attribute": {"name": "data-planted", "value": "PLANTED"}}]},
 {"id": "branch", "kind": "git", "hidden": true, "branch": "PLANTED"},
 {"id": "message", "kind": "git", "hidden": true, "subject": {"regex": "PLANTED"}}]}
JSON
	printf "printf \"1..2\\\\nnot ok 1 - PLANTED\\\\n  ---\\\\n  message: PLANTED\\\\n  ...\\\\nok 2\\\\n\"; python3 p.py <private/data" >all/private/t.sh
	echo PLANTED >all/private/data
	mkdir work
	cd work
	git init -q -b main .
	echo "import sys; print(sys.argv, sys.stdin.read())" >p.py
	echo "SELECT a FROM t" >q.sql
	echo "<b>x</b>" >i.html
	git add .
	git -c user.name=t -c user.email=t@example.org commit -qm first
	echo >>p.py
	git -c user.name=s -c user.email=s@example.org commit -qam second
	cd ..
	for format in json markdown html junit tap ctrf csv exercism gradescope; do
		mc 0 grade -e all --unverified --format $format work
		out_lacks PLANTED; out_lacks data-planted
		err_lacks PLANTED
	done
	mc 0 grade -e all --unverified --json work
	out_json "d.results[0].tests.every(t => t.verdict !== \"pass\" && t.verdict !== \"grader-error\")"
'
finish
