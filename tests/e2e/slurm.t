#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
# Grading on a real Slurm: three nodes on this machine, two jobs at a time on each.
# shellcheck disable=SC2016
why=$(bash "$TOP/tests/slurm.sh" start $$ 2>&1 >"$HARNESS_WORK/cluster") || why="no Slurm here: $(tail -n 1 <<<"$why")"
SLURM=$(cat "$HARNESS_WORK/cluster")
BASE=$HARNESS_WORK/base
trap '[ ! -d "$SLURM" ] || bash "$TOP/tests/slurm.sh" stop "$SLURM"; chmod -R u+rwx "$HARNESS_WORK" 2>/dev/null; rm -rf "$HARNESS_WORK"' EXIT

# A cohort whose repositories are fetched, and what the local pool says of it.
if [ -d "$SLURM" ]; then
	(
		set -eu
		export HOME="$BASE/home" LANG=C.UTF-8 MIGRACODE
		mkdir -p "$HOME"
		bash "$TOP/tests/bench/make_cohort.sh" "$BASE" 20 3 c
		for exercise in "$BASE"/curriculum/modules/sums/e*; do "$MIGRACODE" verify -q "$exercise"; done
		"$MIGRACODE" --school "$BASE/school" fetch -q --cohort c1
		cp -R "$BASE/school" "$BASE/local"
		"$MIGRACODE" --school "$BASE/local" grade -q --cohort c1 --no-fetch
	) >"$HARNESS_WORK/lay" 2>&1 || { SLURM='' why="the cohort could not be laid: $(tail -n 1 "$HARNESS_WORK/lay")"; }
fi

setup="SLURM='$SLURM' WHY='${why//\'/}' BASE='$BASE'"'
	[ -d "$SLURM" ] || skip "$WHY"
	export SLURM_CONF=$SLURM/slurm.conf
	cp -R "$BASE/school" s
	cp -R "$BASE/home/.cache" "$HOME/"
	grade() { mc "$1" --school s grade --cohort c1 --no-fetch --json --on slurm "${@:2}"; }
	count() { find s/results -name "*.json" 2>/dev/null | wc -l; }
	# All of the store but times and memory.
	content() {
		node -e "
			const fs = require(\"fs\"), path = require(\"path\");
			const measured = new Set([\"ms\", \"cpu_ms\", \"rss_kb\", \"started_at\"]);
			const walk = d => fs.readdirSync(d, { withFileTypes: true }).flatMap(e => e.isDirectory() ? walk(path.join(d, e.name)) : path.join(d, e.name));
			for (const file of walk(process.argv[1]).filter(f => f.endsWith(\".json\")).sort())
				console.log(path.relative(process.argv[1], file),
					JSON.stringify(JSON.parse(fs.readFileSync(file)), (key, value) => measured.has(key) ? undefined : value));" "$1"
	}
	same_as_local() {
		content "$BASE/local/results" >local
		content "${1:-s/results}" >ours
		[ "$(wc -l <local)" -eq 54 ]
		cmp local ours
	}
	# In the background, until a third is done.
	grade_a_third() {
		"$MIGRACODE" --school s grade --cohort c1 --no-fetch --json --on slurm "$@" >"$OUT" 2>"$ERR" &
		FRONT=$!
		until [ "$(count)" -ge 18 ]; do sleep 0.05; done
	}
	await() {
		local got=0
		wait "$FRONT" || got=$?
		[ "$got" -eq "$1" ] || complain "the front end ended with $got"
	}
	cluster() { bash "$TOP/tests/slurm.sh" "$1" "$SLURM" "${@:2}"; }
	cluster cancel
'

it "gives the results that the local pool gives" "$setup"'
	grade 0
	out_json "d.computed === 54 && d.faults === 0 && d.tally.pass > 0 && d.tally.partial > 0 && d.tally.error > 0"
	same_as_local
	run=$(ls s/runs)
	[ -e s/runs/$run/done ]
	# More than one node took part, and the log of who did what is no part of the results.
	[ "$(cat s/runs/$run/log/*.ndjson | grep -o "\"node\":\"[^\"]*\"" | sort -u | wc -l)" -gt 1 ]
	[ "$(cat s/runs/$run/log/*.ndjson | grep -c "\"computed\":true")" -eq 54 ]
	fails grep -rqE "Sample|example\.org" s/runs
	grade 0
	out_json "d.computed === 0 && d.known === 54"
	[ "$(ls s/runs)" = "$run" ]
'
it "keeps one result of a part that is run twice" "$setup"'
	grade 0 --chunk 14
	run=s/runs/$(ls s/runs)
	[ "$(wc -l <$run/waves/0)" -eq 4 ]
	before=$(count)
	mc 0 grade part "$run" --part 1 --json
	out_json "d.items === 14 && d.computed === 0 && d.faults === 0"
	rm -rf s/results
	for turn in 1 2; do "$MIGRACODE" grade part "$run" --part 1 --json >twice.$turn & done
	wait
	cat twice.1 twice.2 >"$OUT"
	[ "$(count)" -eq 14 ] && [ "$before" -eq 54 ]
	[ "$(grep -ho "\"computed\":[0-9]*" twice.1 twice.2 | cut -d: -f2 | paste -sd+ | bc)" -eq 14 ]
	[ -z "$(find s/results -name "*.json.*")" ]
'
it "goes on when the controller is restarted" "$setup"'
	grade_a_third --chunk 5
	cluster down
	sleep 2
	cluster up
	await 0
	out_json "d.computed === 54 && d.faults === 0"
	same_as_local
'
it "goes on with a run whose front end was killed" "$setup"'
	grade_a_third --chunk 5
	builtin kill -9 $FRONT
	await 137
	run=$(ls s/runs)
	fails [ -e s/runs/$run/done ]
	mc 0 --school s grade --on slurm --resume $run --json
	out_json "d.computed + d.known === 54 && d.computed > 0 && d.faults === 0"
	same_as_local
	[ "$(ls s/runs/$run/waves | grep -cv sh)" -eq 1 ]
'
it "cancels its jobs when it is interrupted, and goes on with the same command" "$setup"'
	grade_a_third --chunk 5
	builtin kill -TERM $FRONT
	await 130
	run=$(ls s/runs)
	err_has "hint: type: migracode grade --on slurm --resume $run"
	cluster cancel
	[ "$(count)" -lt 54 ]
	grade 0
	out_json "d.computed + d.known === 54 && d.faults === 0"
	same_as_local
	[ "$(ls s/runs)" = "$run" ]
'
it "explains jobs that are held, and goes on when they are released" "$setup"'
	nodes=$(tr " " , <"$SLURM/nodes")
	scontrol update nodename=$nodes state=drain reason=test
	"$MIGRACODE" --school s grade --cohort c1 --no-fetch --json --on slurm >"$OUT" 2>"$ERR" &
	FRONT=$!
	until job=$(squeue -h -o %F | head -n 1) && [ -n "$job" ]; do sleep 0.02; done
	cluster hold $job
	await 4
	err_has "Slurm holds the job $job: 54 submissions wait until it is released"
	err_has "type: scontrol release $job"
	scontrol update nodename=$nodes state=resume
	scontrol release $job
	grade 0
	same_as_local
	[ "$(ls s/runs/*/waves | grep -cv sh)" -eq 1 ]
'
it "refuses a folder that the nodes do not see" "$setup"'
	[ -e "$SLURM/has-apart" ] || skip "mount namespaces need root"
	mkdir -p "$SLURM/apart/x"
	grade 4 --shared "$SLURM/apart/x"
	err_has "the nodes of Slurm do not see the folder '\''$SLURM/apart/x'\''"
	err_has "hint: name one that they and this machine share: --shared <folder>; '\''scontrol show job "
	[ "$(count)" -eq 0 ]
'
it "lets the nodes write to a folder of its own, and fetches results from there" "$setup"'
	mkdir shared
	chmod -w s
	grade 0 --shared shared --chunk 50
	chmod +w s
	out_json "d.computed === 54 && d.faults === 0"
	same_as_local
	same_as_local shared/results
	[ ! -e s/runs ] && [ -d shared/runs ]
'
it "says what Slurm says of what cannot be had" "$setup"'
	grade 3 --on slurm:nowhere
	err_has "Invalid partition name specified"
	grade 3 --time 999
	err_has "time limit"
	PATH=/nowhere grade 4
	err_has "there is no '\''scontrol'\'' on this machine"
'
it "refuses options that do not fit" '
	mc 2 grade --cohort c1 --on cloud
	err_has "it can be: slurm, or slurm:<partition>"
	mc 2 grade --cohort c1 --on slurm:
	mc 2 grade --cohort c1 --chunk 5
	err_has "'\''--chunk'\'' needs '\''--on slurm'\''"
	mc 2 grade --on slurm x
	err_has "'\''--on'\'' needs '\''--cohort'\''"
	mc 2 grade --cohort c1 --on slurm --resume 0123456789abcdef
	err_has "the run knows its cohort"
	mc 0 init school s
	mc 5 --school s grade --on slurm --resume 0123456789abcdef
	err_has "there is no run '\''0123456789abcdef'\''"
	mc 5 --school s grade --on slurm --resume ../../etc
'
# The last one: its node stays dead.
it "gives every result once when a node dies" "$setup"'
	grade_a_third --chunk 5
	node=$(cut -d " " -f 2 "$SLURM/nodes")
	cluster kill $node
	fails pgrep -f "slurmd.*-N $node"
	await 0
	out_json "d.computed === 54 && d.faults === 0"
	same_as_local
	cat s/runs/*/log/*.ndjson | grep "\"computed\":true" | grep -o "\"item\":[0-9]*" | sort | uniq -d >twice
	[ ! -s twice ]
'
finish
