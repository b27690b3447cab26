#!/usr/bin/env bash
# What check and grade print as JSON is what the published schemas of results say.
. "$(dirname "$0")/harness.sh"

COURSE='
	[ -d "$TOP/build/node_modules/ajv" ] || skip "ajv is not installed: make build/node_modules"
	mkdir one
	cat >one/exercise.json <<"JSON"
{"schema": "migracode/exercise/v1", "id": "greet", "title": {"en": "Greet"}, "submit": ["greet.sh"], "tests": [
  {"id": "says", "kind": "io", "run": ["sh", "greet.sh"], "stdin": "Ana", "stdout": "Hola Ana", "hint": "read it"},
  {"id": "spaced", "kind": "io", "run": ["sh", "greet.sh"], "stdout": "Hola\n", "compare": "exact", "hidden": true},
  {"id": "suite", "kind": "suite", "run": ["sh", "greet.sh", "tap"], "points": 2},
  {"id": "after", "kind": "io", "run": ["sh", "greet.sh"], "stdout": "x", "needs": ["says"]},
  {"id": "crash", "kind": "io", "run": ["sh", "-c", "kill -SEGV $$"], "stdout": "x"},
  {"id": "words", "kind": "source", "present": [{"regex": "read", "why": "use read"}], "absent": ["cat"]},
  {"id": "clean", "kind": "files", "absent": ["*.o"]}]}
JSON
	cat >one/greet.sh <<"SH"
if [ "${1:-}" = tap ]; then printf "1..2\nok 1 - a\nnot ok 2 - b\n"; else printf "Hello \033[31m"; cat; fi
SH
	accepts() {
		NODE_PATH="$TOP/build/node_modules" node -e "
			const Ajv = require(\"ajv/dist/2020\"), fs = require(\"fs\");
			const read = path => JSON.parse(fs.readFileSync(path, \"utf8\"));
			const check = new Ajv({strict: false, allErrors: true}).compile(read(process.argv[1]));
			if (!check(read(process.argv[2]))) { console.log(check.errors); process.exit(1); }
		" "$TOP/man/$1.schema.json" "$2"
	}
'

it "accepts a checked exercise with every kind of failure" "$COURSE"'
	mc 1 check --json one
	accepts result "$OUT"
	out_json "d.tests.length === 7 && d.tests[0].reason.code === \"differs\" && d.tests[1].expected === null"
	out_json "d.tests[4].reason.code === \"signal\" && d.points === 2 && d.verdict === \"partial\""
'
it "accepts a workspace of several exercises" "$COURSE"'
	cp -r one two
	sed -i s/greet\",/other\",/ two/exercise.json
	mc 1 check --json .
	accepts result "$OUT"
	out_json "d.exercises.length === 2"
'
it "accepts what grade prints, also for what cannot be read" "$COURSE"'
	mc 4 grade --unverified --exercise one --json one /nowhere
	accepts grade "$OUT"
	out_json "d.results[1].points === null && d.results[1].verdict === \"grader-error\""
'
it "accepts what grade prints of a cohort, also of repositories that are broken" "$COURSE"'
	. "$TOP/tests/bench/make_cohort.sh"
	make_cohort c 4 2 >/dev/null
	rm -r c/repos/L0002.git
	mkdir c/repos/L0002.git
	mc 4 --school c/school grade --cohort c1 --unverified --json
	cp "$OUT" document
	accepts cohort-grade document
	mc 4 --school c/school grade --cohort c1 --unverified --at 2026-02-02 --json
	cp "$OUT" document
	accepts cohort-grade document
	sed -i "s/\"clock\":\"committer\"/\"clock\":\"nobody\"/" document
	fails accepts cohort-grade document
'
it "refuses a document with an unknown key" "$COURSE"'
	mc 1 check --json one
	sed "s/\"verdict\"/\"verdikt\"/" "$OUT" >broken
	fails accepts result broken >errors
'
finish
