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
# A folder of npm packages above the exercise, with secrets of the teacher beside it.
NPM='
	mkdir -p node_modules/.bin node_modules/lib
	printf "#!/bin/sh\\necho 1..1; echo ok 1 - adds\\n" >node_modules/.bin/framework
	chmod +x node_modules/.bin/framework
	echo "module.exports = 7" >node_modules/lib/index.js
	echo PLANTED-55 >secret.txt
	command() {
		echo "{\"schema\": \"migracode/exercise/v1\", \"id\": \"sums\", \"title\": \"Sums\", \"submit\": [\"report.sh\"]," \
			"\"tests\": [{\"id\": \"t\", \"kind\": \"suite\", \"cases\": 1, \"run\": $1}]}" >one/exercise.json
	}
'
it "finds what npm has installed above the exercise, for programs and for node" "$LAY$NPM"'
	command "[\"framework\"]"
	mc 0 check one
	command "[\"sh\", \"-c\", \"framework\"]"
	mc 0 check one
	command "[\"node\", \"-e\", \"require(\\\"lib\\\") === 7 && console.log(\\\"1..1\\\\nok 1 - a\\\")\"]"
	mc 0 check one
'
it "shows that folder and nothing beside it, and lets nobody write there" "$LAY$NPM"'
	command "\"cat $PWD/secret.txt $PWD/one/exercise.json /node_modules/../secret.txt; ls $PWD; touch /node_modules/x /node_modules/.bin/framework; rm /node_modules/lib/index.js; echo 1..1; echo ok 1 - a\""
	mc 0 check --json one
	out_lacks PLANTED-55
	out_lacks "$(id -un)-"
	[ ! -e node_modules/x ] && [ -e node_modules/lib/index.js ]
'
it "says which framework is not installed, as a fault of the machine" "$LAY$NPM"'
	for run in "[\"jest\"]" "\"jest --ci\"" "[\"node_modules/.bin/jest\"]" "[\"npx\", \"--no\", \"jest\"]"; do
		command "$run"
		mc 4 check --json one
		out_json "d.tests[0].verdict === \"grader-error\" && d.tests[0].reason.code === \"tool-missing\" && d.points === null"
		out_has "npm install jest"
	done
	command "[\"python3\", \"-m\", \"nose2\"]"
	if ! python3 -c "import nose2" 2>/dev/null; then
		mc 4 check --json one
		out_json "d.tests[0].reason.code === \"tool-missing\""
		out_has "python3-nose2"
	fi
'
it "says which package of npm the tests import and nobody has installed" "$LAY$NPM"'
	command "[\"node\", \"--test-reporter=tap\", \"--test\", \"tests/sum.test.js\"]"
	mkdir one/tests
	printf "require(\"node:test\").test(\"a\", () => { require(\"%s\"); });\n" far-away >one/tests/sum.test.js
	mc 4 check --json one
	out_json "d.tests[0].reason.code === \"tool-missing\" && d.tests[0].reason.params.subject === \"node_modules/far-away\""
	out_has "npm install far-away"
	mkdir node_modules/far-away
	mc 1 check --json one
	out_json "d.tests[0].reason.code === \"suite\""
	echo "module.exports = 1" >node_modules/far-away/index.js
	mc 0 check --json one
	printf "require(\"node:test\").test(\"a\", () => { require(\"../report.sh\"); });\n" >one/tests/sum.test.js
	echo "throw Error(\"Cannot find module far-off\")" >one/report.sh
	mc 1 check --json one
'
it "does not believe a program that says so" "$LAY$NPM"'
	cp node_modules/.bin/framework node_modules/.bin/jest
	printf "echo jest: not found >&2; echo No module named pytest >&2; exit 127" >one/report.sh
	printf "raise SystemExit(\"No module named unittest\")" >one/unittest.py
	for run in "\"sh report.sh jest\"" "\"sh report.sh; jest >/dev/null; exit 127\"" "[\"sh\", \"report.sh\", \"-m\", \"nose2\"]"; do
		command "$run"
		[ "$run" != "[\"sh\", \"report.sh\", \"-m\", \"nose2\"]" ] || sed -i s/nose2/pytest/ one/exercise.json
		mc 1 check --json one
		out_json "d.tests[0].verdict === \"error\""
	done
'
it "lint warns when students could hand in a framework of their own" '
	mkdir one
	try() { printf "{\"schema\": \"migracode/exercise/v1\", \"id\": \"one\", \"title\": \"T\", \"submit\": [\"%s\"], \"tests\": [
		{\"id\": \"t\", \"kind\": \"suite\", \"run\": \"%s\", \"format\": \"exit\"}]}" "$1" "$2" >one/exercise.json; mc 0 lint one; }
	try "*.py" "python3 -m pytest tests"
	out_has "students could hand in '\''pytest.py'\'', which takes over the test '\''t'\''"
	try "**/*.py" "python3 -m unittest"
	out_has "students could hand in '\''unittest.py'\''"
	try "*.js*" "npx jest"
	out_has "students could hand in '\''jest.config.js'\''"
	try "sum.py" "python3 -m pytest tests"
	out_lacks "could hand in"
	try "*.py" "python3 tests/run.py"
	out_lacks "could hand in"
'
finish
