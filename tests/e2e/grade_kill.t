#!/usr/bin/env bash
# A run that is killed at any moment loses nothing: continued, it ends as one that nobody disturbed.
# KILLS: how often, 12 unless told.
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/cohort_repos.sh"
start_postgres
kills=${KILLS:-12}

it_both "ends with the same results however often it is killed" "kills=$kills"'
'"$COHORT"'
	lay 25 3
	cp -r c/school/records.key key
	ms 0 grade --cohort c1 --json
	want=$(node -pe "JSON.parse(require(\"fs\").readFileSync(process.argv[1])).computed" "$OUT")
	table undisturbed.csv
	# The same school once more, and from nothing.
	rm -rf c/school
	if [ "$ENGINE" = postgres ]; then
		make_school c/school --curriculum "$PWD/c/curriculum" --time-zone UTC
	else
		mc 0 init school c/school --curriculum "$PWD/c/curriculum" --time-zone UTC
	fi
	ms 0 cohort create --id c1 --start 2026-01-12 --length-days 120
	ms 0 learner import --cohort c1 --yes c/learners.csv
	survived=0
	for i in $(seq $kills); do
		"$MIGRACODE" --school c/school grade --cohort c1 --json >run.json 2>run.err &
		pid=$!
		sleep "0.$(printf %03d $((RANDOM % 450)))"
		if kill -9 $pid 2>/dev/null; then :; else survived=$((survived + 1)); fi
		wait $pid 2>/dev/null || true
		# From a run that came to its end, something is taken away again.
		if [ -s run.json ]; then
			find c/school/results -name "*.json" | shuf -n 20 | xargs -r rm
			sql "DELETE FROM grade WHERE learner_id < '\''L0013'\''" >/dev/null
		fi
	done
	ms 0 grade --cohort c1 --json
	out_json "d.faults == 0 && d.computed + d.known == $want"
	table killed.csv
	cmp undisturbed.csv killed.csv
	ms 0 grade --cohort c1 --json
	out_json "d.computed == 0 && d.known == $want"
	[ -z "$(find c/school/results -name "*.json.*")" ] || find c/school/results -name "*.json.*"
'
finish
