#!/usr/bin/env bash
# Repositories, programs and reports made to keep the grader busy or to make its verdict wrong, for one kind of test each.
. "$(dirname "$0")/harness.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
KIT='
	# exercise TESTS [SUBMIT]
	exercise() {
		mkdir -p ex
		printf "{\"schema\": \"migracode/exercise/v1\", \"id\": \"x\", \"title\": \"X\", \"submit\": [\"%s\"], \"tests\": [%s]}" "${2:-p.py}" "$1" >ex/exercise.json
	}
	grade() {
		got=0
		timeout 200 "$MIGRACODE" grade -e ex --unverified --json work >"$OUT" 2>"$ERR" || got=$?
		[ "$got" -eq "${1:-0}" ] || complain "exit status $got"
	}
	is() { out_json "t = d.results[0].tests[0], t.verdict === \"$1\" && (!\"${2:-}\" || t.reason.code === \"${2:-}\")"; }
'

it "git: three hundred messages that a pattern is slow on, and takes" "$KIT"'
	exercise "{\"id\": \"t\", \"kind\": \"git\", \"subject\": {\"regex\": \"(\\\\w+\\\\s?)+\\\\.\"}}" a.txt
	git init -q -b main work
	cd work
	python3 - <<"PY" | git fast-import --quiet
for i in range(300):
    subject = ("a" * 17 + "! ") * 20 + "b."
    print("commit refs/heads/main\ncommitter S <s@example.org> %d +0000\ndata %d\n%s" % (1700000000 + i, len(subject), subject))
    print("M 100644 inline a.txt\ndata 4\n%04d" % i)
PY
	cd ..
	grade
	is error too-large
'
it "git: a message of megabytes is the fault of who wrote it" "$KIT"'
	exercise "{\"id\": \"t\", \"kind\": \"git\", \"commits\": {\"min\": 1}}" a.txt
	git init -q -b main work
	cd work
	echo 1 >a.txt
	git add .
	git -c user.name=t -c user.email=t@example.org commit -qm first
	echo 2 >a.txt
	head -c 3000000 /dev/zero | tr "\0" x >"$HOME/message"
	git -c user.name=s -c user.email=s@example.org commit -qaF "$HOME/message"
	cd ..
	grade
	is error too-large
'
it "dialogue: a text that a pattern is slow on, and takes, in each of many turns" "$KIT"'
	turn="{\"expect\": \"(\\\\w+\\\\s?)+\\\\.\", \"compare\": \"regex\"}"
	exercise "{\"id\": \"t\", \"kind\": \"dialogue\", \"run\": [\"python3\", \"p.py\"], \"talk\": [$turn, $turn, $turn, $turn, $turn, $turn]}"
	mkdir work
	echo "print(((\"a\" * 17 + \"! \") * 40 + \"b.\") * 6)" >work/p.py
	grade
	is error too-large
	out_json "d.results[0].tests[0].reason.params.detail.includes(\"to compare\")"
'
finish
