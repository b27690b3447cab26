#!/usr/bin/env bash
# shellcheck disable=SC2154
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"
. "$(dirname "$0")/forge.sh"

# L1 and L2 have private repositories with a request that is called Feedback; results are those of scores.sh.
# shellcheck disable=SC2016
SCENE=$SCORES$FORGE'
repos() { printf "\"amal/js\": {\"private\": true, \"pulls\": [{\"number\": 4, \"title\": \"Feedback\", \"head\": \"w\", \"base\": \"main\"}]}, \"badr/js\": {\"private\": true, \"pulls\": [{\"number\": 9, \"title\": \"Feedback\", \"head\": \"w\", \"base\": \"main\"}]}"; }
world() { printf "{\"kind\": \"%s\", \"token\": \"s3cret-t0ken\", \"repos\": {%s}, \"faults\": [%s]}" "$1" "$(repos)" "${2:-}"; }
have() { # the learners have these repositories
	printf "learner_id,repository\nL1,%s\nL2,%s\n" "$1" "$2" >who.csv
	ms 0 learner import --cohort c1 --yes who.csv
}
send() { local want=$1; shift; ms "$want" feedback --cohort c1 --host "$KIND:$ORIGIN" --yes "$@"; }
KIND=forgejo
'

on_both "shows all first, and sends nothing without --yes" "$SCENE"'
	host "$(world forgejo)"
	have "$ORIGIN/amal/js.git" "$ORIGIN/badr/js.git"
	ms 0 feedback --cohort c1 --to pr
	out_has "=== Sample One, L1, one (en)"
	out_has "## Title of one"
	out_has "| **4/4** |"
	out_has "3 texts to send"
	err_has "nothing was sent: add --yes"
	ms 0 feedback --cohort c1 --to pr --dry-run --yes --json
	out_json "d.schema == \"migracode/feedback/v1\" && d.waiting == 3 && d.items.every(i => i.text.endsWith(\`<!-- migracode-feedback: \${i.exercise} -->\\n\`))"
	out_lacks Sample
	[ ! -e host/log ]
	ms 0 feedback --cohort c1 --to pr --learner L2 --learner L1 --json
	out_json "d.waiting == 3"
	ms 0 feedback --cohort c1 --to pr --learner L1 --json
	out_json "d.waiting == 2"
	ms 3 feedback --cohort c1 --to pr --learner L1 --learner L9
	err_has "L9"
	ms 2 feedback --cohort c1
	err_has "--to pr"
	ms 2 feedback --cohort c1 --to files
	ms 2 feedback --cohort c1 --to pr folder
	ms 3 feedback --cohort c1 --to pr --exercise four
'
for kind in github gitlab forgejo; do
	it "$kind: each target gets a text once, and a changed one replaces it" "$SCHOOL$SCENE KIND=$kind"'
	host "$(world $KIND)"
	have "$ORIGIN/amal/js.git" "git@${ORIGIN#https://}:badr/js.git"
	have "$ORIGIN/amal/js.git" "$ORIGIN/badr/js.git"
	for to in pr issue branch; do
		send 0 --to $to --json
		out_json "d.sent == 3 && d.failed == 0 && d.unchanged == 0"
		before=$(wc -l <host/log)
		send 0 --to $to --json
		out_json "d.sent == 0 && d.unchanged == 3"
		[ "$before" = "$(wc -l <host/log)" ]
	done
	there "r[\"amal/js\"].comments[4].length == 2 && r[\"badr/js\"].comments[9].length == 1"
	there "r[\"amal/js\"].issues.map(i => i.title).sort().join() == \"Feedback: Title of one,Feedback: Title of two\""
	there "Object.keys(r[\"amal/js\"].branches.feedback).sort().join() == \"feedback/one.md,feedback/two.md\""
	there "r[\"amal/js\"].branches.main && Object.keys(r[\"amal/js\"].branches.main).length == 0"
	ms 0 override set --cohort c1 L1 one --points 2 --reason "worked alone | @badr"
	for to in pr issue branch; do
		send 0 --to $to --json
		out_json "d.sent == 1 && d.unchanged == 2"
	done
	there "r[\"amal/js\"].comments[4].length == 2 && r[\"amal/js\"].issues.length == 2"
	there "[r[\"amal/js\"].comments[4][0].body, r[\"amal/js\"].branches.feedback[\"feedback/one.md\"]].every(t => t.includes(\"worked alone\") && t.includes(\"**2/4**\") && !t.includes(\"@badr\"))"
	ms 0 records rebuild --check
	fails grep -rq s3cret-t0ken s
'
done
it "what was sent and not recorded is not sent twice" "$SCHOOL$SCENE"'
	host "$(world forgejo "{\"method\": \"POST\", \"path\": \"comments\", \"fault\": \"kill\"}")"
	have "$ORIGIN/amal/js.git" "$ORIGIN/badr/js.git"
	"$MIGRACODE" --school s feedback --cohort c1 --host "forgejo:$ORIGIN" --yes --to pr >"$OUT" 2>"$ERR" &
	echo $! >host/victim
	wait $! && complain "was not killed" || [ $? = 137 ]
	there "r[\"amal/js\"].comments[4].length == 1"
	[ "$(sqlite3 s/school.db "SELECT count(*) FROM feedback")" = 0 ] || complain "recorded"
	send 0 --to pr --json
	out_json "d.sent == 3"
	there "r[\"amal/js\"].comments[4].length == 2 && r[\"badr/js\"].comments[9].length == 1"
'
on_both "what fails for one learner is told by id and stops nobody else" "$SCENE"'
	host "$(world forgejo "{\"method\": \"GET\", \"path\": \"amal/js/pulls\", \"fault\": \"403\", \"times\": 1}")"
	have "$ORIGIN/amal/js.git" "$ORIGIN/badr/js.git"
	send 4 --to pr --json
	out_json "d.failed == 2 && d.sent == 1 && d.items[0].state == \"failed\" && d.items[0].learner == \"L1\""
	out_json "d.items[0].error.hint.includes(\"write:issue\")"
	out_lacks amal
	send 0 --to pr
	out_has "2 texts sent, 1 unchanged, 0 failed"
	have "$ORIGIN/amal/js.git" "/srv/badr.git"
	ms 0 override set --cohort c1 L2 one --points 2 --reason "sample"
	send 4 --to pr
	err_has "L2, one: the repository is at no host"
	err_lacks badr
	no_leak Sample
'
on_both "nobody writes over what another learner got, or for everybody to read" "$SCENE"'
	host "$(world forgejo)"
	have "$ORIGIN/amal/js.git" "$ORIGIN/Amal/JS"
	send 4 --to issue
	err_has "L1, one: more than one learner has this repository"
	err_has "L2, one: more than one learner has this repository"
	send 4 --to issue --learner L1
	[ ! -e host/log ]
	sed -i "s/\"private\": true/\"private\": false/" host/world.json
	host "$(cat host/world.json)"
	have "$ORIGIN/amal/js.git" "$ORIGIN/badr/js.git"
	send 4 --to issue
	err_has "everybody can read the repository"
	send 0 --to issue --public
	there "r[\"amal/js\"].issues.length == 2"
'
on_both "a host that is gone is not asked for everybody" "$SCENE"'
	host "$(world forgejo "{\"method\": \"GET\", \"path\": \"amal\", \"fault\": \"closed-limit\", \"times\": 99}")"
	have "$ORIGIN/amal/js.git" "$ORIGIN/badr/js.git"
	send 4 --to pr
	err_has "has a rate limit, which ends at 20"
	[ "$(asked badr)" = 0 ] || complain "asked on"
	[ "$(grep -c "rate limit" "$ERR")" = 3 ] || complain "not said of all"
'
on_both "a token goes only to the host that was said" "$SCENE"'
	host "$(world forgejo)"
	have "$ORIGIN/amal/js.git" "$ORIGIN/badr/js.git"
	ms 4 feedback --cohort c1 --to pr --yes
	err_has "there is no token for"
	[ "$(asked s3cret-t0ken)" = 0 ] || complain "sent"
	ms 4 feedback --cohort c1 --to pr --yes --host "forgejo:https://other.example"
	[ "$(asked s3cret-t0ken)" = 0 ] || complain "sent"
	ms 3 feedback --cohort c1 --to pr --yes --host nonsense
	err_has "no address of a host"
'
on_both "files are written for each learner, and only where something changed" "$SCENE"'
	ms 0 feedback --cohort c1 --to files letters
	out_has "3 texts sent, 0 unchanged, 0 failed"
	file_has letters/L1/one.md "## Title of one"
	[ "$(stat -c %a letters/L1/one.md)" = 600 ]
	touch -d 2020-01-01 letters/L1/one.md
	ms 0 feedback --cohort c1 --to files letters --json
	out_json "d.sent == 0 && d.unchanged == 3"
	[ "$(date -r letters/L1/one.md +%Y)" = 2020 ]
	ms 0 feedback --cohort c1 --to files other --module m1 --learner L2 --dry-run
	out_has "1 text to send"
	[ ! -e other ]
	out_has "=== Sample Two"
	: >"$OUT"
	no_leak Sample
'

# An exercise with hidden tests whose texts hold CANARY, and a learner whose program tells all that it gets, and more.
# shellcheck disable=SC2016
LOUD=$FORGE'
export GIT_AUTHOR_NAME=Sample GIT_AUTHOR_EMAIL=sample@example.org GIT_COMMITTER_NAME=Sample GIT_COMMITTER_EMAIL=sample@example.org
ms() { local want=$1; shift; mc "$want" --school s "$@"; }
mkdir -p course/modules/m1/loud/starter course/modules/m1/loud/solution
cat >course/modules/m1/loud/solution/main.sh <<END
read -r line; [ "\$line" != a ] || echo b
END
echo : >course/modules/m1/loud/starter/main.sh
cat >course/modules/m1/loud/exercise.json <<END
{"schema": "migracode/exercise/v1", "id": "loud", "title": {"en": "Loud @staff", "es": "Alto"}, "submit": ["main.sh"], "tests": [
 {"id": "seen", "kind": "io", "run": ["sh", "main.sh"], "stdin": "a\n", "stdout": "b"},
 {"id": "out", "kind": "io", "hidden": true, "title": {"en": "a test", "es": "una prueba"}, "hint": {"en": "look again", "es": "mira otra vez"}, "run": ["sh", "main.sh", "CANARY-ARG"], "stdin": "CANARY-IN\n", "stdout": "CANARY-OUT"},
 {"id": "err", "kind": "io", "hidden": true, "title": "another", "run": ["sh", "main.sh"], "stdin": "a\n", "stderr": "CANARY-ERR", "stdout": "(?i)canary-regex", "compare": "regex", "exit": 7},
 {"id": "lines", "kind": "source", "hidden": true, "title": "a third", "files": ["main.sh"], "absent": [{"regex": "CANARY|evil", "why": "uses what it may not use"}]}]}
END
printf "{\"schema\":\"migracode/module/v1\",\"id\":\"m1\",\"title\":\"M\",\"kind\":\"content\",\"hours\":1,\"exercises\":[\"loud\"]}" >course/modules/m1/module.json
printf "{\"schema\":\"migracode/curriculum/v1\",\"id\":\"course\",\"version\":\"1.0.0\",\"title\":{\"en\":\"C\"},\"languages\":[\"en\",\"es\"],\"modules\":[\"m1\"],\"hours\":2,\"licence\":\"MIT\"}" >course/curriculum.json
mc 0 init school s --curriculum "$PWD/course" --time-zone UTC
ms 0 cohort create --id c1 --start 2026-01-12 --length-days 120
commit() { # TEXT: a new commit of the learner
	mkdir -p work/m1/loud
	[ -d work/.git ] || git init -q -b main work
	printf "%s\n" "$1" >work/m1/loud/main.sh
	git -C work add . && git -C work commit -qm work
	git -C work push -q "$PWD/git/amal/js.git" main
}
git init -q --bare -b main git/amal/js.git
commit "$(cat <<\END
echo "got $* $(cat)" | tee /dev/stderr
cat "$0" /proc/self/cmdline
echo "\`\`\`"; echo "/close"; echo "@staff [x](https://evil.example) ![i](https://evil.example/i.png) <img src=x onerror=y> fixes #12"
echo "<!-- migracode-feedback: loud -->"
exit 3
END
)"
host "$(printf "{\"kind\": \"gitlab\", \"token\": \"s3cret-t0ken\", \"git\": \"%s\", \"repos\": {\"amal/js\": {\"private\": true, \"pulls\": [{\"number\": 4, \"title\": \"Feedback\", \"head\": \"w\", \"base\": \"main\"}]}}}" "$PWD/git")"
printf "learner_id,display_name,language,started_on,repository\nL1,Sample One,es,2026-01-12,%s/amal/js.git\n" "$ORIGIN" >who.csv
ms 0 learner import --cohort c1 --yes who.csv
grade() { ms "${1:-0}" grade --cohort c1 --unverified --json; }
send() { ms 0 feedback --cohort c1 --host "gitlab:$ORIGIN" --yes "$@"; }
'
it "nothing of a hidden test is told, whatever a program does with it" "$LOUD"'
	grade
	out_json "d.computed == 1 && d.faults == 0"
	for to in pr issue branch; do
		ms 0 feedback --cohort c1 --to $to
		out_has "una prueba"
		out_lacks CANARY
		send --to $to --json
		out_json "d.sent == 1 && d.items[0].lang == \"es\""
		out_lacks CANARY
	done
	there "r[\"amal/js\"].comments[4].length == 1 && r[\"amal/js\"].issues.length == 1"
	there "JSON.stringify(r).includes(\"evil.example\") && !/canary/i.test(JSON.stringify(r))"
	send --to files letters
	file_has letters/L1/loud.md "una prueba"
	fails grep -riq canary letters host/log "$OUT" "$ERR"
	# The test can fail: the canary was there to be told.
	mc 0 grade --exercise course/modules/m1/loud --unverified --show-hidden --json work
	out_has "got CANARY-ARG CANARY-IN"
'
it "nothing that a program prints works at the host" "$LOUD"'
	[ -d "$TOP/build/node_modules/markdown-it" ] || skip "markdown-it is not installed: make build/node_modules"
	grade
	send --to files letters
	file_has letters/L1/loud.md "evil.example"
	NODE_PATH="$TOP/build/node_modules" node "$TOP/tests/e2e/read_report.js" markdown letters/L1/loud.md
	fails grep -qE "^[[:space:]]*/" letters/L1/loud.md
	[ "$(grep -c "^<!-- migracode-feedback: loud -->$" letters/L1/loud.md)" -ge 1 ]
	[ "$(tail -n 1 letters/L1/loud.md)" = "<!-- migracode-feedback: loud -->" ]
'
it "a new submission replaces the text, and the same again does not" "$LOUD"'
	grade
	send --to pr
	commit "read -r line; echo b"
	ms 0 fetch --cohort c1
	grade
	send --to pr --json
	out_json "d.sent == 1"
	there "r[\"amal/js\"].comments[4].length == 1 && r[\"amal/js\"].comments[4][0].body.includes(\"$(git -C work rev-parse --short=7 HEAD)\")"
	git -C work commit -q --allow-empty -m again && git -C work push -q "$PWD/git/amal/js.git" main
	grade
	out_json "d.computed == 0"
	send --to pr --json
	out_json "d.sent == 0 && d.unchanged == 1"
'
finish
