#!/usr/bin/env bash
# What a test of kind suite promises: every format, reports in files, points by case, and who is to blame.
. "$(dirname "$0")/harness.sh"

# The "submission" is a script that plays the framework: its first argument says how.
# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	mkdir one
	cat >one/report.sh <<"SH"
junit() { printf "<testsuites><testsuite name=\"s\"><testcase classname=\"m\" name=\"adds\"/>"; }
bad() { printf "<testcase classname=\"m\" name=\"halves\"><failure message=\"3 is not 2\"/></testcase>"; }
end() { printf "</testsuite></testsuites>\n"; }
case $1 in
pass) { junit; end; } >report.xml ;;
fail) echo noise; { junit; bad; end; } >report.xml; exit 1 ;;
stdout) junit; bad; end; exit 1 ;;
half) { junit; bad; } >report.xml; exit 1 ;;
crash) { junit; bad; } >report.xml; kill -SEGV $$ ;;
silent) exit 0 ;;
link) ln -s /etc/passwd report.xml ;;
lies) { junit; end; } >report.xml; exit 2 ;;
laughs) printf "<!DOCTYPE l [<!ENTITY a \"lol\">]><testsuite><testcase name=\"&a;\"/></testsuite>" >report.xml ;;
esac
SH
	# spec MODE KEYS: an exercise whose only test plays MODE
	spec() {
		echo "{\"schema\": \"migracode/exercise/v1\", \"id\": \"sums\", \"title\": \"Sums\", \"submit\": [\"report.sh\"]," \
			"\"tests\": [{\"id\": \"t\", \"kind\": \"suite\", \"run\": [\"sh\", \"report.sh\", \"$1\"], $2}]}" >one/exercise.json
	}
	FILE="\"format\": \"junit\", \"report\": \"report.xml\""
'

it "reads JUnit XML from a file, whatever is printed beside it" "$LAY"'
	spec fail "$FILE, \"cases\": [\"adds\", \"m > halves\"], \"points\": 4"
	mc 1 check --json one
	out_json "d.points === 2 && d.max === 4 && d.tests[0].verdict === \"partial\" && d.tests[0].reason.code === \"suite\""
	out_json "d.tests[0].cases.list[1].name === \"m > halves\" && d.tests[0].cases.list[1].message === \"3 is not 2\""
	mc 1 check one
	out_has "3 is not 2"
'
it "reads JUnit XML from standard output" "$LAY"'
	spec stdout "\"format\": \"junit\", \"cases\": 2"
	mc 1 check --json one
	out_json "d.points === 0.5"
'
it "gives each case its own points" "$LAY"'
	spec fail "$FILE, \"cases\": {\"adds\": 0.5, \"halves\": 4}"
	mc 1 check --json one
	out_json "d.points === 0.5 && d.max === 4.5 && d.tests[0].verdict === \"partial\""
	out_json "d.tests[0].cases.list[0].points === 0.5 && d.tests[0].cases.list[1].max === 4"
	spec fail "$FILE, \"cases\": {\"adds\": 0, \"halves\": 4}"
	mc 1 check --json one
	out_json "d.points === 0 && d.tests[0].verdict === \"fail\""
	spec pass "$FILE, \"cases\": {\"adds\": 3}"
	mc 0 check --json one
	out_json "d.points === 3 && d.max === 3"
'
# broken MODE WORDS: the report is broken, which is the student's error and never the grader's
BROKEN='
	broken() {
		spec "$1" "$FILE"
		mc 1 check --json one
		out_json "d.points === 0 && d.tests[0].verdict === \"error\" && d.tests[0].reason.code === \"$2\""
		out_has "$3"
	}
'
it "takes half a report for the error of the student" "$LAY$BROKEN"'
	broken half suite-broken "line 1: "
	broken silent suite-broken "did not write its report"
	broken link suite-broken "did not write its report"
	broken lies suite-broken "status 2 although no test failed"
	broken crash signal ""
'
it "expands no entity" "$LAY$BROKEN"'
	broken laughs suite-broken "a DOCTYPE is not allowed"
	out_lacks lol
'
it "wants the cases that the spec names" "$LAY"'
	spec pass "$FILE, \"cases\": [\"adds\", \"halves\"]"
	mc 1 check --json one
	out_json "d.tests[0].reason.code === \"suite-broken\""
	out_has "halves"
	spec pass "$FILE, \"cases\": 3"
	mc 1 check --json one
	out_has "reported 1 tests instead of 3"
'
finish
