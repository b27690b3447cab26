#!/usr/bin/env bash
# Tests of kind time: no slower than so many times the reference solution.  Programs here differ so much that no load of the
# machine can hide it.
. "$(dirname "$0")/harness.sh"

SCENE='
	# timed MORE: an exercise in ex/ whose reference counts pairs quickly; hand_in PROGRAM: what a student hands in.
	timed() {
		mkdir -p ex/solution ex/starter
		printf "%s" "{\"schema\": \"migracode/exercise/v1\", \"id\": \"ex\", \"title\": \"Sample\", \"submit\": [\"a.py\"],
			\"tests\": [{\"id\": \"right\", \"kind\": \"io\", \"run\": [\"python3\", \"a.py\"], \"stdin\": \"3\", \"stdout\": \"3\"},
				{\"id\": \"quick\", \"kind\": \"time\", \"hidden\": true, \"run\": [\"python3\", \"a.py\"], \"stdin\": \"2500\",
				\"factor\": 3 ${1:-}}]}" >ex/exercise.json
		echo "n = int(input()); print(n * (n - 1) // 2)" >ex/solution/a.py
		echo "" >ex/starter/a.py
	}
	slow="n = int(input()); print(sum(1 for a in range(n) for b in range(a)))"
	hand_in() { echo "$1" >ex/a.py; }
	quick() { node -e "const d = JSON.parse(require(\"fs\").readFileSync(process.argv[1], \"utf8\"));
		const t = d.tests[1], r = t.reason, p = r && r.params; if (!(eval(process.argv[2]))) { console.log(t); process.exit(1); }" "$OUT" "$1" ||
		complain "not true: $1"; }
	says() { tr "\n" " " <"$OUT" | tr -s " " | grep -qF -e "$1" || complain "stdout does not say: $1"; }
'
it "pass what is about as quick" "$SCENE"'
	timed
	hand_in "n = int(input()); print(sum(range(n)))"
	mc 0 check ex
'
it "tell how many times slower a program is" "$SCENE"'
	timed
	hand_in "$slow"
	mc 1 check ex --json
	quick "t.verdict === \"fail\" && r.code === \"slow\" && p.subject === \"3\" && p.got > 3 * p.want && p.want > 0 && !p.detail"
	mc 1 check ex
	says "right, but too slow: it took "
	says " times as long as the reference solution ("
	says "; allowed are 3 times. Does it do"
'
it "call a program slow, not endless, when its limit ends it" "$SCENE"'
	timed ", \"stdin\": \"90000\", \"limits\": {\"cpu_ms\": 900, \"wall_ms\": 30000}"
	sed -i "s/\"stdin\": \"2500\",//" ex/exercise.json
	hand_in "$slow"
	mc 1 check ex --json
	quick "t.verdict === \"fail\" && r.code === \"slow\" && p.detail === \"stopped\" && p.got >= 890000"
	mc 1 check ex
	says "it was stopped after "
'
it "take no quick program that prints something else" "$SCENE"'
	timed
	hand_in "print(3)"
	mc 1 check ex --json
	quick "t.verdict === \"fail\" && r.code === \"differs\" && t.expected === null && t.actual === null"
	hand_in "n = int(input()); print(sum(range(n))); raise SystemExit(n > 3)"
	mc 1 check ex --json
	quick "r.code === \"exit-status\" && p.got === 1"
	hand_in "import os; os.abort() if int(input()) > 3 else print(3)"
	mc 1 check ex --json
	quick "t.verdict === \"error\" && r.code === \"signal\""
'
it "keep the reference solution from the program" "$SCENE"'
	timed
	hand_in "import os
n = int(input())
seen = [os.path.join(folder, name) for top in (\"/box\", \"/tmp\", \"/root\", \"/home\", \"/dev/shm\")
        for folder, _, files in os.walk(top) for name in files]
print(n * (n - 1) // 2, seen if seen != [\"/box/a.py\"] else \"\")"
	mc 0 check ex
'
it "blame nobody when the reference solution cannot be measured" "$SCENE"'
	timed
	hand_in "n = int(input()); print(n * (n - 1) // 2)"
	echo "raise SystemExit(4)" >ex/solution/a.py
	mc 4 check ex --json
	quick "t.verdict === \"grader-error\" && r.code === \"reference\" && p.detail.includes(\"exit status\")"
	rm -r ex/solution
	mc 4 check ex --json
	quick "t.verdict === \"grader-error\" && r.code === \"reference\" && p.detail.includes(\"solution/\")"
'
it "build the reference solution as it builds what is handed in" "$SCENE"'
	timed ", \"run\": [\"./a.sh\"]"
	sed -i "s/\"run\": \[\"python3\", \"a.py\"\], \"stdin\": \"2500\"/\"stdin\": \"2500\"/; s/\"tests\":/\"build\": {\"run\": \"{ echo \\\\\"#!\/usr\/bin\/python3\\\\\"; cat a.py; } >a.sh \\&\\& chmod +x a.sh\"}, &/" ex/exercise.json
	hand_in "n = int(input()); print(n * (n - 1) // 2)"
	mc 0 check ex
	hand_in "$slow"
	mc 1 check ex --json
	quick "r.code === \"slow\""
'
it "count the reference solution for the hash" "$SCENE"'
	timed
	hand_in "n = int(input()); print(sum(range(n)))"
	mc 0 check ex --json
	before=$(node -p "JSON.parse(require(\"fs\").readFileSync(\"$OUT\")).spec")
	echo "# other" >>ex/solution/a.py
	mc 0 check ex --json
	[ "$before" != "$(node -p "JSON.parse(require(\"fs\").readFileSync(\"$OUT\")).spec")" ]
'
it "withhold it from students" "$SCENE"'
	timed
	mkdir -p course/modules/m
	mv ex course/modules/m/ex
	echo "{\"schema\": \"migracode/curriculum/v1\", \"id\": \"c\", \"version\": \"1.0.0\", \"title\": \"C\", \"languages\": [\"en\"], \"modules\": [\"m\"], \"hours\": 1, \"licence\": \"CC-BY-4.0\"}" >course/curriculum.json
	echo "{\"schema\": \"migracode/module/v1\", \"id\": \"m\", \"title\": \"M\", \"kind\": \"content\", \"hours\": 1, \"exercises\": [\"ex\"]}" >course/modules/m/module.json
	mc 0 workspace build --curriculum course out
	spec=$(find out -name exercise.json)
	grep -q withheld "$spec"
	fails grep -q factor "$spec"
	fails grep -rq "n - 1" out
'
it "ask for hidden and for a slow wrong solution" "$SCENE"'
	timed
	mc 0 lint ex
	out_has "no wrong solution shows that the test '"'quick'"' notices a slow program"
	sed -i "s/\"hidden\": true, //" ex/exercise.json
	mc 3 lint ex
	out_has "add \"hidden\": true"
	timed
	sed -i "s/\"tests\":/\"keep_files\": true, &/" ex/exercise.json
	mc 3 lint ex
	out_has "runs a program several times, and each time must begin anew"
'
it "prove a slow wrong solution with verify" "$SCENE"'
	timed
	mkdir -p ex/wrong/pairs
	echo "$slow" >ex/wrong/pairs/a.py
	sed -i "s/]}\$/], \"wrong\": {\"pairs\": {\"fails\": [\"quick\"]}}}/" ex/exercise.json
	mc 0 verify --runs 2 ex
'
finish
