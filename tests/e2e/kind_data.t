#!/usr/bin/env bash
# Tests of kind 'data': one program, a folder of inputs and answers, groups with points.
. "$(dirname "$0")/harness.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	mkdir -p one/solution one/starter one/tests/d/small one/tests/d/large one/private/h
	spec() { cat >one/exercise.json <<JSON
{"schema": "migracode/exercise/v1", "id": "double", "title": "Double", "submit": ["d.sh"],
 "limits": {"cpu_ms": 1000, "wall_ms": 30000},
 "tests": [$1]}
JSON
	}
	spec "{\"id\": \"d\", \"kind\": \"data\", \"run\": [\"sh\", \"d.sh\"], \"folder\": \"tests/d\", \"groups\": {
		\"small\": {\"points\": 2, \"score\": \"sum\"}, \"large\": {\"points\": 3}}}"
	case_of() { echo "$2" >"one/$1.in"; echo "$3" >"one/$1.ans"; }
	case_of tests/d/small/1 1 2; case_of tests/d/small/2 2 4; case_of tests/d/small/3 3 6; case_of tests/d/small/4 4 8
	case_of tests/d/large/1 1000 2000; case_of tests/d/large/2 2000 4000; case_of tests/d/large/3 3000 6000
	echo "What is twice two thousand?" >one/tests/d/large/2.hint
	echo "read -r n; echo \$((n * 2))" >one/solution/d.sh
	echo : >one/starter/d.sh
	folder() { mkdir -p "$1"; cat >"$1/d.sh"; }
	folder good <one/solution/d.sh
'

it "adds up groups, each by its own rule" "$LAY"'
	folder half <<<"read -r n; case \$n in 2|2000) echo 0;; *) echo \$((n * 2));; esac"
	mc 0 grade -e one --unverified --json good half
	out_json "d.results[0].verdict === \"pass\" && d.results[0].points === 5"
	out_json "d.results[1].verdict === \"partial\" && d.results[1].points === 1.5 && d.results[1].max === 5"
	out_json "d.results[1].tests[0].cases.passed === 4 && d.results[1].tests[0].cases.total === 7"
	out_json "d.results[1].tests[0].cases.list.map(c => c.name + \":\" + c.verdict).join() === \"large:fail,large/1:pass,large/2:fail,large/3:skipped,small:partial,small/1:pass,small/2:fail,small/3:pass,small/4:pass\""
	out_json "d.results[1].tests[0].cases.list[4].points === 1.5 && d.results[1].tests[0].cases.list[4].max === 2"
'
it "tells of the first case that fails all that a student needs" "$LAY"'
	folder half <<<"read -r n; [ \$n = 2000 ] && n=1; echo \$((n * 2))"
	mc 0 grade -e one --unverified --json half
	out_json "d.results[0].tests[0].reason.code === \"differs\" && d.results[0].tests[0].reason.params.case === \"large/2\""
	out_json "d.results[0].tests[0].expected === \"4000\\n\" && d.results[0].tests[0].actual === \"2\\n\""
	out_json "d.results[0].tests[0].hint === \"What is twice two thousand?\""
	cp half/d.sh one/d.sh
	cd one
	mc 1 check
	out_has "case '\''large/2'\'': the output is not what was expected"
	out_has "sh d.sh < tests/d/large/2.in"
	out_has "hint: What is twice two thousand?"
	out_lacks "also wrong:"
	echo "read -r n; [ \$n -gt 1 ] && n=1; echo \$((n * 2))" >d.sh
	mc 1 check
	sed -n "/also wrong:/,/^~/p" "$OUT" | grep -o "[a-z]*/[0-9]" | xargs >also
	[ "$(cat also)" = "small/2 small/3 small/4" ] || complain "also is: $(cat also)"
'
it "gives everything or nothing when nothing else is said, and stops at the first rejection" "$LAY"'
	spec "{\"id\": \"d\", \"kind\": \"data\", \"run\": [\"sh\", \"d.sh\"], \"folder\": \"tests/d\"}"
	folder half <<<"read -r n; [ \$n = 2 ] || echo \$((n * 2))"
	mc 0 grade -e one --unverified --json half
	out_json "d.results[0].verdict === \"fail\" && d.results[0].points === 0"
	out_json "d.results[0].tests[0].cases.list.filter(c => c.verdict === \"skipped\").length === 2"
	out_json "d.results[0].tests[0].reason.params.case === \"small/2\""
'
it "shares the points among all cases with sum, and runs them all" "$LAY"'
	spec "{\"id\": \"d\", \"kind\": \"data\", \"run\": [\"sh\", \"d.sh\"], \"folder\": \"tests/d\", \"score\": \"sum\", \"points\": 7}"
	folder half <<<"read -r n; [ \$n -gt 3 ] || echo \$((n * 2))"
	mc 0 grade -e one --unverified --json half
	out_json "d.results[0].verdict === \"partial\" && d.results[0].points === 3"
	out_json "d.results[0].tests[0].cases.list.every(c => c.verdict !== \"skipped\" && c.max === 1)"
'
it "limits each case by itself, and goes on after a loop without end" "$LAY"'
	spec "{\"id\": \"d\", \"kind\": \"data\", \"run\": [\"sh\", \"d.sh\"], \"folder\": \"tests/d\", \"score\": \"sum\", \"points\": 7,
		\"limits\": {\"cpu_ms\": 300, \"wall_ms\": 30000}}"
	folder loop <<<"read -r n; while [ \$n = 2 ]; do :; done; [ \$n != 3 ] || kill -9 \$\$; echo \$((n * 2))"
	mc 0 grade -e one --unverified --json loop
	out_json "d.results[0].points === 5 && d.results[0].tests[0].reason.code === \"cpu-time\""
	out_json "d.results[0].tests[0].cases.list.map(c => c.verdict).join() === \"pass,pass,pass,pass,error,error,pass\""
'
it "keeps answers of tests from the program, and hidden cases from the student" "$LAY"'
	spec "{\"id\": \"h\", \"kind\": \"data\", \"run\": [\"sh\", \"d.sh\"], \"folder\": \"private/h\", \"hidden\": true},
		{\"id\": \"d\", \"kind\": \"data\", \"run\": [\"sh\", \"d.sh\"], \"folder\": \"tests/d\"}"
	case_of private/h/PLANTED-1 21 42
	echo "half of 42" >one/private/h/PLANTED-1.hint
	folder spy <<<"find / -name \"*.ans\" -path \"*/d/*\" 2>/dev/null; find / -name \"PLANTED*\" 2>/dev/null; echo spied"
	mc 0 grade -e one --unverified --json spy good
	out_json "d.results[1].verdict === \"pass\""
	out_json "d.results[0].tests[1].actual === \"spied\\n\""
	out_lacks PLANTED
	out_json "d.results[0].tests[0].expected === null && !(\"list\" in d.results[0].tests[0].cases)"
	out_json "d.results[0].tests[0].hint === \"half of 42\""
	mc 0 grade -e one --unverified spy
	out_lacks PLANTED
	mc 0 grade -e one --unverified --json --show-hidden spy
	out_json "d.results[0].tests[0].reason.params.case === \"PLANTED-1\" && d.results[0].tests[0].actual === \"spied\\n\""
'
it "adds the arguments of a case, to a line for the shell too" "$LAY"'
	rm -r one/tests/d; mkdir one/tests/d
	printf "a b\n\nc\n" >one/tests/d/1.args; echo "3 a b" >one/tests/d/1.ans
	spec "{\"id\": \"d\", \"kind\": \"data\", \"run\": [\"sh\", \"d.sh\"], \"folder\": \"tests/d\"},
		{\"id\": \"line\", \"kind\": \"data\", \"run\": \"sh d.sh\", \"folder\": \"tests/d\"}"
	folder args <<<"echo \$# \$1"
	mc 0 grade -e one --unverified --json args
	out_json "d.results[0].verdict === \"pass\""
'
it "wants exit status 0 unless told otherwise" "$LAY"'
	folder three <<<"read -r n; echo \$((n * 2)); exit 3"
	mc 0 grade -e one --unverified --json three
	out_json "d.results[0].tests[0].reason.code === \"exit-status\" && d.results[0].points === 0"
	sed -i "s/\"folder\"/\"exit\": \"any\", &/" one/exercise.json
	mc 0 grade -e one --unverified --json three
	out_json "d.results[0].verdict === \"pass\""
'
it "names files that do not fit together" "$LAY"'
	rm one/tests/d/small/2.ans one/tests/d/large/3.in
	mc 3 lint one
	out_has "one/tests/d/small/2.in: error: this case has no answer"
	out_has "one/tests/d/large/3.ans: error: this answer belongs to no input"
'
it "warns of two cases with the same input" "$LAY"'
	case_of tests/d/small/5 1 2
	mc 0 lint one
	out_has "the cases '\''small/1'\'' and '\''small/5'\'' have the same input"
'
it "gives students the public cases, and nothing of the others" "$LAY"'
	mkdir -p c/modules/m
	mv one c/modules/m/double
	cd c
	ln -s . one; cd modules/m; ln -s double one; cd ../..
	cat >curriculum.json <<JSON
{"schema": "migracode/curriculum/v1", "id": "c", "version": "1.0.0", "title": "C", "languages": ["en"], "modules": ["m"], "hours": 1, "licence": "CC-BY-4.0"}
JSON
	cat >modules/m/module.json <<JSON
{"schema": "migracode/module/v1", "id": "m", "title": "M", "kind": "content", "hours": 1, "exercises": ["double"]}
JSON
	(cd modules/m && spec "{\"id\": \"h\", \"kind\": \"data\", \"run\": [\"sh\", \"d.sh\"], \"folder\": \"private/h\", \"hidden\": true,
		\"groups\": {\"g\": {\"points\": 4}}},
		{\"id\": \"d\", \"kind\": \"data\", \"run\": [\"sh\", \"d.sh\"], \"folder\": \"tests/d\"}"
	 mkdir double/private/h/g; echo 1 >double/private/h/g/1.in; echo 2 >double/private/h/g/1.ans
	 echo "# Double" >double/README.md)
	rm one modules/m/one
	mc 0 workspace build "$HOME/ws"
	file_has "$HOME/ws/modules/m/double/tests/d/small/2.ans" 4
	[ ! -e "$HOME/ws/modules/m/double/private" ]
	tr -d " \n" <"$HOME/ws/modules/m/double/exercise.json" >flat
	file_has flat "\"withheld\":{\"tests\":1,\"points\":4}"
'
finish
