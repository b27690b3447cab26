# shellcheck shell=bash
# Black-box tests that speak TAP.  A script sources this file, calls `it NAME COMMANDS` for each test and `finish` last.
#
# Each `it` runs its commands in a fresh bash with `set -eu`, in an empty folder, with an empty environment and a HOME of
# its own.  Inside it:
#   mc STATUS ARGS…   runs migracode and demands that exit status; stdout and stderr are kept
#   out_is TEXT, err_is TEXT       they are exactly this (a final newline is added)
#   out_has TEXT, err_has TEXT     they contain this
#   out_lacks TEXT, err_lacks TEXT
#   out_json FILTER                stdout is JSON for which the node expression over `d` is true
#   file_has FILE TEXT
#   no_leak NAME…                  fails, and says where, when a name is in any form in a file here or in stdout or stderr
#   fresh_postgres                 sets POSTGRES to the URL of a new, empty database; skips the test without a server
#   make_school FOLDER ARGS…       a new school, in an it_both on the database of the turn; also sets POSTGRES there
#   sql TEXT                       what this SQL says of the records of that school, columns separated by '|'
#   fails COMMAND…                 the command fails; bash overlooks what comes of "! command", so that is refused
#   skip WHY                       leaves the test, which then counts as skipped
# TOP is the source tree. `it_both NAME COMMANDS…` is `it` twice: with records in SQLite, and in PostgreSQL.
#
# 'make check' starts a PostgreSQL server. A script that is run alone says `start_postgres` first to have one.

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
MIGRACODE=${MIGRACODE:-$TOP/build/migracode}
HARNESS_WORK=$(mktemp -d "${TMPDIR:-/tmp}/migracode-e2e.XXXXXX")
HARNESS_COUNT=0
HARNESS_FAILED=0
trap 'chmod -R u+rwx "$HARNESS_WORK" 2>/dev/null; rm -rf "$HARNESS_WORK"' EXIT

cat >"$HARNESS_WORK/inside.sh" <<'INSIDE'
OUT=$HOME/.out ERR=$HOME/.err
complain() { echo "$1"; echo "--- stdout:"; head -c 4000 "$OUT"; echo "--- stderr:"; head -c 4000 "$ERR"; exit 1; }
mc() {
	local want=$1 got=0
	shift
	"$MIGRACODE" "$@" >"$OUT" 2>"$ERR" </dev/null || got=$?
	[ "$got" -eq "$want" ] || complain "migracode $*: exit status $got, expected $want"
}
out_is() { [ "$(cat "$OUT"; echo .)" = "$1
." ] || complain "stdout is not: $1"; }
err_is() { [ "$(cat "$ERR"; echo .)" = "$1
." ] || complain "stderr is not: $1"; }
out_has() { grep -qF -e "$1" "$OUT" || complain "stdout has no: $1"; }
err_has() { grep -qF -e "$1" "$ERR" || complain "stderr has no: $1"; }
out_lacks() { ! grep -qF -e "$1" "$OUT" || complain "stdout has: $1"; }
err_lacks() { ! grep -qF -e "$1" "$ERR" || complain "stderr has: $1"; }
file_has() { grep -qF -e "$2" "$1" || complain "file $1 has no: $2"; }
out_json() {
	node -e 'const d = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
		if (!(eval(process.argv[2]))) process.exit(1);' "$OUT" "$1" || complain "not true: $1"
}
no_leak() { [ -e "$OUT" ] || : >"$OUT"; [ -e "$ERR" ] || : >"$ERR"; "$TOP/tests/leaks.py" . "$OUT" "$ERR" -- "$@"; }
fails() { if "$@"; then complain "should have failed: $*"; fi; }
skip() { echo "SKIP $*"; exit 77; }
fresh_postgres() {
	local name=e2e_$$_$RANDOM
	[ -n "${MIGRACODE_TEST_POSTGRES:-}" ] || skip "no PostgreSQL server"
	psql -q "$MIGRACODE_TEST_POSTGRES" -c "CREATE DATABASE $name"
	POSTGRES=${MIGRACODE_TEST_POSTGRES/\/postgres\?//$name?}
}
ENGINE=sqlite
make_school() {
	local records=()
	SCHOOL=$1
	shift
	[ "$ENGINE" = sqlite ] || { fresh_postgres; records=(--records "$POSTGRES"); }
	mc 0 init school "$SCHOOL" "${records[@]}" "$@"
}
sql() {
	if [ "$ENGINE" = sqlite ]; then sqlite3 "$SCHOOL/school.db" "$1"; else psql -qtAX -v ON_ERROR_STOP=1 "$POSTGRES" -c "$1"; fi
}
INSIDE

it_both() {
	it "$1 (SQLite)" "$2"
	it "$1 (PostgreSQL)" "ENGINE=postgres; $2"
}

it() {
	local name=$1 body=$2 status=0 room
	HARNESS_COUNT=$((HARNESS_COUNT + 1))
	room=$HARNESS_WORK/$HARNESS_COUNT
	mkdir -p "$room/empty" "$room/home"
	if grep -nE '^[[:space:]]*! [^|]*$' <<<"$body" | sed 's/^/# a test that cannot fail, use "fails": /' | grep .; then
		echo "not ok $HARNESS_COUNT - $name"
		HARNESS_FAILED=$((HARNESS_FAILED + 1))
		return
	fi
	printf 'set -eu\n. "%s"\n%s\n' "$HARNESS_WORK/inside.sh" "$body" >"$room/body.sh"
	# A command of its own, never in a condition: there bash would ignore set -e.
	(cd "$room/empty" && exec env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$room/home" TOP="$TOP" LANG=C.UTF-8 \
		MIGRACODE="$MIGRACODE" TMPDIR="${TMPDIR:-/tmp}" MIGRACODE_TEST_POSTGRES="${MIGRACODE_TEST_POSTGRES:-}" bash "$room/body.sh") >"$room/log" 2>&1
	status=$?
	if [ "$status" -eq 0 ]; then
		echo "ok $HARNESS_COUNT - $name"
	elif [ "$status" -eq 77 ]; then
		echo "ok $HARNESS_COUNT - $name # SKIP $(sed -n 's/^SKIP //p' "$room/log" | tail -n 1)"
	else
		echo "not ok $HARNESS_COUNT - $name"
		HARNESS_FAILED=$((HARNESS_FAILED + 1))
		sed 's/^/# /' "$room/log"
	fi
	chmod -R u+rwx "$room" 2>/dev/null
	rm -rf "$room"
}

start_postgres() {
	[ -z "${MIGRACODE_TEST_POSTGRES:-}" ] && HARNESS_SERVER=$(bash "$TOP/tests/postgres.sh" start $$) || return 0
	MIGRACODE_TEST_POSTGRES="postgresql://postgres@/postgres?host=$HARNESS_SERVER"
	trap 'bash "$TOP/tests/postgres.sh" stop "$HARNESS_SERVER"; chmod -R u+rwx "$HARNESS_WORK" 2>/dev/null; rm -rf "$HARNESS_WORK"' EXIT
}

finish() {
	echo "1..$HARNESS_COUNT"
	[ "$HARNESS_FAILED" -eq 0 ]
}
