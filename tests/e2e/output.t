#!/usr/bin/env bash
# Where reports go: streams, files that appear as a whole or not at all, folders with safe names, GitHub's summary.
. "$(dirname "$0")/harness.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	mkdir -p one good bad
	cat >one/exercise.json <<"JSON"
{"schema": "migracode/exercise/v1", "id": "greet", "title": "Greet", "submit": ["greet.sh"], "tests": [
  {"id": "says", "kind": "io", "run": ["sh", "greet.sh"], "stdout": "Hello"}, {"id": "again", "kind": "io", "run": ["sh", "greet.sh"], "stdout": "Hello"}]}
JSON
	echo "echo Hello" >good/greet.sh
	echo "echo Hola" >bad/greet.sh
	grade() { status=$1; shift; mc "$status" grade -e one --unverified "$@"; }
'

it "writes the same into a file as to standard output, and nothing beside it" "$LAY"'
	for format in text tap hyf exercism moodle-csv; do
		grade 0 --format $format -o out good
		[ ! -s "$OUT" ]
		grade 0 --format $format good
		cp "$OUT" stream
		cmp out stream
	done
	grade 0 --format hyf -o - good
	out_has "\"score\":100"
	[ "$(ls | tr "\n" " ")" = "bad good one out stream " ]
'
it "keeps the old file when something goes wrong" "$LAY"'
	echo old >out
	chmod 640 out
	grade 4 --format hyf -o out nowhere
	[ "$(cat out)" = old ]
	grade 2 --format classroom50 -o out good
	[ "$(cat out)" = old ]
	grade 3 --format html -o out -t no-such-test good
	[ "$(cat out)" = old ]
	cp one/exercise.json kept
	echo "sleep 60.1$$" >bad/greet.sh
	sed -i "s/\"submit\"/\"limits\": {\"wall_ms\": 50000}, \"submit\"/" one/exercise.json
	"$MIGRACODE" grade -e one --unverified --format html -o out -j 1 good bad 2>/dev/null &
	grader=$!
	sleep 2
	kill -INT $grader 2>/dev/null || true
	wait $grader || true
	[ "$(cat out)" = old ] || skip "the shell does not pass the signal on"
	[ "$(ls | grep -c "^out")" -eq 1 ]
	cp kept one/exercise.json
	grade 0 --format hyf -o out good
	file_has out "\"score\":100"
	[ "$(stat -c %a out)" = 640 ]
	grade 4 --format csv -o no/such/folder/out good
	err_has "no/such/folder/out"
'
it "writes through a link, and to what is no file" "$LAY"'
	echo old >real
	ln -s real link
	grade 0 --format hyf -o link good
	[ -L link ]
	file_has real "\"score\":100"
	grade 0 --format hyf -o /dev/null good
	[ -c /dev/null ]
	mkfifo pipe
	cat pipe >read &
	grade 0 --format hyf -o pipe good
	wait
	file_has read "\"score\":100"
'
it "gives each submission a file in a folder, with safe names of its own" "$LAY"'
	mkdir -p "x/a b" x/A-B "x/..." "x/$(printf "n\nl")" y
	for folder in x/* "x/..." y; do cp good/greet.sh "$folder/"; done
	grade 0 --format hyf -o out/ x/* "x/..." y ../empty/good
	ls -A out | tr "\n" " " >names
	[ "$(wc -w <names)" -eq 6 ]
	file_has names "x-A-B.json"
	file_has names "x-a-b-2.json"
	[ -z "$(ls -A out | tr -d "A-Za-z0-9._\n-")" ]
	[ -z "$(ls -A out | grep "^\.")" ]
	mkdir there
	grade 0 --format html -o there good
	[ "$(ls there)" = good.html ]
'
it "streams results as they come" "$LAY"'
	echo "sleep 60.1$$" >bad/greet.sh
	sed -i "s/\"submit\"/\"limits\": {\"wall_ms\": 6000}, \"submit\"/" one/exercise.json
	"$MIGRACODE" grade -e one --unverified --format ndjson -j 1 good bad >stream 2>/dev/null &
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		[ ! -s stream ] || break
		sleep 0.25
	done
	[ "$(wc -l <stream)" -eq 1 ]
	wait
	[ "$(wc -l <stream)" -eq 2 ]
'
it "adds to the summary of a step on GitHub, and replaces every other file" "$LAY"'
	echo "# Before" >summary
	export GITHUB_STEP_SUMMARY=$PWD/summary
	grade 0 --format markdown -o "$GITHUB_STEP_SUMMARY" bad
	mc 1 check --format markdown -o "$GITHUB_STEP_SUMMARY" one
	[ "$(head -n 1 summary)" = "# Before" ]
	[ "$(grep -c "^## Greet" summary)" -eq 2 ]
	echo "# Before" >other
	grade 0 --format markdown -o other bad
	if grep -q Before other; then exit 1; fi
	head -c 1048500 /dev/zero | tr "\0" x >summary
	grade 3 --format markdown -o "$GITHUB_STEP_SUMMARY" bad
	err_has GitHub
	[ "$(wc -c <summary)" -eq 1048500 ]
'
it "says the same for check, in every format and for every exercise of a workspace" "$LAY"'
	cp bad/greet.sh one/
	cp -r one two
	sed -i s/\"greet\"/\"other\"/ two/exercise.json
	mc 1 check --format junit .
	[ "$(grep -c "<testsuite " "$OUT")" -eq 2 ]
	mc 1 check --format hyf -o scores/ .
	[ "$(ls scores | tr "\n" " ")" = "greet.json other.json " ]
	mc 2 check --format hyf .
	mc 1 check --format hyf one
	out_is "{\"score\":0,\"pass\":false,\"passingScore\":50}"
	mc 1 check --format text -o out.txt one
	file_has out.txt "next: migracode check -t says one"
	[ ! -s "$OUT" ]
	mc 1 check --format json one
	out_json "d.schema === \"migracode/result/v1\""
	mc 1 check --format markdown one
	[ "$(tail -n 1 "$OUT")" = "Next: \`migracode check -t says\`" ]
	mc 2 check --json --format html one
	mc 2 check --format htlm one
'
it "names the next command: the test that is left, then all, then handing in" "$LAY"'
	cp bad/greet.sh one/
	cd one
	mc 1 check
	[ "$(tail -n 1 "$OUT")" = "next: migracode check -t says" ]
	cp ../good/greet.sh .
	mc 0 check -t says
	[ "$(tail -n 1 "$OUT")" = "next: migracode check" ]
	mc 0 check
	tail -n 1 "$OUT" | grep -q "^next: git add"
'
it "tells a test that was not run from a checker that broke" "$LAY"'
	cp bad/greet.sh one/
	sed -i "s/\"id\": \"again\",/\"id\": \"again\", \"needs\": [\"says\"],/" one/exercise.json
	mc 1 check one
	out_has "needs '\''says'\''"
	out_lacks "our checker broke"
	sed -i "s/\"sh\", \"greet.sh\"/\"no-such-tool-x\"/" one/exercise.json
	mc 4 check one
	out_has "our checker broke"
	out_has "'\''tool-missing'\'')"
	[ "$(tail -n 1 "$OUT")" = "next: migracode check one" ]
'
it "fits a terminal of 40 columns, in ASCII too" "$LAY"'
	cp bad/greet.sh one/
	for lang in en es; do
		export COLUMNS=40 MIGRACODE_LANG=$lang
		mc 1 check one
		if expand "$OUT" | grep -E "^.{41}"; then exit 1; fi
		LC_ALL=C LANG=C mc 1 check one
		if LC_ALL=C grep "[^ -~]" "$OUT"; then exit 1; fi
	done
'
it "keeps Arabic on its own side" "$LAY"'
	sed -i "s/Hello/مرحبا يا أمينة/g" one/exercise.json
	echo "echo مرحبا" >one/greet.sh
	mc 1 check one
	out_has "$(printf "\342\201\250مرحبا يا أمينة\342\201\251")"
	out_lacks "^"
'
finish
