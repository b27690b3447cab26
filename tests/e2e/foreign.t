#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

# exercism TRACK/SLUG: a submission folder 'right' with the example under the student's file name, and the stub as 'stub'.
LAY='exercism() {
	local from=$TOP/tests/corpus/exercism/$1 stub example
	mkdir right stub
	for stub in "$from"/*; do
		case ${stub##*/} in *[-_]test.* | test[-_]* | *.bats | *.bash | makefile | test-framework) ;; *) cp "$stub" right; cp "$stub" stub ;; esac
	done
	for example in "$from"/.meta/ex*.*; do
		for stub in right/*."${example##*.}"; do cp "$example" "$stub"; done
	done
}
# classroom TESTS: a repository folder "r" with these tests.
classroom() {
	mkdir -p r/.github/classroom
	echo "{\"tests\": [$1]}" >r/.github/classroom/autograding.json
}
'

for one in c/twice:make bash/shout:bats python/half:python3; do
	it "judges an Exercism exercise of the ${one%%/*} track" "$LAY"'
		command -v '"${one##*:}"' >/dev/null || skip "'"${one##*:}"' is not installed"
		exercism '"${one%:*}"'
		mc 0 grade --unverified --json -e "$TOP/tests/corpus/exercism/'"${one%:*}"'" right stub
		out_json "d.results[0].verdict === \"pass\""
		out_json "[\"fail\", \"partial\", \"error\"].includes(d.results[1].verdict) && d.results[1].points === 0"
	'
done

# Not that of bash: a solution that never ends costs the whole minute that the track's slowest solutions need.
it "verifies Exercism exercises by their own examples" "$LAY"'
	command -v make >/dev/null || skip "make is not installed"
	mc 0 verify "$TOP/tests/corpus/exercism/c/twice" "$TOP/tests/corpus/exercism/python/half"
'

it "gives part of the points, and switches on the tests that a track switches off" "$LAY"'
	command -v make >/dev/null || skip "make is not installed"
	exercism c/twice
	printf "#include \"twice.h\"\nint twice(int number)\n{\n\treturn number < 0 ? 0 : 2 * number;\n}\n" >right/twice.c
	mc 0 grade --unverified --json -e "$TOP/tests/corpus/exercism/c/twice" right
	out_json "d.results[0].verdict === \"partial\" && d.results[0].points === 2 && d.results[0].max === 3"
	out_json "d.results[0].tests[0].output.includes(\"Expected -2 Was 0\")"
'
it "does not believe a program that ends before its tests" "$LAY"'
	command -v make >/dev/null || skip "make is not installed"
	exercism c/twice
	cat >right/twice.c <<-C
	#include <stdio.h>
	#include <stdlib.h>
	__attribute__((constructor)) static void fake(void)
	{
		puts("1..3\nok 1\nok 2\nok 3");
		exit(0);
	}
	int twice(int number)
	{
		return number;
	}
	C
	mc 0 grade --unverified --json -e "$TOP/tests/corpus/exercism/c/twice" right
	out_json "d.results[0].verdict !== \"pass\" && d.results[0].points === 0"
'
it "judges as GitHub Classroom did" "$LAY"'
	classroom "{\"name\": \"writes\", \"run\": \"echo made >made.txt\"},
		{\"name\": \"sees it\", \"run\": \"cat made.txt\", \"output\": \"made\", \"comparison\": \"exact\", \"points\": 2},
		{\"name\": \"quiet setup\", \"setup\": \"echo noise\", \"run\": \"echo tune\", \"output\": \"tune\\r\\n\", \"comparison\": \"exact\", \"points\": 1},
		{\"name\": \"failing setup\", \"setup\": \"exit 3\", \"run\": \"echo tune\", \"output\": \"tune\", \"points\": 1},
		{\"name\": \"exit counts\", \"run\": \"echo tune; exit 1\", \"output\": \"tune\", \"points\": 1},
		{\"name\": \"input as it is\", \"run\": \"od -An -c\", \"input\": \"a\\r\\n\", \"output\": \"\\\\r  \\\\n\", \"points\": 1},
		{\"name\": \"no input\", \"run\": \"wc -c\", \"output\": \"^0\$\", \"comparison\": \"regex\", \"points\": 1},
		{\"name\": \"case\", \"run\": \"echo Tune\", \"output\": \"tune\", \"points\": 1},
		{\"name\": \"time\", \"run\": \"sleep 20\", \"timeout\": 0.005, \"points\": 1}"
	mc 0 grade --json -e r r
	out_json "d.results[0].tests.map(t => t.verdict === \"pass\" ? 1 : 0).join(\"\") === \"111001100\""
	out_json "d.results[0].points === 5 && d.results[0].max === 9"
	out_json "d.results[0].tests[8].reason.code === \"wall-time\""
'
it "never takes a missing tool for a fault of the student" "$LAY"'
	classroom "{\"name\": \"a\", \"setup\": \"npm install\", \"run\": \"npm test\", \"points\": 5}, {\"name\": \"b\", \"run\": \"no-such-tool-here x\", \"points\": 5}"
	mc 4 grade --json -e r r
	out_json "d.results[0].verdict === \"grader-error\" && d.results[0].points === null"
	out_json "d.results[0].tests.every(t => t.verdict === \"grader-error\" && t.reason.code === \"tool-missing\")"
	err_has "npm install"
'
it "tells of the traps of a Classroom file" "$LAY"'
	classroom "{\"name\": \"a\", \"run\": \"true\", \"timeout\": 120, \"expected_output\": \"\"}"
	mc 0 lint r
	out_has "/tests/0/timeout"
	out_has "is in minutes"
	out_has "unknown key '"'expected_output'"'"
	classroom "{\"name\": \"a\", \"run\": 1}"
	mc 3 lint r
	out_has "/tests/0/run"
	mc 3 grade -e r r
	err_has "must be a text"
'
it "says what it looked for where there is no exercise" '
	mkdir nothing
	mc 3 grade -e nothing nothing
	err_has "holds no exercise"
	err_has "autograding.json"
	mc 3 grade -e missing missing
	err_has "there is no folder"
'
finish
