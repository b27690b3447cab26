#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

# classroom TESTS: a repository folder "r" with these tests and a program.
LAY='classroom() {
	mkdir -p r/.github/classroom
	echo "{\"tests\": [$1]}" >r/.github/classroom/autograding.json
	printf "# Sum of two\n\nAdd them.\n" >r/README.md
	printf "#!/bin/sh\necho 0\n" >r/sum.sh
	printf "grep -q x sum.sh\n" >r/test_sum.sh
}
solve() {
	mkdir solved
	printf "#!/bin/sh\n# x\nread a b\necho \$((a + b)) | tee -a log\n" >solved/sum.sh
}
TWO="{\"name\": \"adds\", \"run\": \"sh sum.sh\", \"input\": \"1 2\", \"output\": \"3\", \"comparison\": \"exact\", \"points\": 2},
	{\"name\": \"keeps a log\", \"setup\": \"echo noise\", \"run\": \"cat log\", \"output\": \"^3\$\", \"comparison\": \"regex\", \"timeout\": 0.1, \"points\": 1.5},
	{\"name\": \"runs\", \"run\": \"sh test_sum.sh\"}"
'

for one in c/twice:make bash/shout:bats python/half:python3; do
	it "imports an exercise of the ${one%%/*} track of Exercism that proves itself" '
		command -v '"${one##*:}"' >/dev/null || skip "'"${one##*:}"' is not installed"
		mc 0 import --from exercism "$TOP/tests/corpus/exercism/'"${one%:*}"'" imported
		out_has "(Exercism): 1 test"
		out_has "next: migracode verify imported"
		mc 0 lint imported
		[ -d imported/tests ] && [ -d imported/starter ] && [ -d imported/solution ]
		mc 0 fmt --check imported
		[ "'"${one%%/*}"'" = bash ] || mc 0 verify imported
		mc 0 grade --unverified --json -e imported imported/solution imported/starter
		out_json "d.results[0].verdict === \"pass\""
		out_json "[\"fail\", \"partial\", \"error\"].includes(d.results[1].verdict)"
	'
done

it "imports a repository of GitHub Classroom with the verdicts that it had" "$LAY"'
	classroom "$TWO"
	solve
	mc 0 import --solution solved --tests "test_*" r sum-of-two
	out_has "imported '"'sum-of-two' from 'r'"' (GitHub Classroom): 3 tests"
	file_has sum-of-two/exercise.json "\"title\": \"Sum of two\""
	file_has sum-of-two/exercise.json "\"keep_files\": true"
	file_has sum-of-two/exercise.json "\"layout\": \"root\""
	[ -e sum-of-two/starter/sum.sh ] && [ -e sum-of-two/tests/test_sum.sh ] && [ -e sum-of-two/README.md ]
	[ ! -e sum-of-two/starter/README.md ] && [ ! -e sum-of-two/starter/.github ] && [ ! -e sum-of-two/starter/test_sum.sh ]
	mc 0 lint sum-of-two
	mc 0 verify sum-of-two
	mc 0 grade --json -e sum-of-two solved r
	out_json "d.results[0].points === 3.5 && d.results[0].max === 3.5 && d.results[1].points === 0"
	mc 0 grade --json -e r solved
	out_json "d.results[0].points === 1.5 || d.results[0].points === 3.5"
'
it "says what is missing to prove it, and who may change the tests" "$LAY"'
	classroom "$TWO"
	printf "import sum\n" >r/test_sum.py
	mc 0 import r sum-of-two
	err_has "test_sum.py: this looks like a test, but students hand it in"
	err_has "name it with --tests"
	out_has "put a solution into '"'sum-of-two/solution'"'"
	[ ! -e sum-of-two/solution ]
	mc 0 lint sum-of-two
	out_has "there is no folder '"'solution'"'"
'
it "lists what is not carried over, as text and as JSON" "$LAY"'
	classroom "{\"name\": \"a\", \"setup\": \"sudo make install\", \"run\": \"true\", \"timeout\": 90, \"weight\": 3, \"points\": 5000}"
	mc 0 import r a
	err_has "/tests/0/timeout"
	err_has "unknown key '"'weight'"'"
	err_has "more than 1000 points"
	out_has "things are not carried over as they were"
	rm -r a
	mc 0 import --json r a
	out_json "d.schema === \"migracode/import/v1\" && d.from === \"classroom\" && d.path === \"a\" && d.written && !d.solution"
	out_json "d.lost.some(l => l.pointer === \"/tests/0/weight\" && l.line === 1) && d.tests === 1 && d.points === 5000"
	out_json "d.files.includes(\"exercise.json\") && d.files.includes(\"starter/sum.sh\")"
	if [ -d "$TOP/build/node_modules/ajv" ]; then
		NODE_PATH="$TOP/build/node_modules" node -e "
			const Ajv = require(\"ajv/dist/2020\"), fs = require(\"fs\");
			const validate = new Ajv({strict: false}).compile(JSON.parse(fs.readFileSync(process.argv[1], \"utf8\")));
			if (!validate(JSON.parse(fs.readFileSync(process.argv[2], \"utf8\")))) { console.log(validate.errors); process.exit(1); }
		" "$TOP/man/import.schema.json" "$OUT"
	fi
'
it "writes nothing when it only shows, or when there is something already" "$LAY"'
	classroom "$TWO"
	mc 0 import --dry-run r new
	out_has "new/exercise.json"
	out_has "new/starter/sum.sh"
	[ ! -e new ]
	mkdir full
	echo mine >full/mine
	mc 3 import r full
	[ "$(ls full)" = mine ]
	mkdir empty-one
	mc 0 import r empty-one
	[ -e empty-one/exercise.json ]
	mc 3 import r "ñ"
	err_has "is no id"
	mc 0 import --id egne r "ñ"
'
it "lists the exercise in the module that it goes into" "$LAY"'
	classroom "$TWO"
	mc 0 init curriculum --quiet course
	mc 0 import r course/modules/first-steps/sum-of-two
	file_has course/modules/first-steps/module.json "\"sum-of-two\""
'
it "says what it looked for" "$LAY"'
	classroom "$TWO"
	mkdir nothing
	mc 3 import nothing x
	err_has "holds no exercise"
	mc 3 import --from exercism r x
	err_has "looked for '"'.meta/config.json'"' (Exercism)"
	mc 3 import missing x
	err_has "there is no folder '"'missing'"'"
	mc 2 import --from moodle r x
	mc 0 import r x
	mc 3 import x y
	err_has "is an exercise of migracode already"
'
it "imports the later workflow of GitHub Classroom, with its pytest" '
	[ -d /usr/lib/python3/dist-packages/pytest ] || skip "pytest is not installed"
	mkdir -p r/.github/workflows solved wrong
	cat >r/.github/workflows/classroom.yml <<-YAML
	name: Autograding Tests
	jobs:
	  grade:
	    steps:
	    - uses: actions/checkout@v4
	    - name: Install
	      run: pip install nothing
	    - name: Says hello
	      uses: classroom-resources/autograding-io-grader@v1
	      with: {test-name: Says hello, command: python3 hello.py, expected-output: Hello, comparison-method: exact, max-score: 2}
	    - name: Cases
	      uses: classroom-resources/autograding-python-grader@v1
	      with: {timeout: 1, max-score: 10, setup-command: ""}
	YAML
	printf "from hello import twice\ndef test_one():\n    assert twice(1) == 2\ndef test_two():\n    assert twice(2) == 4\n" >r/hello_test.py
	printf "def twice(n):\n    pass\n" >r/hello.py
	printf "def twice(n):\n    return 2 * n\nif __name__ == \"__main__\":\n    print(\"Hello\")\n" >solved/hello.py
	sed "s/2 \* n/2/" solved/hello.py >wrong/hello.py
	mc 0 import --solution solved --tests "*_test.py" r hello
	err_has "the step '"'Install'"' is left out"
	mc 0 verify hello
	mc 0 grade --json -e hello solved wrong
	out_json "d.results[0].points === 12 && d.results[0].max === 12"
	out_json "d.results[1].points === 7 && d.results[1].verdict === \"partial\""
	cp solved/hello.py r
	mc 0 grade --json -e r r
	out_json "d.results[0].points === 12"
'
it "imports simple checks of check50" '
	mkdir -p checks solved wrong
	cat >checks/.cs50.yaml <<-YAML
	check50:
	  files:
	    - !exclude "*"
	    - !require hello.py
	  checks:
	    greets:
	      - run: python3 hello.py
	        stdin: Amal
	        stdout: Hello, Amal
	        exit: 0
	    complains and counts:
	      - run: python3 hello.py
	        stdin: ""
	        stdout: a name, please
	        exit: 1
	      - run: python3 hello.py
	        stdin: [Amal, Nour]
	        stdout: [Hello, Amal, ""]
	YAML
	sed -i "s/\[Hello, Amal, \"\"\]/\"Hello, Amal\\\\n\"/" checks/.cs50.yaml
	echo "# Hello there" >checks/README.md
	cat >solved/hello.py <<-PY
	import sys
	name = input()
	if not name:
	    sys.exit("a name, please")
	print("Hello, " + name)
	PY
	sed "s/sys.exit(.*/print(1)/" solved/hello.py >wrong/hello.py
	mc 0 import --solution solved checks hello
	out_has "(check50): 3 tests"
	file_has hello/README.md "# Hello there"
	mc 0 verify hello
	mc 0 grade --json -e hello solved wrong
	out_json "d.results[0].points === 2 && d.results[0].max === 2"
	out_json "d.results[1].points === 1 && d.results[1].tests[2].verdict === \"skipped\""
	mc 0 grade --json -e checks solved wrong
	out_json "d.results[0].points === 2 && d.results[1].points === 1"
	mc 0 lint checks
	echo "check50: {checks: __init__.py}" >checks/.cs50.yaml
	mc 3 import checks python
	err_has "those in Python cannot be read"
	[ ! -e python ]
'
it "imports tests of Classroom 50" '
	[ -d /usr/lib/python3/dist-packages/pytest ] || skip "pytest is not installed"
	mkdir -p bundle solved wrong
	cat >bundle/tests.json <<-JSON
	{"schema": "classroom50/tests/v1", "tests": [
	  {"name": "Adds", "type": "io", "run": "python3 add.py", "input": "1 2", "expected-file": "three.txt", "comparison": "exact", "points": 3},
	  {"name": "Says sorry", "type": "run", "run": "python3 add.py </dev/null 2>/dev/null", "exit-code": 1, "points": 1},
	  {"name": "Cases", "type": "python", "run": "python3 -m pytest -q -p no:cacheprovider \"\$CLASSROOM50_BUNDLE_DIR/add_test.py\"", "points": 4},
	  {"name": "Ends well", "type": "io", "run": "echo 12; exit 3", "expected": "^2.", "comparison": "regex", "points": 2}
	]}
	JSON
	printf " 3\n" >bundle/three.txt
	printf "import sys\nsys.path.insert(0, \".\")\nfrom add import add\ndef test_a():\n    assert add(1, 1) == 2\ndef test_b():\n    assert add(2, 2) == 4\n" >bundle/add_test.py
	printf "def add(a, b):\n    return a + b\nif __name__ == \"__main__\":\n    print(add(*map(int, input().split())))\n" >solved/add.py
	sed "s/a + b/2/" solved/add.py >wrong/add.py
	mc 0 import --solution solved bundle add
	out_has "(Classroom 50): 4 tests"
	[ ! -e add/tests/three.txt ] && [ -e add/tests/add_test.py ]
	mc 0 lint add
	mc 0 grade --unverified --json -e add solved wrong
	out_json "d.results[0].tests.map(t => t.points).join() === \"3,1,4,0\""
	out_json "d.results[1].tests.map(t => t.points).join() === \"0,1,2,0\""
	sed -i "s/\^2/^1/" bundle/tests.json
	mc 0 grade --unverified --json -e bundle solved
	out_json "d.results[0].tests.map(t => t.points).join() === \"3,1,4,2\""
	sed -i "s/exit-code/exit_code/" bundle/tests.json
	mc 3 import bundle again
	err_has "did you mean '"'exit-code'"'?"
	echo "{\"tests\": []}" >bundle/tests.json
	mc 3 import bundle again
	err_has "holds no exercise"
'
it "takes the score that a repository of HackYourFuture gives itself" '
	mkdir -p r/.hyf solved
	cat >r/.hyf/test.sh <<-"SH"
	score=5
	[ "$(sh ../sum.sh 1 2)" = 3 ] && score=60
	grep -q done ../notes.md && score=$((score + 40))
	printf "{\\n  \"score\": %d, \"pass\": true, \"passingScore\": 50\\n}\\n" "$score" >score.json
	: npm install
	echo "ok 1 - noise"
	SH
	echo "{\"score\": 100}" >r/.hyf/score.json
	echo "echo 0" >r/sum.sh
	echo "todo" >r/notes.md
	echo "echo \$((\$1 + \$2))" >solved/sum.sh
	echo "done" >solved/notes.md
	mkdir half
	cp solved/sum.sh r/notes.md half
	mc 0 grade --json -e r solved half r
	out_json "d.results.map(r => r.points).join() === \"100,60,5\""
	out_json "d.results[0].tests[0].output === \"ok 1 - noise\\n\""
	mc 0 import --solution solved r sum
	err_has "the passing score of the script is left out"
	err_has ".hyf/test.sh: installs packages: there is no network"
	out_has "(HackYourFuture): 1 test"
	[ -e sum/tests/.hyf/test.sh ] && [ -e sum/starter/sum.sh ] && [ ! -e sum/starter/.hyf ]
	mc 0 verify sum
	mc 0 grade --json -e sum solved half
	out_json "d.results.map(r => r.points).join() === \"100,60\""
	echo "exit 1" >r/.hyf/test.sh
	mc 0 grade --json -e r solved
	out_json "d.results[0].tests[0].reason.code === \"suite-broken\""
'
it "imports files for the test runner of node, each as a test" '
	mkdir -p r/tests r/src solved/src
	printf "export function twice(n) {\n  return n;\n}\n" >r/src/twice.js
	printf "import { it } from \"node:test\";\nimport assert from \"node:assert\";\nimport { twice } from \"../src/twice.js\";\nit(\"one\", () => assert.equal(twice(1), 2));\nit(\"zero\", () => assert.equal(twice(0), 0));\n" >r/tests/twice.test.js
	sed "s/return n/return 2 * n/" r/src/twice.js >solved/src/twice.js
	echo "{\"type\": \"module\", \"scripts\": {\"test\": \"node --test\"}}" >r/package.json
	mc 0 import --solution solved r twice
	out_has "(Jest): 1 test"
	file_has twice/exercise.json "\"cases\": 2"
	mc 0 lint twice
	mc 0 verify twice
	mc 0 grade --json -e twice solved r
	out_json "d.results[0].points === 2 && d.results[1].points === 1"
	mc 0 grade --unverified --json -e r solved
	out_json "d.results[0].points === 2"
'
it "imports tests of Jest, in both kinds of modules, and of the JavaScript track of Exercism" '
	[ -e "$TOP/build/node_modules/.bin/jest" ] || skip "jest is not installed: make build/node_modules"
	[ -e "$TOP/lib/course/npm.c" ] || skip "the sandbox shows no packages of npm"
	export MIGRACODE_NODE_MODULES=$TOP/build/node_modules
	mkdir -p common solved
	printf "function twice(n) {\n  return n;\n}\nmodule.exports = twice;\n" >common/twice.js
	printf "const twice = require(\"./twice\");\ntest(\"one\", () => {\n  expect(twice(1)).toBe(2);\n});\ntest(\"zero\", () => {\n  expect(twice(0)).toBe(0);\n});\n" >common/twice.test.js
	printf "// no code of its own\ntest(\"self\", () => {});\n" >common/self.test.js
	sed "s/return n/return 2 * n/" common/twice.js >solved/twice.js
	cp common/self.test.js solved
	mc 0 import --from jest --solution solved common two
	err_has "self.test.js: the code is in the test itself"
	mc 0 verify two
	mc 0 grade --json -e two solved common
	out_json "d.results[0].points === 3 && d.results[1].points === 2"
	mkdir -p es/pages more/pages
	printf "export function tell(f) {}\n" >es/tell.mjs
	printf "export function tell(f) {\n  f(1);\n}\n" >more/tell.mjs
	printf "import { tell } from \"./tell.mjs\";\ntest(\"tells\", () => {\n  const f = jest.fn();\n  tell(f);\n  expect(f).toHaveBeenCalledWith(1);\n});\ntest.todo(\"more\");\n" >es/tell.test.mjs
	printf "test.todo(\"all\");\n" >es/later.test.mjs
	printf "<p></p>\n" >es/pages/index.html
	printf "<p>hello</p>\n" >more/pages/index.html
	printf "import fs from \"node:fs\";\ntest(\"page\", () => expect(fs.readFileSync(new URL(\"pages/index.html\", import.meta.url), \"utf8\")).toMatch(/hello/));\n" >es/page.test.mjs
	mc 0 import --from jest --solution more es modules
	err_has "later.test.mjs: its tests are still to be written"
	err_has "tell.test.mjs: some tests are still to be written"
	err_lacks page.test.mjs
	[ -e modules/starter/later.test.mjs ] && [ -e modules/tests/page.test.mjs ]
	mc 0 verify modules
	mc 0 grade --json -e modules more es
	out_json "d.results[0].points === 2 && d.results[1].points === 0"
	mc 0 import "$TOP/tests/corpus/exercism/javascript/thrice" thrice
	file_has thrice/exercise.json "\"cases\": 2"
	mc 0 grade --unverified --json -e thrice thrice/solution thrice/starter
	out_json "d.results[0].points === 2 && d.results[1].points === 0"
'
finish
