#!/usr/bin/env bash
# What becomes of a report in each format: points, messages, and what is no report any more.
. "$(dirname "$0")/harness.sh"

# The "submission" plays a framework: report.sh FORMAT MODE.  Two cases: adds, and halves.
# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	mkdir one
	cat >one/report.sh <<"SH"
case $1 in
tap)
	start() { echo TAP version 14; echo 1..2; }
	good() { echo "ok $1 - $2"; }
	bad() { printf "not ok $1 - $2\n  ---\n  message: 3 is not 2\n  ...\n"; }
	skip() { echo "ok $1 - $2 # SKIP later"; }
	between() { :; }
	end() { :; }
	;;
junit)
	start() { printf "<testsuites><testsuite name=\"s\">"; }
	good() { printf "<testcase name=\"$2\"/>"; }
	bad() { printf "<testcase name=\"$2\"><failure message=\"3 is not 2\"/></testcase>"; }
	skip() { printf "<testcase name=\"$2\"><skipped/></testcase>"; }
	between() { :; }
	end() { printf "</testsuite></testsuites>\n"; }
	;;
ctrf)
	start() { printf "{\"reportFormat\":\"CTRF\",\"specVersion\":\"1.0.0\",\"results\":{\"tool\":{\"name\":\"t\"},\"summary\":{\"tests\":9,\"passed\":9,\"failed\":0,\"skipped\":0,\"pending\":0,\"other\":0,\"start\":1,\"stop\":2},\"tests\":["; }
	good() { printf "{\"name\":\"$2\",\"status\":\"passed\",\"duration\":1}"; }
	bad() { printf "{\"name\":\"$2\",\"status\":\"failed\",\"duration\":1,\"message\":\"3 is not 2\"}"; }
	skip() { printf "{\"name\":\"$2\",\"status\":\"skipped\",\"duration\":0}"; }
	between() { printf ","; }
	end() { printf "]}}\n"; }
	;;
jest)
	start() { printf "{\"success\":false,\"testResults\":[{\"name\":\"f\",\"status\":\"passed\",\"assertionResults\":["; }
	good() { printf "{\"title\":\"$2\",\"status\":\"passed\"}"; }
	bad() { printf "{\"title\":\"$2\",\"status\":\"failed\",\"failureMessages\":[\"3 is not 2\"]}"; }
	skip() { printf "{\"title\":\"$2\",\"status\":\"todo\"}"; }
	between() { printf ","; }
	end() { printf "]}]}\n"; }
	;;
esac
forge() { start; good 1 adds; between; good 2 halves; end; }
case $2 in
pass) forge >report ;;
fail) { start; good 1 adds; between; bad 2 halves; end; } >report; exit 1 ;;
quiet) { start; good 1 adds; between; bad 2 halves; end; } >report ;;
skip) { start; good 1 adds; between; skip 2 halves; end; } >report ;;
idle) { start; skip 1 adds; between; skip 2 halves; end; } >report ;;
forge) forge; { start; good 1 adds; between; bad 2 halves; end; } >report; exit 1 ;;
half) { start; good 1 adds; between; } >report ;;
empty) : >report ;;
crash) { start; good 1 adds; between; } >report; kill -SEGV $$ ;;
never) { start; good 1 adds; between; } >report; sleep 30 ;;
none) exit 0 ;;
lies) forge >report; exit 2 ;;
noise) echo "what is this" >report ;;
esac
SH
	# spec FORMAT MODE KEYS: an exercise whose only test plays MODE
	spec() {
		echo "{\"schema\": \"migracode/exercise/v1\", \"id\": \"sums\", \"title\": \"Sums\", \"submit\": [\"report.sh\"]," \
			"\"tests\": [{\"id\": \"t\", \"kind\": \"suite\", \"run\": [\"sh\", \"report.sh\", \"$1\", \"$2\"]," \
			"\"limits\": {\"wall_ms\": 1500}, \"format\": \"$1\", \"report\": \"report\"${3:+, $3}}]}" >one/exercise.json
	}
	# broken FORMAT MODE [CODE]: the fault of the student, without a point
	broken() {
		spec "$1" "$2"
		mc 1 check --json one
		out_json "d.points === 0 && d.tests[0].verdict === \"error\" && d.tests[0].reason.code === \"${3:-suite-broken}\""
	}
'
for format in tap junit ctrf jest; do
	it "$format: splits the points, or gives each case its own" "$LAY"'
		spec '$format' pass "\"points\": 4, \"cases\": 2"
		mc 0 check --json one
		out_json "d.points === 4 && d.tests[0].cases.list.length === 2"
		spec '$format' fail "\"points\": 4, \"cases\": [\"adds\", \"halves\"]"
		mc 1 check --json one
		out_json "d.points === 2 && d.tests[0].verdict === \"partial\" && d.tests[0].reason.code === \"suite\""
		spec '$format' fail "\"cases\": {\"adds\": 1, \"halves\": 3}"
		mc 1 check --json one
		out_json "d.points === 1 && d.max === 4 && d.tests[0].cases.list.map(c => c.points + \"/\" + c.max).join() === \"1/1,0/3\""
		spec '$format' quiet "\"points\": 4"
		mc 1 check --json one
		out_json "d.points === 2"
	'
	it "$format: shows what the case that failed says" "$LAY"'
		spec '$format' fail
		mc 1 check one
		out_has "halves"
		out_has "3 is not 2"
		mc 1 check --json one
		out_json "d.tests[0].cases.list[1].message.includes(\"3 is not 2\") && !d.tests[0].cases.list[0].message"
	'
	it "$format: does not count what was skipped or is to do, and gives nothing for skipping all" "$LAY"'
		spec '$format' skip "\"points\": 4"
		mc 0 check --json one
		out_json "d.points === 4 && d.tests[0].cases.list[1].verdict === \"skipped\""
		spec '$format' skip "\"points\": 4, \"cases\": 2"
		mc 1 check --json one
		out_json "d.points === 0 && d.tests[0].reason.code === \"suite-broken\""
		broken '$format' idle
		out_has "skipped all of its tests"
	'
	it "$format: takes half a report, none, or one that lies for the error of the student" "$LAY"'
		for mode in half empty none lies noise; do
			broken '$format' "$mode"
		done
		broken '$format' crash signal
		broken '$format' never wall-time
	'
	it "$format: passes over what a program prints when the report is a file" "$LAY"'
		spec '$format' forge "\"points\": 4, \"cases\": 2"
		mc 1 check --json one
		out_json "d.points === 2 && d.tests[0].reason.code === \"suite\""
	'
done
# stdout LINES [KEYS]: a suite of two cases in TAP, with these lines of the student among them
STDOUT='
	mkdir one
	stdout() {
		printf "%s\n" "$1" >one/report.tap
		echo "{\"schema\": \"migracode/exercise/v1\", \"id\": \"sums\", \"title\": \"Sums\", \"submit\": [\"report.tap\"]," \
			"\"tests\": [{\"id\": \"t\", \"kind\": \"suite\", \"run\": [\"cat\", \"report.tap\"], \"points\": 4, \"cases\": 2}]}" >one/exercise.json
		mc "${2:-1}" check --json one
	}
	broken() {
		stdout "$1"
		out_json "d.points === 0 && d.tests[0].reason.code === \"suite-broken\""
	}
	NL="
"
'
it "tap: notices points that a program printed among those of the framework" "$STDOUT"'
	stdout "1..2${NL}ok 1 - adds${NL}ok 2 - halves" 0
	broken "1..2${NL}ok 1 - adds${NL}ok 2 - halves${NL}not ok 2 - halves"
	broken "1..2${NL}ok 1 - adds${NL}1..2${NL}ok 1 - adds${NL}ok 2 - halves${NL}not ok 2 - halves"
	broken "ok 1 - adds${NL}ok 1 - halves${NL}1..2"
	broken "ok 1 - adds${NL}ok 2 - halves"
	broken "1..0 # SKIP nothing to do"
	broken "pragma +strict${NL}1..2${NL}hello${NL}ok 1 - adds${NL}ok 2 - halves"
	stdout "    ok 1 - adds${NL}    ok 2 - halves${NL}1..2${NL}ok 1 - adds${NL}not ok 2 - halves"
	out_json "d.points === 2"
'
it "tap: takes bailing out for an error, and says why" "$STDOUT"'
	broken "1..2${NL}ok 1 - adds${NL}ok 2 - halves${NL}Bail out! no database"
	out_has "the suite gave up: no database"
'
it "tap: reads versions 13 and 14, subtests, and a plan at the end" "$STDOUT"'
	stdout "TAP version 13${NL}ok 1 - adds${NL}ok 2 - halves${NL}1..2" 0
	stdout "TAP version 14${NL}# Subtest: sums${NL}    ok 1 - adds${NL}    not ok 2 - halves # TODO later${NL}    ok 3 - more${NL}    1..3${NL}ok 1 - sums${NL}1..1" 0
	out_json "d.tests[0].cases.list.map(c => c.name).join() === \"sums > adds,sums > halves,sums > more\""
'
it "exit: has no cases, and says which status it was" '
	mkdir one
	spec() {
		echo "{\"schema\": \"migracode/exercise/v1\", \"id\": \"sums\", \"title\": \"Sums\", \"submit\": [\"a.sh\"]," \
			"\"tests\": [{\"id\": \"t\", \"kind\": \"suite\", \"run\": [\"sh\", \"a.sh\"], \"format\": \"exit\", \"points\": 4}]}" >one/exercise.json
		echo "$1" >one/a.sh
		mc "$2" check --json one
	}
	spec "exit 0" 0
	spec "echo ok 1; exit 7" 1
	out_json "d.points === 0 && d.tests[0].verdict === \"fail\" && d.tests[0].reason.code === \"exit-status\" && d.tests[0].reason.params.got === 7"
	spec "kill -KILL \$\$" 1
	out_json "d.tests[0].verdict === \"error\" && d.tests[0].reason.code === \"signal\""
'
finish
