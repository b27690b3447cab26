#!/usr/bin/env bash
# A result that was recorded is run again: whether it is the same, which tests differ, and what has changed since.
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/cohort_repos.sh"
start_postgres

# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	mkdir -p one/solution one/starter
	cat >one/exercise.json <<"JSON"
{"schema": "migracode/exercise/v1", "id": "greet", "title": {"en": "Greet"}, "submit": ["greet.sh"],
 "tests": [
  {"id": "says", "kind": "io", "run": ["sh", "greet.sh"], "stdin": "Sample\n", "stdout": "Hello Sample"},
  {"id": "ends", "kind": "io", "run": ["sh", "greet.sh"], "stdin": "Sample\n", "stdout": "Hello Sample", "points": 2}]}
JSON
	echo "read -r n; echo \"Hello \$n\"" >one/solution/greet.sh
	echo "read -r n" >one/starter/greet.sh
	export GIT_AUTHOR_NAME=sample GIT_AUTHOR_EMAIL=sample@example.org GIT_COMMITTER_NAME=sample
	export GIT_COMMITTER_EMAIL=sample@example.org GIT_CONFIG_GLOBAL=/dev/null
	git init -q -b main r; cp one/solution/greet.sh r/; git -C r add .; git -C r commit -qm first
	mkdir half; echo "echo Hello Sample" >half/greet.sh
'

it "says that nothing is different" "$LAY"'
	mc 0 grade -e one --unverified --json r; cp "$OUT" r.json
	echo : >r/greet.sh; git -C r commit -qam second
	mc 0 replay -e one r.json
	out_has "the same: passed 3/3"
	out_has "nothing that it depends on has changed since"
	mc 0 replay -e one --json r.json
	out_json "d.schema == \"migracode/replay/v1\" && d.same && !d.flaky && d.tests.length == 0 && d.changes.length == 0"
	out_json "d.exercise == \"greet\" && d.commit.length == 40 && d.recorded.verdict == \"pass\" && d.now.length == 1"
'
it "names the tests that differ and what has changed" "$LAY"'
	mc 0 grade -e one --unverified --json half; cp "$OUT" half.json
	sed -i "0,/Hello Sample/s//Goodbye/" one/exercise.json
	mc 1 replay -e one half.json
	out_has "different: passed 3/3 -> "
	out_has "  says: passed 1/1 -> failed 0/1"
	out_lacks "  ends:"
	out_has "the test spec: "
	out_lacks "nothing that"
	echo "echo no" >half/greet.sh
	mc 1 replay -e one --json half.json
	out_json "!d.same && !d.flaky && d.tests.map(t => t.id).join() == \"says,ends\""
	out_json "d.tests[1].recorded.verdict == \"pass\" && d.tests[1].now[0].verdict == \"fail\""
	out_json "d.changes.map(c => c.what).join() == \"spec,files\" && d.changes.every(c => c.recorded != c.now)"
	sed -i "s/\"id\": \"says\"/\"id\": \"tells\"/" one/exercise.json
	mc 1 replay -e one --json half.json
	out_json "d.tests.find(t => t.id == \"says\").now[0] === null && d.tests.find(t => t.id == \"tells\").recorded === null"
'
it "finds what comes out differently from time to time" "$LAY"'
	echo "case \$(od -An -N1 -tu1 /dev/urandom) in *[02468]) echo Hello Sample ;; *) echo no ;; esac" >half/greet.sh
	"$MIGRACODE" grade -e one --unverified --json half >half.json || :
	mc 1 replay -e one --times 30 --json half.json
	out_json "d.flaky && !d.same && d.now.length == 30 && d.tests.every(t => t.now.length == 30)"
	mc 1 replay -e one --times 30 half.json
	out_has "different from time to time: "
	grep -qE "^  (says|ends): .* -> .* \([0-9]+/30\), .* \([0-9]+/30\)$" "$OUT"
'
it "takes one of several results" "$LAY"'
	mc 0 grade -e one --unverified --json r half; cp "$OUT" both.json
	mc 3 replay -e one both.json
	err_has "migracode replay <file> <submission>"
	mc 0 replay -e one both.json half
	mc 3 replay -e one both.json other
'
it "says what cannot be run again, which is no difference" "$LAY"'
	mc 0 grade -e one --unverified --json r; cp "$OUT" r.json
	mv r moved
	mc 4 replay -e one r.json
	err_has "could not be run again"
	[ ! -s "$OUT" ]
	echo "{}" >broken.json
	mc 3 replay -e one broken.json
	mc 2 replay -e one no-such-file
	err_has "migracode replay <learner> <exercise>"
	mc 2 replay -e one --times 0 r.json
	mkdir two; sed "s/greet/other/" one/exercise.json >two/exercise.json; cp -r one/solution one/starter two/
	mc 3 replay -e two r.json
	err_has "greet"
'
it_both "runs a grade of a cohort again, by learner and by key, and changes nothing" "$COHORT"'
	lay 4 2
	ms 0 grade --cohort c1 --json
	cp "$OUT" graded.json
	key=$(node -pe "JSON.parse(require(\"fs\").readFileSync(\"graded.json\")).results.find(r => r.learner == \"L0002\" && r.exercise == \"e01\").key")
	events=$(sql "SELECT COUNT(*) FROM event")
	find c/school/results c/school/mirrors -printf "%p %T@ %s\n" | sort >before
	push c L0002 "more, which is not graded yet"
	ms 0 replay L0002 e01
	out_has "the same: partly passed 1/3"
	ms 0 replay L0002 e01 --cohort c1 --json
	out_json "d.same && d.key == \"$key\" && d.learner == \"L0002\" && d.exercise == \"e01\" && d.changes.length == 0"
	ms 0 replay "$(echo "$key" | cut -c 1-9)" --json --times 3
	out_json "d.same && d.key == \"$key\" && d.now.length == 3"
	ms 0 replay "$key"
	find c/school/results c/school/mirrors -printf "%p %T@ %s\n" | sort >after
	cmp before after
	[ "$(sql "SELECT COUNT(*) FROM event")" = "$events" ]
	# A result that has been overtaken is still there, and so is its commit
	ms 0 grade --cohort c1
	ms 0 replay "$key" --json
	out_json "d.same && d.key == \"$key\" && d.learner == \"L0002\" && d.commit == \"$(git -C c/repos/L0002.git rev-parse main~1)\""
	# Another spec, which nobody has to verify for this
	sed -i "s/\"stdout\": \"7\"/\"stdout\": \"8\"/" c/curriculum/modules/sums/e01/exercise.json
	got=0; "$MIGRACODE" --school c/school replay L0001 e01 --json >"$OUT" || got=$?
	out_json "d.changes.map(c => c.what).join() == \"spec\""
	ms 5 replay L0002 e09
	ms 3 replay L9 e01
	ms 5 replay 0123456789abcdef
	err_has "no stored result begins with"
'
it "names the program that changed" "$COHORT"'
	lay 2 1
	mkdir -p tools/.bin
	export MIGRACODE_NODE_MODULES=$PWD/tools
	printf "#!/bin/sh\nexec sh \"\$@\"\n" >tools/.bin/adder
	chmod +x tools/.bin/adder
	sed -i "s/\"sh\"/\"adder\"/" c/curriculum/modules/sums/e01/exercise.json
	mc 0 verify c/curriculum
	ms 0 grade --cohort c1
	ms 0 replay L0001 e01 --json
	out_json "d.same && d.changes.length == 0"
	printf "#!/bin/sh\necho 0\n" >tools/.bin/adder
	ms 1 replay L0001 e01 --json
	out_json "!d.same && d.changes.length == 1 && d.changes[0].what == \"tool\" && d.changes[0].name == \"adder\""
	ms 1 replay L0001 e01
	out_has "  adder: "
'
finish
