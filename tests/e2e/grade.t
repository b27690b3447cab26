#!/usr/bin/env bash
# What 'grade' promises: order, shape, exit status, and a clear word for everything that goes wrong.
. "$(dirname "$0")/harness.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	mkdir -p one/solution one/starter one/private one/wrong/silent
	cat >one/exercise.json <<"JSON"
{"schema": "migracode/exercise/v1", "id": "greet", "title": {"en": "Greet"}, "submit": ["greet.sh"],
 "limits": {"cpu_ms": 1000, "wall_ms": 30000, "memory_mb": 64, "output_kb": 16, "processes": 16, "disk_mb": 8},
 "tests": [
  {"id": "says", "kind": "io", "run": ["sh", "greet.sh"], "stdin": "Ana\n", "stdout": "Hello Ana"},
  {"id": "again", "kind": "io", "run": ["sh", "greet.sh"], "stdin": {"file": "private/in"},
   "stdout": "Hello PLANTED-77", "hidden": true, "points": 2}],
 "wrong": {"silent": {"fails": ["says", "again"]}}}
JSON
	echo PLANTED-77 >one/private/in
	echo "read -r n; echo \"Hello \$n\"" >one/solution/greet.sh
	echo "read -r n" >one/starter/greet.sh
	echo : >one/wrong/silent/greet.sh
	folder() { mkdir -p "$1"; cat >"$1/greet.sh"; }
	folder good <one/solution/greet.sh
	folder half <<<"echo Hello Ana"
	folder bad <<<"cat"
	folder loop <<<"while :; do :; done"
	folder slow <<<"sleep 60.0$$"
	mkdir empty
	export GIT_AUTHOR_NAME=sample GIT_AUTHOR_EMAIL=sample@example.org GIT_COMMITTER_NAME=sample
	export GIT_COMMITTER_EMAIL=sample@example.org GIT_CONFIG_GLOBAL=/dev/null
	repository() { git init -q -b main "$1"; cp bad/greet.sh "$1/"; git -C "$1" add .; git -C "$1" commit -qm first
		git -C "$1" tag v1; cp good/greet.sh "$1/"; git -C "$1" commit -qam second; }
'

it "refuses a spec that is not verified, and names both ways on" "$LAY"'
	mc 3 grade -e one good
	[ ! -s "$OUT" ]
	err_is "migracode: the test spec of '\''greet'\'' is not verified
hint: type '\''migracode verify one'\'', or use --unverified"
	mc 0 grade -e one --unverified good
	mc 0 verify one
	mc 0 grade -e one good
	sed -i s/Hello\ Ana/Hello\ Eva/ one/exercise.json
	mc 3 grade -e one good
'
it "prints one line for each in the order given, and a summary" "$LAY"'
	mc 0 grade -e one --unverified loop good bad half empty good
	out_has "6 submissions: "
	cut -d" " -f1 "$OUT" | head -n 6 | tr "\n" " " >names
	file_has names "loop good bad half empty good"
	grep -q "^good .*3/3" "$OUT"
	grep -q "^half .*1/3" "$OUT"
	grep -q "^bad .*0/3" "$OUT"
	grep -q "^loop .*says: .*processor time" "$OUT"
	grep -q "^empty .*greet.sh.* is missing" "$OUT"
	[ "$(wc -l <"$OUT")" -eq 7 ]
'
it "prints one JSON document with a whole result for each, in the order given" "$LAY"'
	mc 0 grade -e one --unverified --json loop good bad half empty
	[ "$(wc -l <"$OUT")" -eq 1 ]
	out_json "d.schema === \"migracode/grade/v1\" && Object.keys(d).length === 2"
	out_json "d.results.map(r => r.submission).join() === \"loop,good,bad,half,empty\""
	out_json "d.results.map(r => r.verdict).join() === \"error,pass,fail,partial,error\""
	out_json "d.results.map(r => r.points).join() === \"0,3,0,1,0\" && d.results.every(r => r.max === 3)"
	out_json "d.results.every(r => r.exercise === \"greet\" && r.schema === \"migracode/result/v1\" && r.spec.length === 64)"
	out_json "d.results[2].tests.map(t => t.id).join() === \"says,again\""
	out_json "d.results.every(r => r.tests.every(t => t.kind && typeof t.ms === \"number\" && typeof t.points === \"number\"))"
	out_json "d.results[0].tests[0].reason.code === \"cpu-time\" && d.results[2].tests[0].reason.code === \"differs\""
	out_json "d.results[2].tests[0].expected === \"Hello Ana\" && d.results[2].tests[0].actual === \"Ana\\n\""
	out_json "d.results[4].tests[0].reason.code === \"missing-file\" && d.results[1].reason === null"
	out_json "d.results.every(r => [\"full\", \"basic\", \"none\"].includes(r.protection.level))"
'
it "shows nothing of hidden tests unless asked" "$LAY"'
	mc 0 grade -e one --unverified --json bad half
	out_lacks PLANTED
	mc 0 grade -e one --unverified bad half
	out_lacks PLANTED
	mc 0 grade -e one --unverified --json --show-hidden bad
	out_json "d.results[0].tests[1].expected.includes(\"PLANTED-77\")"
'
it "gives the same verdicts one at a time and four at a time" "$LAY"'
	plain() { sed "s/\"started_at\":\"[^\"]*\"//g; s/\"ms\":[0-9.]*//g; s/\"cpu_ms\":[0-9.]*//g; s/\"rss_kb\":[0-9]*//g" "$OUT"; }
	mc 0 grade -e one --unverified --json -j 1 good bad half empty good
	plain >single
	mc 0 grade -e one --unverified --json -j 4 good bad half empty good
	plain | cmp single -
'
it "runs only the tests asked for" "$LAY"'
	mc 0 grade -e one --unverified --json -t says half
	out_json "d.results[0].tests[0].verdict === \"pass\" && d.results[0].tests[1].verdict === \"not-run\""
	out_json "d.results[0].tests[1].reason.code === \"filtered\""
'
it "gives neither points nor a zero where the fault is not with the student" "$LAY"'
	mc 4 grade -e one --unverified --json good nowhere good
	out_json "d.results.map(r => r.verdict).join() === \"pass,grader-error,pass\""
	out_json "d.results[1].points === null && d.results[1].reason.code === \"internal\""
	out_json "d.results[1].reason.text.includes(\"nowhere\")"
	mc 4 grade -e one --unverified nowhere
	out_has "nowhere"
	grep -q -- "-/3" "$OUT"
'
it "names a tool that is missing" "$LAY"'
	sed -i "s/\"sh\", \"greet.sh\"/\"no-such-tool-x\", \"greet.sh\"/" one/exercise.json
	mc 4 grade -e one --unverified --json good
	out_json "d.results[0].verdict === \"grader-error\" && d.results[0].points === null"
	out_json "d.results[0].tests[0].reason.code === \"tool-missing\" && d.results[0].tests[0].points === null"
	out_json "d.results[0].tests[0].reason.text.includes(\"no-such-tool-x\")"
	sed -i "s/\"no-such-tool-x\", \"greet.sh\"/\"sh\", \"-c\", \"no-such-tool-y greet.sh\"/" one/exercise.json
	mc 4 grade -e one --unverified --json good
	out_json "d.results[0].tests[0].reason.text.includes(\"no-such-tool-y\")"
'
it "names the package of a tool that is missing" "$LAY"'
	for tool in tcc ruby php rustc go valgrind bats javac perl g++ java; do
		[ -e "/usr/bin/$tool" ] || [ -e "/usr/local/bin/$tool" ] || break
		tool=
	done
	[ -n "$tool" ] || skip "every tool is installed"
	sed -i "s/\"sh\", \"greet.sh\"/\"$tool\", \"greet.sh\"/" one/exercise.json
	mc 4 grade -e one --unverified good
	out_has "$tool"
	out_has "package"
'
it "grades repositories by path, at HEAD or at a commit, branch or tag" "$LAY"'
	repository repo
	git clone -q --bare repo repo.git
	first=$(git -C repo rev-parse v1) second=$(git -C repo rev-parse HEAD)
	echo "echo not committed" >repo/greet.sh
	mc 0 grade -e one --unverified --json repo repo.git
	out_json "d.results.every(r => r.verdict === \"pass\" && r.commit === \"$second\")"
	for revision in v1 "$first" "${first:0:10}" main~1; do
		mc 0 grade -e one --unverified --json --commit "$revision" repo repo.git
		out_json "d.results.every(r => r.verdict === \"fail\" && r.commit === \"$first\")"
	done
	mc 4 grade -e one --unverified --json --commit no-such-tag repo
	out_json "d.results[0].verdict === \"grader-error\" && d.results[0].reason.text.includes(\"no-such-tag\")"
	mc 4 grade -e one --unverified --json --commit v1 good
	out_json "d.results[0].reason.text.includes(\"no commits\")"
'
it "finds the exercise in a whole workspace" "$LAY"'
	mkdir -p space/modules/sh
	cp -r good space/modules/sh/greet
	mc 0 grade -e one --unverified --json space
	out_json "d.results[0].verdict === \"pass\""
	git init -q -b main space
	git -C space add . && git -C space commit -qm all
	mc 0 grade -e one --unverified --json space
	out_json "d.results[0].verdict === \"pass\" && d.results[0].commit.length === 40"
'
it "says why a repository cannot be opened" "$LAY"'
	repository repo
	rm -rf repo/.git/objects/*
	git init -q fresh
	mc 4 grade -e one --unverified --json repo fresh "file:///no/such/repository"
	out_json "d.results.every(r => r.verdict === \"grader-error\" && r.points === null && r.reason.text.length > 20)"
	out_json "d.results[2].reason.text.includes(\"/no/such/repository\")"
	err_lacks "died"
'
it "prints names of submissions without control characters" "$LAY"'
	odd=$(printf "x\n1 submission: passed\033[2J\a")
	cp -r good "$odd"
	mc 0 grade -e one --unverified "$odd"
	[ "$(wc -l <"$OUT")" -eq 2 ]
	if LC_ALL=C tr -d "\n" <"$OUT" | grep "[[:cntrl:]]"; then exit 1; fi
	mc 0 grade -e one --unverified --json "$odd"
	out_json "d.results[0].submission.endsWith(\"\\x1b[2J\\x07\")"
	if LC_ALL=C tr -d "\n" <"$OUT" | grep "[[:cntrl:]]"; then exit 1; fi
'
it "cleans what programs print before it reaches the terminal" "$LAY"'
	folder odd <<<"printf \"\\033[2J\\033]0;owned\\007\\n\"; exit 9"
	mc 0 grade -e one --unverified --verbose odd
	if LC_ALL=C tr -d "\n\t" <"$OUT" | grep "[[:cntrl:]]"; then exit 1; fi
'
it "asks for the exercise, and refuses one that is not there or is broken" "$LAY"'
	mc 2 grade good
	err_has "--exercise"
	mc 2 grade -e one
	mc 3 grade -e nowhere good
	err_has nowhere
	sed -i "s/\"points\": 2/\"pionts\": 2/" one/exercise.json
	mc 3 grade -e one --unverified good
	err_has "exercise.json:6:"
	err_has pionts
	[ ! -s "$OUT" ]
	mc 3 grade -e one --unverified --json good
	out_json "d.schema === \"migracode/error/v1\" && d.error.code === \"input\""
'
it "prints what is done when it is interrupted" "$LAY"'
	cat >interrupt.py <<-"EOF"
	import os, signal, subprocess, sys, time
	command = [os.environ["MIGRACODE"]] + sys.argv[2:]
	with open("out", "wb") as out:
	    child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
	    time.sleep(float(sys.argv[1]))
	    child.send_signal(signal.SIGINT)
	    sys.exit(child.wait())
	EOF
	status=0
	python3 interrupt.py 4 grade -e one --unverified --json -j 1 good bad slow good || status=$?
	[ "$status" -eq 130 ]
	cp out "$OUT"
	out_json "d.interrupted === true && d.results.map(r => r.verdict).join() === \"pass,fail\""
	sleep 0.3
	if grep -lsaF "60.0$$" /proc/[0-9]*/cmdline; then exit 1; fi
	status=0
	python3 interrupt.py 4 grade -e one --unverified -j 1 good slow || status=$?
	[ "$status" -eq 130 ]
	grep -q "^good .*3/3" out
'
it "survives a full disk" "$LAY"'
	[ "$(id -u)" -eq 0 ] || skip "mounting needs root"
	unshare --mount true 2>/dev/null || skip "mounting is not allowed"
	cat >full.sh <<-"EOF"
	mkdir full && mount -t tmpfs -o size=16k tmpfs full
	head -c 100000 /dev/zero >full/all 2>/dev/null
	export HOME=$PWD/full TMPDIR=$PWD/full
	"$MIGRACODE" grade -e one --unverified --json good bad >out 2>err
	echo $? >status
	"$MIGRACODE" verify one >verify.out 2>verify.err
	echo $? >verify.status
	"$MIGRACODE" grade -e one --unverified --json good bad >/dev/full 2>full.err
	echo $? >full.status
	umount full
	EOF
	unshare --mount bash full.sh
	cp out "$OUT"
	out_json "d.results.map(r => r.verdict).join() === \"pass,fail\""
	file_has verify.status 4
	file_has verify.err "No space left on device"
	file_has full.status 4
	file_has full.err "No space left on device"
'
it "refuses to run programs of others where nothing isolates them" "$LAY"'
	unshare --user --map-root-user true 2>/dev/null || skip "user namespaces are off here"
	cat >off.sh <<-"EOF"
	echo 0 >/proc/sys/user/max_user_namespaces || exit 77
	"$MIGRACODE" "$@" >out 2>err
	EOF
	status=0
	unshare --user --map-root-user bash off.sh grade -e one --unverified good || status=$?
	[ "$status" -ne 77 ] || skip "the limit cannot be set here"
	[ "$status" -eq 4 ]
	grep -q "^hint: .*doctor" err
	[ ! -s out ]
	unshare --user --map-root-user bash off.sh grade -e one --unverified --protection basic --json good bad
	cp out "$OUT"
	out_json "d.results.map(r => r.verdict).join() === \"pass,fail\""
	out_json "d.results.every(r => r.protection.level === \"basic\" && !r.protection.namespaces)"
	unshare --user --map-root-user bash off.sh check one || status=$?
	grep -q "basic" out
'
finish
