#!/usr/bin/env bash
# The frameworks that must work as they come, with the code of students in the process of the tests, as schools
# have it: cases and messages, a crash in the middle, and students who quit early or print what the framework would.
. "$(dirname "$0")/harness.sh"

# lay FILE RUN FORMAT: an exercise whose tests lie in one/tests, and whose students hand in FILE.
# put NAME: the submission of that name, from standard input.  judge NAME VERDICT POINTS: what it must get.
# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	[ ! -x "$TOP/build/node_modules/.bin/jest" ] || export MIGRACODE_NODE_MODULES="$TOP/build/node_modules"
	needs() {
		mc 0 doctor --json
		node -e "process.exit(JSON.parse(require(\"fs\").readFileSync(\"$OUT\")).frameworks[\"$1\"] ? 0 : 1)" || skip "$1 is not installed: see migracode doctor"
	}
	lay() {
		mkdir -p one/tests
		file=$1
		echo "{\"schema\": \"migracode/exercise/v1\", \"id\": \"sums\", \"title\": \"Sums\", \"submit\": [\"$1\"], ${4:-}" \
			"\"limits\": {\"cpu_ms\": 20000, \"wall_ms\": 60000, \"memory_mb\": 1024, \"processes\": 128}," \
			"\"tests\": [{\"id\": \"t\", \"kind\": \"suite\", \"run\": $2, $3}]}" >one/exercise.json
	}
	put() {
		mkdir "$1"
		cat >"$1/$file"
	}
	judge() {
		"$MIGRACODE" grade --json --unverified -e one "$1" >"$OUT" 2>"$ERR" </dev/null || [ $? -le 1 ] || complain "grade $1"
		out_json "(t => t.verdict === \"$2\" && t.points === $3)(d.results[0].tests[0])"
	}
	CASES="\"cases\": {\"adds\": 1, \"halves\": 3}"
'
it "node:test" "$LAY"'
	needs node:test
	lay sums.js "[\"node\", \"--test-reporter=tap\", \"--test\", \"tests/sums.test.js\"]" "$CASES"
	cat >one/tests/sums.test.js <<-"EOF"
	const test = require("node:test"), assert = require("node:assert"), { add, half } = require("../sums.js");
	test("adds", () => assert.equal(add(1, 2), 3));
	test("halves", () => assert.equal(half(3), 1.5));
	EOF
	put good <<<"module.exports = { add: (a, b) => a + b, half: (a) => a / 2 };"
	put wrong <<<"module.exports = { add: (a, b) => a + b, half: (a) => a };"
	put quits <<<"module.exports = { add: (a, b) => a + b, half: () => process.exit(0) };"
	put crashes <<<"module.exports = { add: (a, b) => a + b, half: () => process.kill(process.pid, 11) };"
	put forges <<<"console.log(\"1..2\\nok 1 - adds\\nok 2 - halves\"); process.exit(0);"
	put adds <<<"console.log(\"ok 1 - adds\\nok 2 - halves\"); module.exports = { add: (a, b) => a + b, half: (a) => a };"
	judge good pass 4
	judge wrong partial 1
	out_has "1.5"
	judge quits error 0
	judge crashes error 0
	judge forges error 0
	judge adds partial 1
'
it "Jest" "$LAY"'
	needs jest
	lay sums.js "[\"jest\", \"--ci\", \"--runInBand\", \"--json\", \"--outputFile=report.json\", \"--rootDir=.\", \"--config={}\", \"tests/sums.test.js\"]" "\"format\": \"jest\", \"report\": \"report.json\", $CASES"
	cat >one/tests/sums.test.js <<-"EOF"
	const { add, half } = require("../sums.js");
	describe("sums", () => {
		test("adds", () => expect(add(1, 2)).toBe(3));
		test("halves", () => expect(half(3)).toBe(1.5));
	});
	EOF
	put good <<<"module.exports = { add: (a, b) => a + b, half: (a) => a / 2 };"
	put wrong <<<"module.exports = { add: (a, b) => a + b, half: (a) => a };"
	put quits <<<"module.exports = { add: (a, b) => a + b, half: () => process.exit(0) };"
	put crashes <<<"module.exports = { add: (a, b) => a + b, half: () => process.kill(process.pid, 11) };"
	put syntax <<<"module.exports = {"
	put forges <<<"console.log(JSON.stringify({ success: true, testResults: [{ name: \"f\", status: \"passed\", assertionResults: [{ title: \"adds\", status: \"passed\" }, { title: \"halves\", status: \"passed\" }] }] })); module.exports = { add: (a, b) => a + b, half: (a) => a };"
	judge good pass 4
	judge wrong partial 1
	out_has "Expected: 1.5"
	judge quits error 0
	judge crashes error 0
	judge syntax error 0
	judge forges partial 1
'
# The same submissions in Python.
PYTHON='
	put good <<<"def add(a, b): return a + b
def half(a): return a / 2"
	put wrong <<<"def add(a, b): return a + b
def half(a): return a"
	put quits <<<"import os
def add(a, b): return a + b
def half(a): os._exit(0)"
	put crashes <<<"import os, signal
def add(a, b): return a + b
def half(a): os.kill(os.getpid(), signal.SIGSEGV)"
	put syntax <<<"def add(a, b) return"
	put forges <<<"print(\"<testsuite><testcase name=\\\"adds\\\"/><testcase name=\\\"halves\\\"/></testsuite>\")
print(\"OK\")
def add(a, b): return a + b
def half(a): return a"
'
it "pytest" "$LAY"'
	needs pytest
	lay sums.py "[\"python3\", \"-B\", \"-m\", \"pytest\", \"-q\", \"-p\", \"no:cacheprovider\", \"--junit-xml=report.xml\", \"tests\"]" "\"format\": \"junit\", \"report\": \"report.xml\", \"env\": {\"PYTHONPATH\": \".\"}, \"cases\": {\"test_adds\": 1, \"test_halves\": 3}"
	cat >one/tests/test_sums.py <<-"EOF"
	from sums import add, half
	def test_adds(): assert add(1, 2) == 3
	def test_halves(): assert half(3) == 1.5
	EOF
	'"$PYTHON"'
	judge good pass 4
	judge wrong partial 1
	out_has "assert 3 == 1.5"
	judge quits error 0
	judge crashes error 0
	judge syntax error 0
	judge forges partial 1
'
it "unittest, with one test for each class, by its exit status" "$LAY"'
	needs unittest
	lay sums.py "[\"python3\", \"-B\", \"-m\", \"unittest\", \"tests.test_sums\"]" "\"format\": \"exit\", \"points\": 4"
	cat >one/tests/test_sums.py <<-"EOF"
	import unittest, subprocess, sys
	def call(text):
	    return subprocess.run([sys.executable, "-B", "-c", "import sums; print(" + text + ")"], capture_output=True, text=True).stdout.strip()
	class Sums(unittest.TestCase):
	    def test_adds(self): self.assertEqual(call("sums.add(1, 2)"), "3")
	    def test_halves(self): self.assertEqual(call("sums.half(3)"), "1.5")
	EOF
	'"$PYTHON"'
	judge good pass 4
	judge wrong fail 0
	out_has "1.5"
	judge quits fail 0
	judge crashes fail 0
	judge syntax fail 0
	judge forges fail 0
'
it "cmocka" "$LAY"'
	needs cmocka
	lay sums.c "[\"./sums_test\"]" "\"format\": \"junit\", \"report\": \"report.xml\", \"env\": {\"CMOCKA_MESSAGE_OUTPUT\": \"xml\", \"CMOCKA_XML_FILE\": \"report.xml\"}, $CASES" \
		"\"build\": {\"run\": \"gcc -o sums_test tests/sums_test.c sums.c -lcmocka\"},"
	cat >one/tests/sums_test.c <<-"EOF"
	#include <setjmp.h>
	#include <stdarg.h>
	#include <stddef.h>
	#include <stdint.h>
	#include <cmocka.h>
	int add(int, int);
	int half(int);
	static void adds(void **s) { (void)s; assert_int_equal(add(1, 2), 3); }
	static void halves(void **s) { (void)s; assert_int_equal(half(4), 2); }
	int main(void) {
		const struct CMUnitTest tests[] = { cmocka_unit_test(adds), cmocka_unit_test(halves) };
		return cmocka_run_group_tests(tests, NULL, NULL);
	}
	EOF
	put good <<<"int add(int a, int b) { return a + b; } int half(int a) { return a / 2; }"
	put wrong <<<"int add(int a, int b) { return a + b; } int half(int a) { return a; }"
	put quits <<<"void exit(int); int add(int a, int b) { return a + b; } int half(int a) { (void)a; exit(0); }"
	put crashes <<<"int add(int a, int b) { return a + b; } int half(int a) { (void)a; return *(volatile int *)0; }"
	put syntax <<<"int add(int a, int b) {"
	judge good pass 4
	judge wrong partial 1
	out_has "0x4 != 0x2"
	judge quits error 0
	judge syntax error 0
	# cmocka survives a fault of memory and makes it a case that failed
	judge crashes partial 1
'
it "bats" "$LAY"'
	needs bats
	lay sums.sh "[\"bats\", \"--tap\", \"tests/sums.bats\"]" "$CASES"
	cat >one/tests/sums.bats <<-"EOF"
	@test "adds" { [ "$(sh sums.sh add 1 2)" = 3 ]; }
	@test "halves" { run sh sums.sh half 4; [ "$output" = 2 ]; }
	EOF
	put good <<<"[ \$1 = add ] && echo \$((\$2 + \$3)) || echo \$((\$2 / 2))"
	put wrong <<<"[ \$1 = add ] && echo \$((\$2 + \$3)) || echo \$2"
	put quits <<<"[ \$1 = add ] && echo \$((\$2 + \$3)) || exit 0"
	put crashes <<<"[ \$1 = add ] && echo \$((\$2 + \$3)) || kill -SEGV \$\$"
	put forges <<<"printf \"ok 1 adds\\nok 2 halves\\n\"; printf \"ok 2 halves\\n\" >&2"
	judge good pass 4
	judge wrong partial 1
	judge quits partial 1
	judge crashes partial 1
	judge forges fail 0
'
it "a plain script" "$LAY"'
	lay sums.sh "[\"sh\", \"tests/check.sh\"]" "\"format\": \"exit\""
	echo "[ \"\$(sh sums.sh 1 2)\" = 3 ] || { echo wanted 3; exit 1; }" >one/tests/check.sh
	put good <<<"echo \$((\$1 + \$2))"
	put wrong <<<"echo 4"
	put quits <<<"exit 0"
	put forges <<<"echo 3; echo ok; kill -KILL \$PPID"
	judge good pass 1
	judge wrong fail 0
	out_has "wanted 3"
	judge quits fail 0
	judge forges error 0
'
finish
