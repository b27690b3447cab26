#!/usr/bin/env bash
# What 'verify' promises: a spec that tells right from wrong is proven, any other is refused, and what is wrong is named.
. "$(dirname "$0")/harness.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	mkdir -p one/solution one/starter one/wrong/silent one/wrong/other-word
	cat >one/exercise.json <<"JSON"
{"schema": "migracode/exercise/v1", "id": "greet", "title": {"en": "Greet"}, "submit": ["greet.sh"],
 "limits": {"cpu_ms": 1000, "wall_ms": 30000, "memory_mb": 64, "output_kb": 16, "processes": 16, "disk_mb": 8},
 "tests": [
  {"id": "says", "kind": "io", "run": ["sh", "greet.sh"], "stdin": "Ana\n", "stdout": "Hello Ana"},
  {"id": "again", "kind": "io", "run": ["sh", "greet.sh"], "stdin": "Eva\n", "stdout": "Hello Eva", "needs": ["says"]}],
 "wrong": {"silent": {"fails": ["says"]}, "other-word": {"fails": ["says"], "why": {"en": "said it in Spanish"}}}}
JSON
	echo "read -r n; echo \"Hello \$n\"" >one/solution/greet.sh
	echo "read -r n" >one/starter/greet.sh
	echo : >one/wrong/silent/greet.sh
	echo "read -r n; echo \"Hola \$n\"" >one/wrong/other-word/greet.sh
'

it "exits 0 on a good exercise and shows every solution that it ran" "$LAY"'
	mc 0 verify one
	out_has "greet: verified"
	for name in reference starter wrong/silent wrong/other-word junk/empty junk/binary junk/endless junk/early-exit; do
		out_has "$name"
	done
	mc 0 verify --json one
	out_json "d.schema === \"migracode/verify/v1\" && d.exercises.length === 1 && d.exercises[0].verified === true"
	out_json "d.exercises[0].solutions.every(s => s.ok && s.runs > 0)"
	out_json "d.exercises[0].solutions.filter(s => s.kind === \"wrong\").every(s => s.fails.join() === s.declared.join())"
'
it "exits 1 when a wrong solution is put in place of the reference" "$LAY"'
	cp one/wrong/other-word/greet.sh one/solution/greet.sh
	mc 1 verify one
	out_has "reference"
	out_lacks "greet: verified"
	mc 1 verify --json one
	out_json "d.exercises[0].verified === false"
	out_json "d.exercises[0].solutions.find(s => s.name === \"reference\").ok === false"
	mc 3 grade -e one one/starter
'
it "names a wrong solution that the spec accepts" "$LAY"'
	sed -i "s/\"stdout\": \"Hello \([AE]\)/\"compare\": \"contains\", \"stdout\": \"\1/" one/exercise.json
	mc 1 verify one
	out_has "wrong/other-word"
	mc 1 verify --json one
	out_json "d.exercises[0].solutions.find(s => s.name === \"wrong/other-word\").ok === false"
	out_json "d.exercises[0].solutions.find(s => s.name === \"wrong/other-word\").complaint.length > 10"
	out_json "d.exercises[0].solutions.find(s => s.name === \"wrong/silent\").ok === true"
'
it "names a wrong solution that fails other tests than it declares" "$LAY"'
	sed -i "s/\"silent\": {\"fails\": \[\"says\"\]}/\"silent\": {\"fails\": [\"again\"]}/" one/exercise.json
	mc 1 verify --json one
	out_json "d.exercises[0].solutions.find(s => s.name === \"wrong/silent\").ok === false"
	out_json "d.exercises[0].solutions.filter(s => !s.ok).length === 1"
'
it "names junk and a starter that the spec accepts" "$LAY"'
	cat >one/exercise.json <<-"JSON"
	{"schema": "migracode/exercise/v1", "id": "greet", "title": {"en": "Greet"}, "submit": ["greet.sh"],
	 "tests": [{"id": "ends", "kind": "io", "run": ["sh", "greet.sh"], "stdin": "Ana\n", "stderr": ""}]}
	JSON
	rm -r one/wrong
	mc 1 verify --json one
	out_json "d.exercises[0].solutions.find(s => s.name === \"junk/empty\").ok === false"
	out_json "d.exercises[0].solutions.find(s => s.name === \"starter\").ok === false"
	mc 1 verify one
	out_has "junk/empty"
'
it "sees a suite that a faked report satisfies" "$LAY"'
	cat >one/exercise.json <<-"JSON"
	{"schema": "migracode/exercise/v1", "id": "greet", "title": {"en": "Greet"}, "submit": ["greet.sh"],
	 "tests": [{"id": "suite", "kind": "suite", "run": ["sh", "greet.sh"]}]}
	JSON
	printf "printf \"1..1\\\\nok 1 - works\\\\n\"\n" >one/solution/greet.sh
	rm -r one/wrong
	mc 1 verify --json one
	out_json "d.exercises[0].solutions.find(s => s.name === \"junk/early-exit\").ok === false"
'
it "sees a suite that a faked report satisfies by the names of its cases, in every language" "$LAY"'
	rm -r one/wrong one/starter
	mkdir one/tests
	printf "1..2\nok 1 - it\047s \"here\"\nok 2 - a \\\\ b\n" >one/tests/report
	try() {
		rm -f one/solution/*
		cat >one/solution/greet.$1
		cat >one/exercise.json <<-JSON
		{"schema": "migracode/exercise/v1", "id": "greet", "title": {"en": "Greet"}, "submit": ["greet.$1"],
		 "tests": [{"id": "suite", "kind": "suite", "run": ["$2", "greet.$1"], "cases": {"it\u0027s \"here\"": 1, "a \\\\ b": 2}}]}
		JSON
		mc 1 verify --json one
		out_json "d.exercises[0].solutions.find(s => s.name === \"reference\").ok"
		out_json "d.exercises[0].solutions.find(s => s.name === \"junk/early-exit\").points === 3"
	}
	try sh sh <<<"cat tests/report"
	try py python3 <<<"print(open(\"tests/report\").read())"
	try js node <<<"console.log(require(\"fs\").readFileSync(\"tests/report\", \"utf8\"))"
'
it "finds a flaky test" "$LAY"'
	echo "read -r n; [ \$((\$(date +%N | sed s/^0*//) / 1000 % 2)) -eq 0 ] && n=\$n\$n; echo \"Hello \$n\"" >one/solution/greet.sh
	mc 1 verify -n 12 --json one
	out_json "d.exercises[0].verified === false"
	out_json "d.exercises[0].solutions.find(s => s.name === \"reference\").ok === false"
	out_json "/flaky|differ|always|every time|same/i.test(d.exercises[0].solutions.find(s => s.name === \"reference\").complaint)"
'
it "says in which run and with which settings a test was another" "$LAY"'
	echo "read -r n; case \${TZ:-} in */Kat*) n=\$n\$n ;; esac; echo \"Hello \$n\"" >one/solution/greet.sh
	mc 1 verify one
	out_has "flaky"
	out_has ": pass in run 1, 3, 4, 5; fail in run 2"
	out_has "run 2 has: TZ=Asia/Kathmandu"
	mc 1 verify --json one
	out_json "d.exercises[0].solutions[0].verdict === \"flaky\" && d.exercises[0].solutions[0].differences.length === 5"
	out_json "d.exercises[0].solutions[0].differences[1].tests.says === \"fail\""
	out_json "d.exercises[0].solutions[0].differences[1].settings.includes(\"TZ=Asia/Kathmandu\")"
	mc 0 verify --runs 1 one
'
it "keeps what the spec sets itself the same in every run" "$LAY"'
	echo "read -r n; case \${TZ:-} in */Kat*) n=\$n\$n ;; esac; echo \"Hello \$n\"" >one/solution/greet.sh
	sed -i "s/\"kind\": \"io\"/\"kind\": \"io\", \"env\": {\"TZ\": \"UTC\"}/" one/exercise.json
	mc 0 verify one
'
it "finds a program in C that reads what nobody wrote" "$LAY"'
	cat >one/solution/greet.c <<-"C"
	#include <stdio.h>
	#include <stdlib.h>
	int main(void)
	{
		char *name = malloc(4000);
		if (scanf("%99s", name) == 1 && name[2000] == 0)
			printf("Hello %s\n", name);
	}
	C
	rm -r one/solution/greet.sh one/starter one/wrong
	sed -i "s/\"sh\", \"greet.sh\"/\".\/a.out\"/; s/greet.sh/greet.c/; /\"wrong\":/d; s/\"needs\": \[\"says\"\]}\],/\"needs\": [\"says\"]}],\n \"build\": {\"run\": [\"gcc\", \"greet.c\"]}}/" one/exercise.json
	mc 1 verify one
	out_has "reference"
	out_has "MALLOC_PERTURB_="
'
it "remembers what it found, but nothing that was wrong" "$LAY"'
	mc 0 verify one
	cat "$HOME"/.cache/migracode/proofs/*/* >first
	mc 0 verify one
	cat "$HOME"/.cache/migracode/proofs/*/* | cmp - first
	mc 0 verify --fresh one
	cat "$HOME"/.cache/migracode/proofs/*/* >now
	fails cmp -s now first
	cp one/wrong/other-word/greet.sh one/solution/greet.sh
	mc 1 verify one
	mc 1 verify one
	out_has "does not pass"
'
it "goes on where it was after it was killed" "$LAY"'
	sed -i "s/^/sleep 0.2; /" one/solution/greet.sh
	"$MIGRACODE" verify -j 1 one >/dev/null 2>&1 &
	pid=$!
	for _ in $(seq 100); do
		[ "$(cat "$HOME"/.cache/migracode/proofs/*/* 2>/dev/null | grep -c .)" -ge 3 ] && break
		sleep 0.1
	done
	kill -9 $pid
	wait $pid || :
	kept=$(cat "$HOME"/.cache/migracode/proofs/*/* | grep -c .)
	[ "$kept" -ge 3 ]
	printf "%s" 0123456789 >>"$(echo "$HOME"/.cache/migracode/proofs/*/*)"
	mc 0 verify one
	all=$(cat "$HOME"/.cache/migracode/proofs/*/* | grep -c "[.]$")
	[ "$all" -eq 24 ]
'
AGES='
	mkdir -p one/solution
	cat >one/exercise.json <<"JSON"
{"schema": "migracode/exercise/v1", "id": "ages", "title": {"en": "Ages"}, "submit": ["ages.py"],
 "tests": [
  {"id": "young", "kind": "io", "run": ["python3", "ages.py", "3"], "stdout": "child"},
  {"id": "old", "kind": "io", "run": ["python3", "ages.py", "40"], "stdout": "adult"}]}
JSON
	printf "import sys\n\nif int(sys.argv[1]) >= 18:\n    print(\"adult\")\nelse:\n    print(\"child\")\n" >one/solution/ages.py
'
it "shows the mutants that no test notices as diffs with their place" "$AGES"'
	mc 0 verify --mutants one
	out_has "ages: verified"
	out_has "ages.py:3  another comparison: "
	out_has "-  3  if int(sys.argv[1]) >= 18:"
	out_has "+  3  if int(sys.argv[1]) > 18:"
	out_lacks "if True"
	mc 0 verify --mutants --json one
	out_json "(e => e.mutants === e.killed + e.survived + e.marked + e.invalid + e.unjudged)(d.exercises[0])"
	out_json "(e => e.killed > 5 && e.survived === 3 && e.marked === 0 && e.survivors.length === 3)(d.exercises[0])"
	out_json "(e => Math.abs(e.score - 100 * e.killed / (e.killed + e.survived)) < 0.06)(d.exercises[0])"
	out_json "d.exercises[0].survivors.some(s => s.kind === \"comparison\" && s.file === \"ages.py\" && s.line === 3 && /[+].*> 18/.test(s.diff))"
	mc 0 verify --json one
	out_json "!(\"mutants\" in d.exercises[0])"
'
it "counts a mutant as found once a test notices it" "$AGES"'
	sed -i "s/\\[\$/[{\"id\": \"edge\", \"kind\": \"io\", \"run\": [\"python3\", \"ages.py\", \"18\"], \"stdout\": \"adult\"},/" one/exercise.json
	sed -i "s/\"id\": \"edge\"/\"id\": \"below\", \"kind\": \"io\", \"run\": [\"python3\", \"ages.py\", \"17\"], \"stdout\": \"child\"},{\"id\": \"edge\"/" one/exercise.json
	mc 0 verify --mutants --json one
	out_json "(e => !e.survivors.some(s => s.line === 3 && s.kind !== \"bound\") || process.exit(9))(d.exercises[0])"
	out_json "d.exercises[0].survived <= 1"
'
it "takes marked mutants out of the score, and names marks that are out of date" "$AGES"'
	mc 0 verify --mutants --json one
	node -e "
		const fs = require(\"fs\"), d = JSON.parse(fs.readFileSync(process.argv[1])), spec = JSON.parse(fs.readFileSync(\"one/exercise.json\"));
		spec.mutants = {equal: Object.fromEntries(d.exercises[0].survivors.map((s) => [s.id, \"nobody is 18\"]))};
		fs.writeFileSync(\"one/exercise.json\", JSON.stringify(spec));
	" "$HOME/.out"
	mc 0 verify --min-score 100 --json one
	out_json "(e => e.survived === 0 && e.marked === 3 && e.score === 100 && e.stale_marks.length === 0)(d.exercises[0])"
	# A line more does not change the others, a line less makes a mark stale.
	sed -i "s/^import sys/import sys\n\nimport os/" one/solution/ages.py
	mc 0 verify --mutants --json one
	out_json "(e => e.survived === 0 && e.marked === 3 && e.stale_marks.length === 0)(d.exercises[0])"
	mc 0 lint one
	out_lacks "no mutant has the id"
	sed -i "s/>= 18/>= 19/" one/solution/ages.py
	mc 0 lint one
	[ "$(grep -c "^one/exercise.json:[0-9]*:[0-9]*: warning: /mutants/equal/.*no mutant has the id" "$HOME/.out")" = 3 ]
	mc 0 verify --mutants --json one
	out_json "d.exercises[0].stale_marks.length === 3"
	mc 0 verify --mutants one
	out_has "take it out"
	[ -z "$(mc 0 verify one; grep -c mutant "$HOME/.out" | grep -v 0)" ]
'
it "fails when the score is too low, only where one is asked for" "$AGES"'
	mc 1 verify --min-score 100 one
	out_has "ages: verified"
	mc 0 verify --min-score 10 one
	mc 0 grade -e one one/solution
'
it "keeps the choice small and the same when asked for few" "$AGES"'
	mc 0 verify --mutants --mutants-max 5 --json one
	out_json "d.exercises[0].mutants === 5"
	cp "$HOME/.out" first
	mc 0 verify --mutants --mutants-max 5 --fresh --json one
	cmp "$HOME/.out" first
'
it "does not count mutants that do not build, and does not wait for those without end" "$LAY"'
	cat >one/solution/greet.c <<-"C"
	#include <stdio.h>
	int main(void)
	{
		char name[100] = "";
		int left = 3;
		while (left > 0)
			left--;
		const int n = scanf("%99s", name);
		switch (n) {
		case 0:
			return 1;
		case 1:
			break;
		}
		printf("Hello %s\n", name);
		return 0;
	}
	C
	rm -r one/solution/greet.sh one/starter one/wrong
	sed -i "s/\"sh\", \"greet.sh\"/\".\/a.out\"/; s/greet.sh/greet.c/; /\"wrong\":/d; s/\"needs\": \[\"says\"\]}\],/\"needs\": [\"says\"]}],\n \"build\": {\"run\": [\"gcc\", \"greet.c\"]}}/" one/exercise.json
	sed -i "s/\"cpu_ms\": 1000/\"cpu_ms\": 100000/" one/exercise.json
	mc 0 verify --mutants --json one
	out_json "(e => e.invalid >= 1 && e.killed >= 4 && e.unjudged === 0)(d.exercises[0])"
'
it "does not take a page that is right for a sign that a script starts" "
	cp -r \"\$TOP\"/curricula/first-steps/modules/javascript-basics/js-departures one
"'
	mc 0 verify --mutants --json one
	out_json "d.exercises[0].invalid === 2"
	rm -r one/wrong
	printf "<!DOCTYPE html>\n<title>Board</title>\n" >one/solution/index.html
	node -e "
		const fs = require(\"fs\"), spec = JSON.parse(fs.readFileSync(\"one/exercise.json\"));
		delete spec.wrong;
		spec.submit.push(\"index.html\");
		spec.tests.unshift({id: \"page\", kind: \"page\", files: [\"index.html\"], checks: [{rule: \"title\"}]});
		fs.writeFileSync(\"one/exercise.json\", JSON.stringify(spec));
	"
	mc 0 verify --mutants --json one
	out_json "d.exercises[0].invalid === 2 && d.exercises[0].killed > 8"
'
it "makes no mutants of a reference that does not pass" "$LAY"'
	cp one/wrong/other-word/greet.sh one/solution/greet.sh
	mc 1 verify --mutants one
	out_has "no mutants"
	mc 1 verify --mutants --json one
	out_json "d.exercises[0].killed === 0 && d.exercises[0].score === null"
'
it "prints a document that fits its schema" "$AGES"'
	[ -d "$TOP/build/node_modules/ajv" ] || skip "ajv is not installed: make build/node_modules"
	fits() {
		NODE_PATH="$TOP/build/node_modules" node -e "
			const Ajv = require(\"ajv/dist/2020\"), fs = require(\"fs\");
			const validate = new Ajv({strict: false}).compile(JSON.parse(fs.readFileSync(process.argv[1])));
			if (!validate(JSON.parse(fs.readFileSync(process.argv[2])))) { console.log(validate.errors); process.exit(1); }
		" "$TOP/man/verify.schema.json" "$HOME/.out"
	}
	mc 0 verify --json one && fits
	mc 0 verify --mutants --json one && fits
	sed -i "s/import sys/import sys, os; sys.argv[1] += os.environ.get(\"TZ\", \"\")[:0] or (\"0\" if \"TZ\" in os.environ else \"\")/" one/solution/ages.py
	mc 1 verify --json one && fits
	out_json "d.exercises[0].solutions[0].differences.length === 5"
	echo "{" >one/exercise.json
	"$MIGRACODE" verify --json one >"$HOME/.out" 2>/dev/null || [ -s "$HOME/.out" ] && fits
'
it "says so when a test cannot be judged on this machine" "$LAY"'
	sed -i "s/\"sh\", \"greet.sh\"/\"no-such-tool-x\", \"greet.sh\"/g" one/exercise.json
	mc 4 verify one
	out_has "greet: NOT TRIED"
	out_has "no-such-tool-x"
'
it "checks every exercise below a folder, and says when there is none" "$LAY"'
	mkdir -p course/a
	cp -r one course/a/one
	cp -r one course/two
	sed -i "s/\"id\": \"greet\"/\"id\": \"other\"/" course/two/exercise.json
	cp course/two/wrong/silent/greet.sh course/two/solution/greet.sh
	mc 1 verify course
	out_has "greet: verified"
	out_has "other"
	mc 0 verify course/a
	mkdir nothing
	status=0
	"$MIGRACODE" verify nothing >log 2>&1 || status=$?
	[ "$status" -ne 0 ]
	[ -s log ]
'
it "refuses a broken spec with its place" "$LAY"'
	sed -i "s/\"needs\"/\"need\"/" one/exercise.json
	status=0
	"$MIGRACODE" verify one >log 2>&1 || status=$?
	[ "$status" -eq 3 ] || [ "$status" -eq 1 ]
	file_has log "exercise.json"
	file_has log "need"
'
it "forgets a proof when the solution that proved it fails later" "$LAY"'
	mc 0 verify one
	mc 0 grade -e one one/solution
	cp one/wrong/silent/greet.sh one/solution/greet.sh
	mc 1 verify one
	mc 3 grade -e one one/wrong/silent
'
finish
