#!/usr/bin/env bash
# Runs test programs that speak TAP, one for each processor at a time, and closes with one line: N passed, N failed, N skipped.
# usage: tests/run.sh LOG_FOLDER PROGRAM...
set -u
logs=$1
shift
mkdir -p "$logs"
rm -f "$logs"/*.tap
export logs
# One PostgreSQL server for all; each test makes a database of its own in it.
if [ -z "${MIGRACODE_TEST_POSTGRES:-}" ] && server=$(bash tests/postgres.sh start $$); then
	export MIGRACODE_TEST_POSTGRES="postgresql://postgres@/postgres?host=$server"
	trap 'bash tests/postgres.sh stop "$server"' EXIT
	trap 'exit 130' INT TERM
fi
# These wait (for limits of time, for servers) far more than they compute, so they have a lane of their own beside one for each processor.
waiting=() computing=()
for program; do
	case ${program##*/} in
	sandbox_test | forge_test | fetch_network.t | slurm.t | attack-hidden.t | kind_http.t) waiting+=("$program") ;;
	*) computing+=("$program") ;;
	esac
done
# lane JOBS PROGRAM...
lane() {
	local jobs=$1
	shift
	[ $# -gt 0 ] || return 0
	# shellcheck disable=SC2016 # expanded by the inner shell
	printf '%s\0' "$@" | xargs -0 -n 1 -P "$jobs" bash -c '
		name=$(basename "$0")
		start=$(date +%s%N)
		case $0 in *.t | *.sh) timeout 600 bash "$0" ;; *) CMOCKA_MESSAGE_OUTPUT=TAP timeout 600 "$0" ;; esac >"$logs/$name.tap" 2>"$logs/$name.err"
		status=$?
		ms=$((($(date +%s%N) - start) / 1000000))
		if [ "$status" -ne 0 ] && ! grep "^not ok" "$logs/$name.tap" | grep -qv "# SKIP"; then
			{ echo "not ok - $name ended with exit status $status"; sed "s/^/# /" "$logs/$name.err" | tail -n 20; } >>"$logs/$name.tap"
		fi
		if ! grep -qE "^(not )?ok" "$logs/$name.tap"; then
			echo "not ok - $name ran no test" >>"$logs/$name.tap"
		fi
		echo "$name: $(grep -c "^ok" "$logs/$name.tap") ok, $(grep "^not ok" "$logs/$name.tap" | grep -cv "# SKIP") not ok, $ms ms"
	'
}
lane 1 "${waiting[@]}" &
lane "$(nproc)" "${computing[@]}"
wait $!
for log in "$logs"/*.tap; do
	awk -v name="$(basename "$log" .tap)" '/^not ok/ && !/# SKIP/ { print name ": " $0; show = 1; next } /^ok/ { show = 0 } show && /^ *#/' "$log"
done
count() { cat "$logs"/*.tap | grep -cE "$1"; }
# cmocka says "not ok N # SKIP" of a skipped test.
skipped=$(count '^(not )?ok.*# SKIP')
failed=$(($(count '^not ok') - $(count '^not ok.*# SKIP')))
passed=$(($(count '^ok') - $(count '^ok.*# SKIP')))
grep -hE '^(not )?ok.*# SKIP' "$logs"/*.tap | sed -E 's/^(not )?ok [0-9]*( -)? /skipped: /'
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
