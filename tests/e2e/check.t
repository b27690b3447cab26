#!/usr/bin/env bash
# What 'check' shows a student: what passes, why the first failure fails, in their language, and never what is hidden.
. "$(dirname "$0")/harness.sh"

# shellcheck disable=SC2016 # expanded by the tests' own shells
LAY='
	mkdir -p one/private
	cat >one/exercise.json <<"JSON"
{"schema": "migracode/exercise/v1", "id": "greet", "title": {"en": "Greet", "es": "Saluda"}, "submit": ["greet.sh"],
 "limits": {"cpu_ms": 1000, "wall_ms": 30000, "memory_mb": 64, "output_kb": 16, "processes": 16, "disk_mb": 8},
 "tests": [
  {"id": "says", "title": {"en": "greets Ana", "es": "saluda a Ana"}, "kind": "io", "run": ["sh", "greet.sh"], "stdin": "Ana\n",
   "stdout": "Hello Ana", "hint": {"en": "Use read", "es": "Usa read"}},
  {"id": "again", "kind": "io", "run": ["sh", "greet.sh"], "stdin": {"file": "private/in"}, "stdout": "Hello PLANTED-77",
   "hidden": true, "points": 2}]}
JSON
	echo PLANTED-77 >one/private/in
	answer() { cat >one/greet.sh; }
	answer <<<"read -r n; echo \"Hello \$n\""
'

it "exits 0 when all passes, 1 when something does not" "$LAY"'
	mc 0 check one
	out_has "passed: 3 points"
	answer <<<"read -r n; echo \"Hola \$n\""
	mc 1 check one
	out_has "0 of 3 points"
	out_has "Hello Ana"
	out_has "Hola Ana"
	out_has "Use read"
	cd one
	mc 1 check
'
it "gives the points of extra tests on top, and lets them decide nothing" "$LAY"'
	sed -i "s/\"hidden\": true, \"points\": 2/\"extra\": true, &/; s/\"hidden\": true, //; s/{\"file\": \"private.in\"}/\"Bo\\\\n\"/; s/PLANTED-77/Bo/" one/exercise.json
	mc 0 check one
	out_has "2 points, extra"
	mc 0 check --json one
	out_json "d.verdict == \"pass\" && d.points == 3 && d.max == 1 && d.tests[1].extra && !(\"extra\" in d.tests[0])"
	answer <<<"echo Hello Ana"
	mc 0 check --json one
	out_json "d.verdict == \"pass\" && d.points == 1 && d.tests[1].verdict == \"fail\""
	mc 0 check one
	mc 0 grade -e one --unverified --format classroom50 --meta classroom=c --meta owner=o --meta submission=submit/1 --meta commit=c --meta release=r --meta review=v --meta datetime=2026-10-02T18:00:00Z one
	out_json "d.score == 1 && d[\"max-score\"] == 1 && d.tests[1][\"test-name\"].includes(\"extra\")"
'
it "prints one document with every key that programs rely on" "$LAY"'
	answer <<<"echo Hello Ana"
	mc 1 check --json one
	[ "$(wc -l <"$OUT")" -eq 1 ]
	out_json "d.schema === \"migracode/result/v1\" && d.exercise === \"greet\" && d.verdict === \"partial\""
	out_json "d.points === 1 && d.max === 3 && [\"full\", \"basic\", \"none\"].includes(d.protection.level)"
	out_json "d.tests.map(t => t.id).join() === \"says,again\" && d.tests.every(t => t.kind === \"io\" && t.ms >= 0)"
	out_json "d.tests[0].verdict === \"pass\" && d.tests[0].points === 1 && d.tests[0].max === 1 && d.tests[0].reason === null"
	out_json "d.tests[1].verdict === \"fail\" && d.tests[1].points === 0 && d.tests[1].max === 2"
	out_json "d.tests[1].reason.code === \"differs\" && d.tests[1].expected === null && d.tests[1].actual === null"
'
it "never shows what is hidden" "$LAY"'
	answer <<<"cat; cat greet.sh >&2"
	for words in "" --json --verbose "--lang es"; do
		mc 1 check $words one
		out_lacks PLANTED
		err_lacks PLANTED
	done
	answer <<<"read -r n; [ \"\$n\" = Ana ] && echo Hello Ana || exit 3"
	mc 1 check --verbose one
	out_lacks PLANTED
'
it "speaks Spanish when asked, by option or environment" "$LAY"'
	answer <<<"read -r n; echo \"Hola \$n\""
	mc 1 check --lang es one
	out_has "Saluda"
	out_has "Usa read"
	out_has "0 de 3 puntos"
	out_lacks "points"
	LANGUAGE=es LC_ALL=es_ES.UTF-8 mc 1 check one
	out_has "0 de 3 puntos"
	mc 1 check --lang es --json one
	out_json "d.verdict === \"fail\" && d.tests[0].title === \"saluda a Ana\" && d.tests[0].hint === \"Usa read\""
'
it "gives each way of ending its own reason" "$LAY"'
	reason() { mc 1 check --json one; out_json "d.tests[0].reason.code === \"$1\""; }
	answer <<<"exit 3"
	reason exit-status
	answer <<<"kill -SEGV \$\$"
	reason signal
	answer <<<"while :; do :; done"
	reason cpu-time
	answer <<<"while :; do echo Hello Ana; done"
	reason output
	answer <<<"cat /dev/zero >big || exit 1"
	reason disk
	answer <<<"printf \"Hello   Ana \\n\"; :"
	mc 1 check --json one
	out_json "d.tests[0].verdict === \"pass\""
	rm one/greet.sh
	reason missing-file
'
it "makes a program that hangs and prints odd bytes readable" "$LAY"'
	answer <<<"printf \"\\033[31mHello\\t\\001Ana\\377\\n\""
	mc 1 check one
	if LC_ALL=C tr -d "\n" <"$OUT" | grep "[[:cntrl:]]"; then exit 1; fi
	iconv -f UTF-8 -t UTF-8 "$OUT" >/dev/null
	mc 1 check --json one
	iconv -f UTF-8 -t UTF-8 "$OUT" >/dev/null
'
it "says how much of a long output was left out" "$LAY"'
	sed -i "s/\"output_kb\": 16/\"output_kb\": 512/" one/exercise.json
	answer <<<"head -c 300000 /dev/zero | tr \"\\0\" y"
	mc 1 check --json one
	out_json "d.tests[0].lost_bytes > 100000 && d.tests[0].actual.length < 200000"
	[ "$(wc -c <"$OUT")" -lt 400000 ]
	mc 1 check one
	[ "$(wc -c <"$OUT")" -lt 20000 ]
'
it "says what is wrong with a spec or a folder" "$LAY"'
	mkdir nothing
	mc 5 check nothing
	err_has nothing
	echo "{" >one/exercise.json
	mc 3 check one
	err_has "exercise.json:"
	mc 3 check --json one
	out_json "d.schema === \"migracode/error/v1\""
'
it "goes through a course in the order of the course, what it does not name last" '
	mkdir -p course/modules/b course/modules/a
	for name in b/two b/one b/three a/four; do
		cp -r "$TOP/curricula/first-steps/modules/shell-basics/sh-greeting/." course/modules/$name
		sed -i "s/\"id\": \"sh-greeting\"/\"id\": \"${name#*/}\"/" course/modules/$name/exercise.json
	done
	echo "{\"modules\": [\"gone\", \"b\", \"a\"]}" >course/curriculum.json
	echo "{\"exercises\": [\"two\", 7, \"three\"]}" >course/modules/b/module.json
	echo "{\"exercises" >course/modules/a/module.json
	mc 1 check course
	[ "$(grep -oE "^(one|two|three|four) " "$OUT" | tr -d "\n")" = "two three one four " ]
	mc 1 check course/modules
	[ "$(grep -oE "^(one|two|three|four) " "$OUT" | tr -d "\n")" = "two three one four " ]
'
it "gives a program no real-time scheduling of whoever started it" "$LAY"'
	chrt -f 1 true 2>/dev/null || skip "needs the right to schedule"
	answer <<<"cut -d \" \" -f 41 /proc/self/stat"
	chrt -f 1 "$MIGRACODE" check --json one >"$OUT" || true
	out_json "d.tests[0].actual === \"0\\n\""
'
it "says when there is no test of that name" '
	mc 3 check "$TOP/curricula/first-steps/modules/shell-basics/sh-greeting" --test one-nam
	err_has "has no test '"'one-nam'"'"
	err_has "did you mean '"'one-name'"'"
	mc 3 grade --unverified -e "$TOP/curricula/first-steps/modules/shell-basics/sh-greeting" -t nonsense .
	err_has "has no test '"'nonsense'"'"
'
finish
