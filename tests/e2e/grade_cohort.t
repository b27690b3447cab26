#!/usr/bin/env bash
# What 'grade --cohort' promises: each submission once, nothing twice, and a word for whatever goes wrong.
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/cohort_repos.sh"
start_postgres

it_both "computes each submission once, then only what is new" "$COHORT"'
	lay 30 3
	ms 0 grade --cohort c1 --json
	out_json "d.schema == \"migracode/cohort-grade/v1\" && d.cohort == \"c1\" && d.computed == 81 && d.known == 0 && d.faults == 0"
	out_json "d.tally.pass == 63 && d.tally.error + d.tally.fail + d.tally.partial == 18 && d.tally[\"not-submitted\"] == 9"
	out_json "d.learners.length == 30 && d.learners.every(l => l.repository == \"ready\" && l.new && /^[0-9a-f]{40}$/.test(l.tip))"
	out_json "d.results.length == 90 && d.results.every(r => r.state == \"not-submitted\" ? !(\"points\" in r) : r.computed && r.max == 3)"
	table first.csv
	[ "$(grep -c ,graded, first.csv)" = 81 ]
	ms 0 grade --cohort c1 --json
	out_json "d.computed == 0 && d.known == 81 && d.tally.pass == 63 && d.learners.every(l => !l.new)"
	table again.csv
	cmp first.csv again.csv
	push c L0002 more
	ms 0 grade --cohort c1 --json
	out_json "d.computed == 1 && d.known == 80 && d.learners.filter(l => l.new).map(l => l.id).join() == \"L0002\""
	out_json "d.results.filter(r => r.computed).map(r => r.learner + r.exercise).join() == \"L0002e01\""
	[ "$(sql "SELECT COUNT(*) FROM event WHERE kind = '\''submission.graded'\''")" = 82 ]
	ms 0 records rebuild --check
	fails grep -rqE "Sample Learner|sample7@example" c/school/results c/school/school.json
	fails grep -qE "Sample|example.org|repos/" <<<"$(sql "SELECT body FROM event WHERE kind = '\''submission.graded'\''")"
'
it_both "grades again what a changed spec or another program decides, and names it" "$COHORT"'
	lay 6 3
	mkdir -p tools/.bin
	export MIGRACODE_NODE_MODULES=$PWD/tools
	printf "#!/bin/sh\nexec sh \"\$@\"\n" >tools/.bin/adder
	chmod +x tools/.bin/adder
	sed -i "s/\"sh\"/\"adder\"/" c/curriculum/modules/sums/e02/exercise.json
	mc 0 verify c/curriculum
	ms 0 grade --cohort c1 --json
	graded=$(node -pe "JSON.parse(require(\"fs\").readFileSync(process.argv[1])).results.filter(r => r.exercise == \"e02\" && r.computed).length" "$OUT")
	sed -i "s/\"3000 and 71\"/\"large\"/; s/\"stdout\": \"6071\"/\"stdout\": \"6072\"/" c/curriculum/modules/sums/e01/exercise.json
	ms 3 grade --cohort c1 --json
	err_has "the test spec of '\''e01'\'' is not verified"
	ms 0 grade --cohort c1 --unverified --json
	out_json "d.computed > 0 && d.results.every(r => r.exercise == \"e01\" || !r.computed)"
	out_json "d.tally.pass < 10 && d.changed_tools.length == 0"
	echo "# another version" >>tools/.bin/adder
	ms 0 grade --cohort c1 --unverified
	out_has "adder changed: $graded results are computed again"
	ms 0 grade --cohort c1 --unverified --json
	out_json "d.computed == 0 && d.changed_tools.length == 0"
'
it "shares the work of two graders on one school" "$COHORT"'
	lay 12 3
	"$MIGRACODE" --school c/school grade --cohort c1 --json --jobs 2 >one.json 2>one.err &
	one=$!
	"$MIGRACODE" --school c/school grade --cohort c1 --json --jobs 2 >two.json 2>two.err &
	wait $!
	wait $one
	node -e "
		const [a, b] = [\"one\", \"two\"].map(n => JSON.parse(require(\"fs\").readFileSync(n + \".json\")));
		const keys = new Set(a.results.map(r => r.key).filter(k => k));
		if (a.computed + b.computed !== keys.size) throw new Error(a.computed + \" + \" + b.computed + \" of \" + keys.size);
		if (a.faults + b.faults !== 0) throw new Error(\"faults\");
		for (let i = 0; i < a.results.length; i++)
			if (a.results[i].points !== b.results[i].points) throw new Error(\"they differ\");
	"
	ms 0 records rebuild --check
'
it "says of each learner what is wrong, and grades the others" "$COHORT"'
	lay 8 2
	ms 0 grade --cohort c1
	out_has "c1: 8 learners, "
	out_has "next: migracode results --cohort c1"
	rm -rf c/repos/L0003.git
	push c L0004 more
	printf "learner_id,repository\nL0009,\n" >more.csv
	ms 0 learner import --cohort c1 --yes more.csv
	ms 4 grade --cohort c1 --json
	out_json "d.faults == 1 && d.computed == 1"
	out_json "d.learners.find(l => l.id == \"L0003\").repository == \"not-fetched\""
	out_json "d.learners.find(l => l.id == \"L0009\").repository == \"no-repository\""
	out_json "d.results.filter(r => r.learner == \"L0003\").every(r => r.state == \"graded\" || r.state == \"not-submitted\")"
	out_json "d.results.filter(r => r.learner == \"L0009\").every(r => r.state == \"not-looked-at\" && !(\"points\" in r))"
	ms 4 grade --cohort c1
	out_has "L0003: not fetched: "
	out_has "L0009: the records have no repository"
	out_lacks "Sample Learner"
	out_lacks "c/repos"
	err_lacks "Sample Learner"
	err_lacks "c/repos"
	ms 0 grade --cohort c1 --no-fetch --learner L0004 --json
	out_json "d.learners.length == 1 && d.faults == 0"
'
it "takes no fault of ours for a zero, and tries it again" "$COHORT"'
	lay 4 2
	sed -i "s/\"sh\"/\"no-such-tool\"/" c/curriculum/modules/sums/e02/exercise.json
	ms 4 grade --cohort c1 --unverified --json
	out_json "d.faults == d.tally[\"no-verdict\"] && d.faults > 0"
	out_json "d.results.filter(r => r.exercise == \"e02\").every(r => r.state != \"graded\" && !(\"points\" in r))"
	ms 4 grade --cohort c1 --unverified
	out_has "e02: "
	out_has "no-such-tool"
	table t.csv
	fails grep -q ",e02,sums,graded," t.csv
	sed -i "s/\"no-such-tool\"/\"sh\"/" c/curriculum/modules/sums/e02/exercise.json
	ms 0 grade --cohort c1 --unverified --json
	out_json "d.faults == 0 && d.results.filter(r => r.computed).every(r => r.exercise == \"e02\")"
'
it "grades the commit at the deadline, and no later one with --at" "$COHORT"'
	lay 4 2
	ms 0 deadline set --cohort c1 --exercise e02 --at 2026-02-02
	ms 0 grade --cohort c1 --json
	out_json "d.results.filter(r => r.exercise == \"e02\").every(r => r.state == \"too-late\" || r.state == \"not-submitted\")"
	out_json "d.results.filter(r => r.exercise == \"e02\").every(r => r.until == \"2026-02-02T23:59:59Z\")"
	ms 0 deadline extend --cohort c1 --learner L0001 --exercise e02 --until "2026-02-09" --reason "ill"
	ms 0 grade --cohort c1 --json
	out_json "d.results.find(r => r.learner == \"L0001\" && r.exercise == \"e02\").state == \"graded\" && d.computed == 1"
	out_json "d.results.find(r => r.learner == \"L0001\" && r.exercise == \"e02\").submitted_at.startsWith(\"2026-02-03\")"
	ms 0 grade --cohort c1 --json --at 2026-02-01
	out_json "d.tally.pass == 0 && d.results.every(r => r.state != \"graded\")"
	ms 0 grade --cohort c1 --json
	out_json "d.computed == 0 && d.known > 0"
'
it "writes what happens as it happens" "$COHORT"'
	lay 5 2
	ms 0 grade --cohort c1 --events e.ndjson --json
	node -e "
		const lines = require(\"fs\").readFileSync(\"e.ndjson\", \"utf8\").trim().split(\"\n\").map(l => JSON.parse(l));
		const d = JSON.parse(require(\"fs\").readFileSync(process.argv[1]));
		const count = name => lines.filter(l => l.event === name).length;
		if (lines[0].event !== \"started\" || lines.at(-1).event !== \"done\" || lines.at(-1).computed !== d.computed) throw 1;
		if (count(\"fetched\") !== 5 || count(\"graded\") !== d.computed || count(\"fault\") !== 0) throw 2;
		if (!lines.filter(l => l.event === \"graded\").every(l => l.learner && l.exercise && l.verdict && l.key)) throw 3;
	" "$OUT"
	ms 0 grade --cohort c1 --events -
	[ "$(tail -n 1 "$OUT")" = "{\"event\":\"done\",\"cohort\":\"c1\",\"computed\":0,\"known\":9,\"faults\":0}" ] || out_has "\"computed\":0"
	ms 2 grade --cohort c1 --events - --json
	ms 4 grade --cohort c1 --events no/such/folder
'
it "grades a part: modules, exercises, learners, and who pushed something" "$COHORT"'
	lay 5 3
	ms 0 grade --cohort c1 --exercise e02 --json
	out_json "d.exercises.map(e => e.id).join() == \"e02\" && d.computed > 0"
	ms 0 grade --cohort c1 --exercise c/curriculum/modules/sums/e03 --learner L0001 --learner L0002 --json
	out_json "d.exercises[0].id == \"e03\" && d.exercises[0].module == \"sums\" && d.learners.length == 2"
	ms 0 grade --cohort c1 --module sums --json
	out_json "d.exercises.length == 3"
	ms 0 grade --cohort c1 --since-last --json
	out_json "d.learners.length == 0 && d.results.length == 0 && d.computed == 0"
	push c L0003 more
	ms 0 grade --cohort c1 --since-last --json
	out_json "d.learners.map(l => l.id).join() == \"L0003\" && d.computed == 1"
	ms 3 grade --cohort c1 --module nothing
	err_has "the course has no module '\''nothing'\''"
	ms 3 grade --cohort c1 --exercise nothing
	err_has "the course has no exercise '\''nothing'\''"
	ms 3 grade --cohort c1 --learner L9
	err_has "L9"
	ms 3 grade --cohort c9
	ms 2 grade --cohort c1 work
	ms 2 grade --cohort c1 --format csv
	err_has "'\''--format'\'' does not go with '\''--cohort'\''"
'
it "keeps results when the records cannot be written, and records them later" "$COHORT"'
	lay 4 2
	[ "$(id -u)" -ne 0 ] || command -v sqlite3 >/dev/null || skip "no sqlite3"
	ms 0 fetch --cohort c1
	sqlite3 c/school/school.db "CREATE TRIGGER full BEFORE INSERT ON grade BEGIN SELECT RAISE(ABORT, '\''no room'\''); END"
	got=0
	"$MIGRACODE" --school c/school grade --cohort c1 >"$OUT" 2>"$ERR" || got=$?
	[ $got -ne 0 ]
	sqlite3 c/school/school.db "DROP TRIGGER full"
	ms 0 grade --cohort c1 --json
	out_json "d.faults == 0 && d.tally.pass > 0"
'
it "is interrupted and goes on" "$COHORT"'
	lay 20 4
	"$MIGRACODE" --school c/school grade --cohort c1 --json --events e.ndjson >one.json 2>one.err &
	pid=$!
	for _ in $(seq 200); do [ "$(grep -c "\"graded\"" e.ndjson 2>/dev/null || true)" -lt 5 ] || break; sleep 0.02; done
	kill -INT $pid
	got=0; wait $pid || got=$?
	[ $got -eq 130 ] || { cat one.err; [ $got -eq 0 ]; }
	done=$(grep -c "\"graded\"" e.ndjson)
	ms 0 grade --cohort c1 --json
	out_json "d.known >= $done && d.computed + d.known == 72"
'
it_both "takes stored results along when a learner is erased, but not what is of others, too" "$COHORT"'
	lay 4 2
	git -C c/repos/L0001.git push -q "$PWD/c/repos/L0002.git" +main:main
	ms 0 grade --cohort c1 --json
	node -e "
		const d = JSON.parse(require(\"fs\").readFileSync(process.argv[1]));
		for (const l of [\"L0001\", \"L0003\"])
			console.log(d.results.filter(r => r.learner == l && r.key).map(r => \"c/school/results/\" + r.key.slice(0, 2) + \"/\" + r.key + \".json\").join(\" \"));
	" "$OUT" >files
	read -r shared <files
	ls $(cat files) >/dev/null
	ms 0 privacy erase L0003
	out_has "stored results of the learner"
	ls $(cat files) >/dev/null
	ms 0 privacy erase L0003 --yes
	fails ls $(sed -n 2p files)
	ms 0 privacy erase L0001 --yes
	ls $shared >/dev/null
	ms 0 grade --cohort c1 --json
	out_json "d.learners.map(l => l.id).join() == \"L0002,L0004\" && d.computed == 0"
	# There is nobody to tell, and nothing to compare: that is no fault
	ms 0 feedback --cohort c1 --to files letters --json
	out_json "d.failed == 0 && d.items.length > 0 && d.items.every(i => i.learner == \"L0002\" || i.learner == \"L0004\")"
	ms 0 similar --cohort c1 --exercise e01 --format json
	out_lacks "L0001"
	ms 0 records rebuild --check
'
finish
