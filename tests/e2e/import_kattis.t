#!/usr/bin/env bash
# Problem packages of Kattis: imported, and judged as they are.
. "$(dirname "$0")/harness.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	# file PATH: standard input into a file of the package "p"
	file() { mkdir -p "p/$(dirname "$1")"; cat >"p/$1"; }
	cases() { local at=$1; shift; for n; do file "$at/$n.in" <<<"$n"; file "$at/$n.ans" <<<"$((n * 2))"; done; }
	# sub FOLDER NAME PROGRAM
	sub() { file "submissions/$1/$2" <<<"$3"; }
	DOUBLE="read -r n; echo \$((n * 2))"
	double() {
		printf "name: Double\nlimits: {time_limit: 1, memory: 256}\n%s\n" "$1" | file problem.yaml
		cases data/sample 1
		cases data/secret 2 10
		sub accepted double.sh "$DOUBLE"
	}
	# outcome NAME: how verify judges submissions/NAME and its copy after the import
	both() {
		mc 0 lint p
		mc 0 verify --runs 1 p
		mc 0 import --from kattis p imported
		mc 0 lint imported
		mc 0 fmt --check imported
		mc 0 verify --runs 1 imported
	}
'

it "imports a package that proves itself, with the outcome of every submission" "$LAY"'
	double ""
	sub accepted other.py "print(int(input()) * 2)"
	sub wrong_answer ends.sh "read -r n; echo \$((n + n - (n == 10)))"
	sub run_time_error crash.sh "exit 3"
	sub time_limit_exceeded slow.sh "while :; do :; done"
	both
	mc 0 verify --runs 1 --json p
	out_json "d.exercises[0].solutions.filter(s => s.kind === \"wrong\").length === 4"
	out_json "d.exercises[0].solutions.find(s => s.name === \"submissions/run_time_error/crash.sh\").outcome === \"run_time_error\""
	mc 0 verify --runs 1 --json imported
	out_json "d.exercises[0].solutions.filter(s => s.outcome).map(s => s.outcome).sort().join() === \"accepted,run_time_error,time_limit_exceeded,wrong_answer\""
	file_has imported/exercise.json "\"title\": {\"en\": \"Double\"}"
	[ -e imported/solution/double.sh ] && [ -e imported/wrong/accepted-other-py/other.py ]
	[ -e imported/tests/sample/1.in ] && [ -e imported/private/secret/10.ans ]
'
it "names a submission that comes out in another way than its folder says" "$LAY"'
	double ""
	sub wrong_answer crash.sh "exit 3"
	mc 1 verify --runs 1 p
	out_has "should be '"'wrong_answer', but is 'run_time_error'"'"
	mc 0 import p imported
	mc 1 verify --runs 1 imported
	out_has "should be '"'wrong_answer', but is 'run_time_error'"'"
'
it "takes everything or nothing in a pass-fail problem, samples first" "$LAY"'
	double ""
	mkdir one
	echo "read -r n; echo 4" >one/a.sh
	mc 0 grade --unverified --json -e p one
	out_json "d.results[0].points === 0 && d.results[0].max === 1"
	out_json "d.results[0].tests.map(t => t.verdict).join() === \"fail,skipped\""
	echo "read -r n; [ \$n = 10 ] || echo \$((n * 2))" >one/a.sh
	for spec in p imported; do
		[ -e $spec ] || mc 0 import p imported
		mc 0 grade --unverified --json -e $spec one
		out_json "d.results[0].points === 0 && d.results[0].tests.map(t => t.verdict).join() === \"pass,fail\""
	done
	echo "x" >one/b.py
	mc 0 grade --unverified --json -e p one
	out_json "d.results[0].tests[0].reason.code === \"build\""
'
it "gives the points of groups, and half of them where half is accepted" "$LAY"'
	double "type: scoring"
	rm -r p/data/secret
	cases data/secret/small 2 3
	cases data/secret/large 100 200
	printf "grader_flags: ignore_sample\n" | file data/testdata.yaml
	printf "on_reject: continue\ngrader_flags: accept_if_any_accepted\nrange: 0 100\n" | file data/secret/testdata.yaml
	printf "on_reject: break\naccept_score: 40\nrange: 0 40\ngrader_flags: min\n" | file data/secret/small/testdata.yaml
	printf "on_reject: break\naccept_score: 60\nrange: 0 60\ngrader_flags: min\n" | file data/secret/large/testdata.yaml
	sub partially_accepted small.sh "read -r n; [ \$n -gt 99 ] || echo \$((n * 2))"
	both
	for spec in p imported; do
		mc 0 grade --unverified --json -e $spec p/submissions/partially_accepted
		out_json "d.results[0].points === 40 && d.results[0].max === 100"
	done
'
it "reads the groups and constants of the newer version" "$LAY"'
	double "problem_format_version: 2025-09
type: scoring
constants: {two: 2}"
	rm -r p/data/secret p/submissions/accepted/*
	cases data/secret/small 2 3
	cases data/secret/large 100 200
	printf "max_score: 30\n" | file data/secret/small/test_group.yaml
	printf "max_score: 70\nscore_aggregation: sum\n" | file data/secret/large/test_group.yaml
	file include/default/two.txt <<<"{{two}}"
	sub accepted a.sh "read -r n; echo \$((n * \$(cat two.txt)))"
	sub partially_accepted small.sh "read -r n; [ \$n -gt 100 ] || echo \$((n * 2))"
	sub wrong_answer none.sh "read -r n; [ \$n -gt 2 ] || echo \$((n * 2))"
	both
	for spec in p imported; do
		mc 0 grade --unverified --json -e $spec p/submissions/partially_accepted p/submissions/wrong_answer
		out_json "d.results[0].points === 65 && d.results[0].max === 100 && d.results[1].points === 0"
	done
'
it "judges by an output validator, built or not" "$LAY"'
	command -v gcc >/dev/null || skip "gcc is not installed"
	double "validation: custom
validator_flags: tight"
	file output_validators/near/near.c <<-"C"
	#include <stdio.h>
	#include <string.h>
	int main(int argc, char **argv)
	{
		int want, got;
		FILE *answer = fopen(argv[2], "r");

		if (argc < 5 || strcmp(argv[4], "tight") != 0 || !answer || fscanf(answer, "%d", &want) != 1)
			return 1;
		return scanf("%d", &got) == 1 && got >= want && got <= want + 1 ? 42 : 43;
	}
	C
	sub accepted near.sh "read -r n; echo \$((n * 2 + 1))"
	sub wrong_answer far.sh "read -r n; echo \$((n * 2 + 2))"
	both
	err_lacks "error"
'
it "takes the part of the points that score_multiplier.txt says" "$LAY"'
	double "problem_format_version: 2025-09
type: scoring"
	rm -r p/data/secret
	cases data/secret/big 2 3
	printf "max_score: 80\nscore_aggregation: sum\n" | file data/secret/big/test_group.yaml
	# the program says its share in the first line
	file output_validator/share.py <<-"PY"
	import sys
	words = sys.stdin.buffer.read().split()
	if words[:1] != open(sys.argv[2], "rb").read().split():
	    sys.exit(43)
	for name, word in zip(["score_multiplier.txt", "score.txt"], words[1:]):
	    open(sys.argv[3] + "/" + name, "wb").write(word)
	sys.exit(42)
	PY
	sub accepted double.sh "$DOUBLE"
	sub partially_accepted quarter.sh "$DOUBLE; echo 0.25"
	both
	for spec in p imported; do
		mc 0 grade --unverified --json -e $spec p/submissions/partially_accepted
		out_json "d.results[0].points === 20 && d.results[0].max === 80"
	done
	mkdir one
	for words in "1.5:score_multiplier.txt" "x:score_multiplier.txt" "0.5 1:both" "-0.1:score_multiplier.txt"; do
		echo "$DOUBLE; echo ${words%:*}" >one/a.sh
		mc 4 grade --unverified --json -e p one
		out_has "checker-broken"; out_has "${words#*:}"
	done
	# before 2025-09 the file means nothing, and in a problem without points it is a fault
	echo "$DOUBLE; echo 0.5" >one/a.sh
	sed -i "s/type: scoring/type: pass-fail/" p/problem.yaml
	mc 4 grade --unverified --json -e p one
	out_has "it writes score_multiplier.txt, but the problem has no scores"
	mv p/output_validator p/output_validators
	printf "name: Double\nvalidation: custom\nlimits: {time_limit: 1, memory: 256}\n" | file problem.yaml
	mc 0 grade --unverified --json -e p one
	out_json "d.results[0].points === d.results[0].max"
'
it "lets an interactive validator talk to the program" "$LAY"'
	printf "name: {en: Guess, es: Adivina}\nvalidation: custom interactive\n" | file problem.yaml
	printf 1 | file .timelimit
	for n in 1 77 100; do file data/secret/$n.in <<<"$n"; file data/secret/$n.ans <<<""; done
	file output_validators/talk.sh <<-"SH"
	read -r secret <"$1"
	for _ in 1 2 3 4 5 6 7; do
		read -r guess || exit 43
		if [ "$guess" = "$secret" ]; then echo correct; exit 42; fi
		if [ "$guess" -lt "$secret" ]; then echo higher; else echo lower; fi
	done
	exit 43
	SH
	sub accepted half.sh "a=1 b=100; while :; do m=\$(((a + b) / 2)); echo \$m; read -r w; case \$w in correct) exit ;; higher) a=\$((m + 1)) ;; *) b=\$((m - 1)) ;; esac; done"
	sub wrong_answer one.sh "n=1; while :; do echo \$n; n=\$((n + 1)); read -r w || exit 0; [ \$w != correct ] || exit 0; done"
	both
	file_has imported/exercise.json "\"interactive\": true"
	file_has imported/exercise.json "\"es\": \"Adivina\""
'
it "compares as the default validator does, with its flags" "$LAY"'
	double "validator_flags: float_tolerance 1e-2"
	mkdir one
	echo "read -r n; printf \"  %s.001e0\n\n\" \$((n * 2))" >one/a.sh
	for spec in p imported; do
		[ -e $spec ] || mc 0 import p imported
		mc 0 grade --unverified --json -e $spec one
		out_json "d.results[0].verdict === \"pass\""
	done
	sed -i "s/float_tolerance 1e-2/space_change_sensitive case_sensitive/" p/problem.yaml
	rm -r imported
	echo "read -r n; printf \"%s \n\" \$((n * 2))" >one/a.sh
	for spec in p imported; do
		[ -e $spec ] || mc 0 import p imported
		mc 0 grade --unverified --json -e $spec one p/submissions/accepted
		out_json "d.results[0].verdict === \"fail\" && d.results[1].verdict === \"pass\""
	done
	sed -i "s/space_change_sensitive/sensitive_space/" p/problem.yaml
	mc 3 import p again
	err_has "no flag '"'sensitive_space'"'"
'
it "lays include/ beside the program" "$LAY"'
	double ""
	rm p/submissions/accepted/*
	file include/bash/help.sh <<<"double() { echo \$((\$1 * 2)); }"
	sub accepted main.sh ". ./help.sh; read -r n; double \$n"
	both
'
it "follows links inside the package, and no others" "$LAY"'
	double ""
	ln -s ../sample/1.in p/data/secret/3.in
	ln -s 3-too p/data/secret/3.ans
	ln -s ../sample/1.ans p/data/secret/3-too
	both
	[ "$(cat imported/private/secret/3.ans)" = 2 ] && [ ! -L imported/private/secret/3.ans ]
	ln -s ../../../outside p/data/secret/4.in
	echo 4 >outside
	echo 8 >p/data/secret/4.ans
	mc 3 import p again
	err_has "data/secret/4.in: this link leads to no file that is read of the package"
	rm p/data/secret/4.in
	ln -s /etc/passwd p/data/secret/4.in
	mc 3 import p again
'
it "lists what is not carried over" "$LAY"'
	double "author: Sample Author
license: cc by-sa"
	printf "Write \$2n\$.\n" | file problem_statement/problem.en.md
	printf "Escribe \$2n\$. {{nextsample}}\n" | file problem_statement/problem.es.md
	file input_validators/check.py <<<"exit(42)"
	file graders/grade.py <<<"print()"
	file attachments/a.txt <<<"a"
	sub accepted old.py "#!/usr/bin/python2
print 2"
	sub accepted strange.bf "+"
	sub rejected some.sh "echo"
	mc 0 import --json p imported
	for what in "not carried over: .author., .license." "input validators are not run" "graders of your own" "attachments are not" \
		"kind .python2. are" "kind .\.bf. are" "its folder promises nothing" "marks such as"; do
		out_json "d.lost.some(l => /$what/.test(l.message))"
	done
	out_json "d.from === \"kattis\" && d.solution"
	[ "$(head -n 1 imported/README.md)" = "# Double" ] && file_has imported/README.es.md "Escribe"
	printf "unknown: 1\n" >>p/problem.yaml
	mc 3 import p again
	err_has "problem.yaml:5:1: unknown key '"'unknown'"'"
	[ ! -e again ]
'
finish
