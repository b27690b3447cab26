#!/usr/bin/env bash
# Tests that a program of the teacher's judges: the protocol of Kattis, also with both talking to each other.
. "$(dirname "$0")/harness.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	mkdir -p one/tests one/private
	spec() { cat >one/exercise.json <<JSON
{"schema": "migracode/exercise/v1", "id": "talk", "title": "Talk", "submit": ["p.sh"],
 "limits": {"cpu_ms": 1000, "wall_ms": 2000},
 "tests": [$1]}
JSON
	}
	checker() { cat >one/tests/check.sh; }
	program() { mkdir -p "$1"; cat >"$1/p.sh"; }
	one() { spec "{\"id\": \"c\", \"kind\": \"checker\", \"run\": [\"sh\", \"p.sh\"], \"stdin\": \"in\n\", \"answer\": \"ans\n\",
		\"points\": 4, \"checker\": {\"run\": [\"sh\", \"tests/check.sh\"], \"flags\": [\"flag\"]}$1}"; }
	one ""
	judge() { mc 0 grade -e one --unverified --json "$@"; }
	is() { out_json "(t => $1)(d.results[0].tests[0])"; }
'

it "hands over input, answer, folder and flags, and takes 42 and 43" "$LAY"'
	checker <<"SH"
[ "$(cat "$1") $(cat "$2") $4 $#" = "in ans flag 4" ] && [ -d "$3" ] || exit 1
case $3 in */) ;; *) exit 2 ;; esac
read -r line; [ "$line" = yes ] && exit 42
echo "say yes" >"$3/teammessage.txt"; echo "PLANTED" >"$3judgemessage.txt"; exit 43
SH
	program good <<<"echo yes"; program bad <<<"echo no"
	judge good; is "t.verdict === \"pass\" && t.points === 4 && !t.cases"
	judge bad; is "t.verdict === \"fail\" && t.reason.code === \"checker\" && t.reason.params.detail === \"say yes\""
	out_lacks PLANTED
	judge --show-hidden bad; is "t.teacher_note === \"PLANTED\" && t.output === \"no\\n\""
'
it "takes every other end of a checker for a failure of ours" "$LAY"'
	program good <<<"echo yes"
	for end in "exit 0" "exit 1" "exit 44" "kill -9 \$\$" "while :; do :; done" "echo broken here >&2; exit 5"; do
		checker <<<"$end"
		sed -i "s/\"limits\": {[^}]*}/\"limits\": {\"cpu_ms\": 500}/" one/exercise.json
		mc 4 grade -e one --unverified --json good
		is "t.verdict === \"grader-error\" && t.reason.code === \"checker-broken\""
	done
	is "t.reason.text.includes(\"exit status 5\") && t.reason.text.includes(\"broken here\")"
'
it "gives the share of the points that score.txt says" "$LAY"'
	checker <<<"cat >\"\$3\"score.txt; exit 42"
	for share in 0.25:partial:1 1:pass:4 0:fail:0 "0.5 :partial:2"; do
		program p <<<"echo ${share%%:*}"
		judge p; is "t.verdict + \":\" + t.points === \"${share#*:}\""
	done
	for share in 1.5 -1 nan "" 0.5x 1e400; do
		program p <<<"echo $share"
		mc 4 grade -e one --unverified --json p
		is "t.reason.code === \"checker-broken\" && t.reason.text.includes(\"score.txt\")"
	done
'
it "builds the checker, and says so when that fails" "$LAY"'
	echo "int main(void) { return 42; }" >one/tests/check.c
	program good <<<"echo yes"
	spec "{\"id\": \"c\", \"kind\": \"checker\", \"run\": [\"sh\", \"p.sh\"],
		\"checker\": {\"build\": \"gcc -o check tests/check.c\", \"run\": [\"./check\"]}}"
	judge good; is "t.verdict === \"pass\""
	echo "int main(void) { return 42 }" >one/tests/check.c
	mc 4 grade -e one --unverified --json good
	is "t.reason.code === \"checker-broken\" && t.reason.text.includes(\"cannot be built\")"
'
it "keeps checker and program apart" "$LAY"'
	program spy <<<"find . /tmp; cat tests/secret private/* 2>/dev/null; echo end"
	one ", \"hidden\": true"
	echo PLANTED >one/private/secret
	checker <<<"[ -e private/secret ] && [ ! -e p.sh ] && ! grep -q -e PLANTED -e feedback -e case && exit 42; exit 43"
	judge spy; is "t.verdict === \"pass\""
'
it "does not ask the checker about a crash" "$LAY"'
	checker <<<"exit 42"
	program crash <<<"echo yes; exit 3"; program slow <<<"sleep 9"
	judge crash; is "t.verdict === \"fail\" && t.reason.code === \"exit-status\""
	judge slow; is "t.verdict === \"error\" && t.reason.code === \"wall-time\""
	one ", \"exit\": \"any\""
	judge crash; is "t.verdict === \"pass\""
'
it "judges every case of test data" "$LAY"'
	mkdir one/tests/d
	for i in 1 2 3; do echo $i >one/tests/d/$i.in; done; echo 6 >one/tests/d/3.ans
	spec "{\"id\": \"c\", \"kind\": \"data\", \"run\": [\"sh\", \"p.sh\"], \"folder\": \"tests/d\", \"score\": \"sum\", \"points\": 3,
		\"checker\": {\"run\": [\"sh\", \"tests/check.sh\"]}}"
	checker <<<"read -r n; [ \$n = \$((\$(cat \"\$1\") * 2)) ] || { echo \"not \$n\" >\"\$3\"teammessage.txt; exit 43; }
		[ \$n != 6 ] || { cmp -s \"\$2\" - <<X && echo 0.5 >\"\$3\"score.txt
6
X
}; exit 42"
	program p <<<"read -r n; [ \$n = 2 ] && n=5; echo \$((n * 2))"
	judge p; is "t.points === 1.5 && t.cases.list.map(c => c.verdict).join() === \"pass,fail,partial\""
	is "t.reason.params.case === \"2\" && t.reason.params.detail === \"not 10\""
'

# shellcheck disable=SC2016
TALK="$LAY"'
	one ", \"interactive\": true"
	# Asks twice for a number and wants its double.
	checker <<"SH"
for n in 3 4; do
	echo $n
	read -r reply || { echo "no reply to $n" >"$3teammessage.txt"; exit 43; }
	[ "$reply" = $((n * 2)) ] || { echo "$reply" >"$3teammessage.txt"; echo wrong; exit 43; }
done
echo done
exit 42
SH
'
it "lets checker and program talk" "$TALK"'
	program good <<<"while read -r n && [ \$n != done ]; do echo \$((n * 2)); done"
	judge good; is "t.verdict === \"pass\" && t.points === 4"
	program bad <<<"while read -r n; do echo 6; done"
	judge bad; is "t.reason.code === \"checker\" && t.reason.params.detail === \"6\""
	program quiet <<<"exit 0"
	judge quiet; is "t.reason.code === \"checker\" && t.reason.params.detail === \"no reply to 3\""
'
it "never says that an interactive program reads the file of the checker" '
	guess=$TOP/curricula/first-steps/modules/python-basics/py-guess
	mc 0 grade --unverified --format markdown -e "$guess" "$guess/wrong/never-stops"
	out_has "python3 guess.py"
	out_lacks "guess.py <"
'
it "blames a program that crashes or never ends for what becomes of a checker that does not expect it" "$TALK"'
	checker <<"SH"
echo 3
read -r reply || exit 1
[ "$reply" = 6 ] && exit 42
[ "$reply" = 7 ] && exit 43
exit 2
SH
	sed -i "s/\"kind\": \"checker\",/&\"limits\": {\"cpu_ms\": 500},/" one/exercise.json
	program crash <<<"read -r n; kill -SEGV \$\$"
	program gives-up <<<"read -r n; exit 3"
	program loop <<<"while :; do :; done"
	program closes <<<"exec >&-; while :; do :; done"
	judge crash; is "t.verdict === \"error\" && t.reason.code === \"signal\""
	judge gives-up; is "t.verdict === \"fail\" && t.reason.code === \"exit-status\""
	judge loop; is "t.verdict === \"error\" && t.reason.code === \"cpu-time\""
	judge closes; is "t.verdict === \"error\" && t.reason.code === \"cpu-time\""
	# What it cannot read it has to reject; and a program that is through has done nothing wrong.
	program odd <<<"echo 8; read -r n"
	program ends <<<"exit 0"
	for name in odd ends; do
		mc 4 grade -e one --unverified --json $name
		is "t.verdict === \"grader-error\" && t.reason.code === \"checker-broken\""
	done
'
it "blames a program that crashes, unless it was wrong before" "$TALK"'
	program early <<<"read -r n; exit 3"
	judge early; is "t.reason.code === \"exit-status\""
	program late <<<"while read -r n && [ \$n != done ]; do echo \$((n * 2)); done; kill -SEGV \$\$"
	judge late; is "t.verdict === \"error\" && t.reason.code === \"signal\""
	program wrong <<<"read -r n; echo 0; read -r n; kill -SEGV \$\$"
	for i in 1 2 3 4 5; do judge wrong; is "t.reason.code === \"checker\""; done
'
it "stops a program that goes on after it was rejected, and waits for one that was accepted" "$TALK"'
	program on <<<"read -r n; echo 0; while :; do echo more; done"
	judge on; is "t.reason.code === \"checker\""
	program after <<<"while read -r n && [ \$n != done ]; do echo \$((n * 2)); done; while :; do :; done"
	judge after; is "[\"cpu-time\", \"wall-time\"].includes(t.reason.code)"
'
it "ends when both wait, which is the fault of the program" "$TALK"'
	program waits <<<"read -r n; read -r n"
	judge waits; is "t.verdict === \"error\" && t.reason.code === \"wall-time\""
	program closed <<<"read -r n; exec >&-; read -r n"
	judge closed; is "t.verdict === \"error\" && t.reason.code === \"wall-time\""
'
it "lets a program end before it has read everything" "$TALK"'
	checker <<<"i=0; while [ \$i -lt 50000 ]; do echo line \$i; i=\$((i + 1)); done; read -r x && [ \$x = ok ] && exit 42; exit 43"
	program ends <<<"echo ok"
	judge ends; is "t.verdict === \"pass\""
'
it "takes a checker that breaks while talking for a failure of ours" "$TALK"'
	checker <<<"echo 3; exit 0"
	program good <<<"read -r n; echo \$((n * 2))"
	mc 4 grade -e one --unverified --json good
	is "t.verdict === \"grader-error\" && t.reason.code === \"checker-broken\""
'
finish
