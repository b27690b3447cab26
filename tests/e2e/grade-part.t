#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
# shellcheck disable=SC2016
# A run as a front end lays it: two submissions of one exercise, which the wave gives to two elements.
run='
	bash "$TOP/tests/bench/make_cohort.sh" c 2 1 >/dev/null
	key() { printf "$1%.0s" $(seq 64); }
	head() {
		printf "{\"schema\":\"migracode/run/v1\",\"version\":\"%s\",\"store\":\"%s\",\"protection\":\"full\",\"langs\":[\"en\"],\"hide\":[]," "$1" "$PWD/results"
		printf "\"exercises\":[{\"dir\":\"%s\",\"id\":\"e01\",\"spec\":\"%s\",\"tools\":\"%s\"}]}\n" "$PWD/c/curriculum/modules/sums/e01" "$(key 1)" "$2"
	}
	item() {
		printf "{\"name\":\"%s\",\"repo\":\"%s\",\"commit\":\"%s\",\"exercise\":0,\"digest\":\"%s\",\"key\":\"%s\"}\n" "$1" \
			"$PWD/c/repos/$1.git" "$(git -C c/repos/$1.git rev-parse main)" "$(key 2)" "$(key $2)"
	}
	version=$("$MIGRACODE" version --json | node -pe "JSON.parse(require(\"fs\").readFileSync(0)).version")
	mkdir -p r/waves r/log
	{ head "$version" "$(key 3)"; item L0001 a; item L0002 b; } >r/manifest.ndjson
	printf "0\n1\n" >r/waves/0
	: >r/log/0-0.ndjson
	: >r/log/0-1.ndjson
'
it "refuses a node that has other programs, and says so in the log" "$run"'
	mc 4 grade part r --part 1
	err_has "has other programs than this machine for the exercise"
	err_has "hint: give all nodes the same packages"
	grep -q "\"node\":\"-\"" r/log/0-1.ndjson
	grep -q "\"error\":\"unsupported\"" r/log/0-1.ndjson
	[ ! -s r/log/0-0.ndjson ] && [ ! -e results ]
'
it "refuses a run of another version" "$run"'
	sed -i "s/\"version\":\"[^\"]*\"/\"version\":\"0.0.1\"/" r/manifest.ndjson
	mc 4 grade part r
	err_has "the run was started by migracode 0.0.1"
'
it "takes its number from Slurm" "$run"'
	SLURM_ARRAY_TASK_ID=1 SLURMD_NODENAME=n7 SLURM_JOB_ID=12 SLURM_RESTART_COUNT=2 mc 4 grade part r
	grep -q "{\"node\":\"n7\",\"job\":\"12\",\"restart\":2," r/log/0-1.ndjson
'
it "refuses a damaged run with the place" "$run"'
	sed -i "3s/\"exercise\":0/\"exercise\":1/" r/manifest.ndjson
	mc 3 grade part r
	err_has "manifest.ndjson:3: "
	printf "0 1\n" >r/waves/0
	sed -i "3s/\"exercise\":1/\"exercise\":0/" r/manifest.ndjson
	mc 3 grade part r --part 1
	err_has "there is no part 1"
'
it "says what is missing" '
	mc 4 grade part nowhere
	err_has "there is no folder '\''nowhere'\''"
	mkdir empty
	mc 4 grade part empty
	err_has "cannot write"
'
finish
