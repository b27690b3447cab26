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
it "finds a flaky test" "$LAY"'
	echo "read -r n; [ \$((\$(date +%N | sed s/^0*//) / 1000 % 2)) -eq 0 ] && n=\$n\$n; echo \"Hello \$n\"" >one/solution/greet.sh
	mc 1 verify -n 12 --json one
	out_json "d.exercises[0].verified === false"
	out_json "d.exercises[0].solutions.find(s => s.name === \"reference\").ok === false"
	out_json "/flaky|differ|always|every time|same/i.test(d.exercises[0].solutions.find(s => s.name === \"reference\").complaint)"
'
it "says so when a test cannot be judged on this machine" "$LAY"'
	sed -i "s/\"sh\", \"greet.sh\"/\"no-such-tool-x\", \"greet.sh\"/g" one/exercise.json
	mc 1 verify one
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
