#!/usr/bin/env bash
# Prints the table of the benchmark: what migracode costs beside what schools use, as ratios from one run.
# usage: tests/bench/run.sh FOLDER_OF_BUILT_PROGRAMS        BENCH_RUNS=5 for a quick look (default 20 rounds)
#
# The peers in peers/ find their work in the environment:
#   BENCH_LANG        c, sh or py
#   BENCH_SUBMISSION  folder of the submission
#   BENCH_CASES       folder of 01.in, 01.out, 02.in …, taken from exercise.json
#   BENCH_WORK        folder for what they build
# Only one part: BENCH_ONLY=records, similar, slurm …; each is a file beside this one, which says what else it can be told.
set -eu
bin=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
migracode=$(realpath "$here/../../build/migracode")
runs=${BENCH_RUNS:-20}
missed=0

# Work lies in memory: a disk would be measured otherwise.
room=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")/migracode-bench.XXXXXX")
trap 'rm -rf "$room"' EXIT
check50=$(command -v check50 || true)
# Inside the sandbox PATH is this one: everybody gets the same interpreters.
export PATH=/usr/local/bin:/usr/bin:/bin LC_ALL=C.UTF-8 HOME="$room/home" TMPDIR="$room/tmp" BENCH_WORK="$room/work"
unset LANG LANGUAGE XDG_CACHE_HOME
mkdir -p "$HOME" "$TMPDIR" "$BENCH_WORK" "$room/many"

say_machine() {
	echo "$(nproc) processors ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), Linux $(uname -r)," \
		"$(gcc --version | head -n 1), user $(id -un), load $(cut -d ' ' -f 1-3 /proc/loadavg)"
	echo "medians of $runs rounds; in every round each row runs once, in turn, and its ratios are of that round"
	# With other work than ours, waiting counts too; then the column of processor time tells more.
	awk -v cpus="$(nproc)" '$1 > cpus / 2 { print "NOTE: this machine is busy; as root, \"nice -n -20 make bench\" lets other work wait" }' \
		/proc/loadavg
}

heading() { printf '\n%s\n  %-38s %10s %9s %8s %8s  %s\n' "$1" '' 'wall ms' 'cpu ms' '/floor' '/ours' 'target'; }

# row TITLE WALL CPU BY_FLOOR BY_OURS [COLUMN OPERATOR LIMIT]: COLUMN is wall, floor or ours
row() {
	local verdict='' value
	if [ $# -gt 5 ]; then
		case $6 in wall) value=$2 ;; floor) value=$4 ;; ours) value=$5 ;; esac
		verdict=$(judge "$value" "$7" "$8")
		verdict="$6 $7 $8 $verdict"
	fi
	printf '  %-38s %10s %9s %8s %8s  %s\n' "$1" "$2" "$3" "$4" "$5" "$verdict"
	case $verdict in *MISSED) missed=$((missed + 1)) ;; esac
}

judge() { awk -v a="$1" -v op="$2" -v b="$3" 'BEGIN { print (op == "<=" ? a <= b : op == ">" ? a > b : a >= b) ? "ok" : "MISSED" }'; }

absent() { printf '  %-38s %10s %9s %8s %8s  %s\n' "$1" - - - - 'not installed'; }

# Fields of one line of timeit, rounded: wall, cpu, by first, by second.
figures() { awk -F '\t' -v name="$2" '$1 == name { printf "%.2f %.2f %.2f %.2f", $2, $3, $4, $5 }' "$1"; }

# print_row FILE NAME TITLE [TARGET…]; a name that is not in FILE is a peer that is not installed
print_row() {
	local file=$1 name=$2 title=$3 found
	shift 3
	found=$(figures "$file" "$name")
	# shellcheck disable=SC2086 # four words
	if [ -n "$found" ]; then row "$title" $found "$@"; else absent "$title"; fi
}

lay_cases() {
	export BENCH_CASES="$room/cases"
	mkdir -p "$BENCH_CASES"
	python3 - "$here/exercise-c/exercise.json" "$BENCH_CASES" <<'PYTHON'
import json, sys
for number, test in enumerate(json.load(open(sys.argv[1]))["tests"], 1):
    for key, end in (("stdin", "in"), ("stdout", "out")):
        with open(f"{sys.argv[2]}/{number:02}.{end}", "w") as file:
            file.write(test[key])
PYTHON
}

# The peers that are here, as timeit's contenders in the array `line`.
add_peers() {
	line+=(-- loop "$here/peers/loop.sh")
	command -v prove >/dev/null && line+=(-- prove prove -Q "$here/peers/cases.t")
	command -v bats >/dev/null && line+=(-- bats bats "$here/peers/cases.bats")
	[ -z "$check50" ] || line+=(-- check50 env -C "$BENCH_SUBMISSION" "$check50" --dev --local "$here/peers/check50")
}

# one LANGUAGE TITLE: one submission, from the command line to the last byte of the report
one() {
	local exercise=$here/exercise-$1 line
	export BENCH_LANG=$1 BENCH_SUBMISSION=$room/$1
	cp -R "$exercise/solution" "$BENCH_SUBMISSION"
	"$migracode" verify -q "$exercise" >/dev/null
	line=(floor "$bin/floor" "$1" 1 "$BENCH_CASES" "$BENCH_WORK" "$BENCH_SUBMISSION"
		-- migracode "$migracode" grade -e "$exercise" "$BENCH_SUBMISSION")
	add_peers
	"$bin/timeit" "$runs" "${line[@]}" >"$room/one"
	heading "one submission: $2"
	print_row "$room/one" floor 'bare floor, no sandbox'
	compared "$1" migracode 'migracode grade' floor '<=' 1.10
	compared "$1" loop 'shell loop around diff, no sandbox' ours '>' 1.00
	compared "$1" prove 'prove, no sandbox' ours '>=' 3
	compared "$1" bats 'bats, no sandbox' ours '>=' 6
	compared "$1" check50 'check50 --dev --local, no sandbox' ours '>=' 20
}

# The targets are those of the work in C.  Ten starts of python3 alone take most of what bats takes for them, and ten of
# sh less than the sandbox may take to open: there the figures stand without a verdict.
compared() {
	local language=$1 name=$2 title=$3
	shift 3
	[ "$language" = c ] || set --
	print_row "$room/one" "$name" "$title" "$@"
}

# lay_many COUNT LANGUAGE: that many submissions in the array `folders`
lay_many() {
	local i
	folders=()
	for ((i = 1; i <= $1; i++)); do
		folders+=("$room/many/$2-$i")
		[ -d "$room/many/$2-$i" ] || cp -R "$here/exercise-$2/solution" "$room/many/$2-$i"
	done
}

# hundred LANGUAGE TITLE
hundred() {
	lay_many 100 "$1"
	"$bin/timeit" "$runs" floor "$bin/floor" "$1" 2 "$BENCH_CASES" "$BENCH_WORK" "${folders[@]}" \
		-- migracode "$migracode" grade -j 2 -e "$here/exercise-$1" "${folders[@]}" >"$room/hundred"
	heading "100 submissions, two at a time: $2"
	print_row "$room/hundred" floor 'bare floor, no sandbox'
	print_row "$room/hundred" migracode 'migracode grade -j 2' floor '<=' 1.10
}

sandbox() {
	local pairs=$((runs * 15 < 1000 ? runs * 15 : 1000)) tiny=$room/tiny line
	"$bin/sandbox_bench" "$pairs" "$tiny" --pinned >"$room/sandbox"
	printf '\nisolation of one tiny program, one processor, medians of %s rounds\n  %-38s %10s %14s  %s\n' "$pairs" '' 'wall ms' \
		'over spawn ms' target
	isolation spawn 'posix_spawn, no sandbox'
	isolation clean 'each further test, clean view' over 0.05
	isolation fresh 'each further test, fresh view' over 0.30
	isolation submission 'each submission, begin and end' wall 0.60
	isolation open 'start of a job slot' wall 3.00
	line=(spawn "$tiny")
	command -v bwrap >/dev/null && line+=(-- bwrap bwrap --unshare-all --ro-bind / / "$tiny")
	if command -v isolate >/dev/null && isolate --cleanup >/dev/null && isolate --init >/dev/null; then
		line+=(-- isolate isolate --silent --dir="$room" --run -- "$tiny")
	fi
	command -v nsjail >/dev/null && line+=(-- nsjail nsjail -Q -Mo --chroot / -- "$tiny")
	[ ${#line[@]} -gt 2 ] && "$bin/timeit" "$pairs" "${line[@]}" >"$room/tools"
	peer bwrap 'bwrap --unshare-all'
	peer isolate 'isolate --run'
	peer nsjail 'nsjail'
}

# isolation NAME TITLE [wall|over LIMIT]
isolation() {
	local wall over verdict=''
	read -r wall over < <(awk -F '\t' -v name="$1" '$1 == name { printf "%.3f %.3f\n", $2 / 1000, $3 / 1000 }' "$room/sandbox")
	if [ $# -gt 2 ]; then
		verdict="$3 <= $4 $(judge "$([ "$3" = wall ] && echo "$wall" || echo "$over")" '<=' "$4")"
		case $verdict in *MISSED) missed=$((missed + 1)) ;; esac
	fi
	[ "$over" != 0.000 ] || over=
	printf '  %-38s %10s %14s  %s\n' "$2" "$wall" "$over" "$verdict"
}

# peer NAME TITLE: a tool that starts a sandbox for each program
peer() {
	awk -F '\t' -v name="$1" -v title="$2" '
		$1 == "spawn" { base = $2 }
		$1 == name { printf "  %-38s %10.3f %14.3f\n", title, $2, $2 - base; found = 1 }
		END { if (!found) printf "  %-38s %10s %14s  not installed\n", title, "-", "-" }' "$room/tools" 2>/dev/null ||
		printf '  %-38s %10s %14s  not installed\n' "$2" - -
}

# lay_checks KIND COUNT: an exercise with that many tests of a kind that starts no program, and its submission beside it
lay_checks() {
	python3 - "$room/$1-$2" "$1" "$2" <<'PYTHON'
import json, os, sys
folder, kind, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
rows = "".join(f"<li class=item id=i{i}>Sample {i}</li>" for i in range(200))
files = {
    "index.html": f"<!DOCTYPE html><html lang=en><title>T</title><main><h1>List</h1><ul>{rows}</ul></main></html>",
    "list.sql": "SELECT a, b FROM t ORDER BY a",
    "main.js": "// a list\nconst list = [1, 2, 3];\nconsole.log(`${list.length} values`);\n" * 100,
}
files["server.c"] = r"""#include <arpa/inet.h>
#include <stdlib.h>
#include <unistd.h>
int main(void) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(atoi(getenv("PORT")))};
    int on = 1, server = socket(AF_INET, SOCK_STREAM, 0), client;
    char asked[4096], answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(server, (struct sockaddr *)&at, sizeof at) || listen(server, 8)) return 1;
    while ((client = accept(server, 0, 0)) >= 0) {
        if (read(client, asked, sizeof asked) > 0) (void)!write(client, answer, sizeof answer - 1);
        close(client);
    }
}
"""
tests = {
    "page": {"checks": [{"select": "main ul > li.item:nth-child(odd)", "count": 100}]},
    "sql": {"setup": "CREATE TABLE t(a, b); INSERT INTO t VALUES (1, 'x'), (2, 'y')", "query_file": "list.sql",
            "rows": [[1, "x"], [2, "y"]]},
    "source": {"files": ["*.js"], "present": ["\\bconst\\b"], "absent": ["\\bvar\\b"], "skip": ["comments", "strings"]},
    "files": {"present": ["*.html"], "absent": ["*.sql.bak"]},
    "http": {"run": ["./server"], "requests": [{"path": "/", "expect": {"status": 200, "body": "hello"}}]},
    "git": {"commits": {"min": 3}, "subject": "^Add", "changed": ["*"], "clean": True},
}
os.makedirs(folder)
for name, text in files.items():
    open(os.path.join(folder, name), "w").write(text)
spec = {"schema": "migracode/exercise/v1", "id": "bench", "title": "Bench", "submit": list(files),
        "tests": [{"id": f"t{i}", "kind": kind, **tests[kind]} for i in range(count)]}
if kind == "http":
    spec["build"] = {"run": ["gcc", "-O1", "-o", "server", "server.c"]}
json.dump(spec, open(os.path.join(folder, "exercise.json"), "w"))
PYTHON
	[ "$1" = git ] || return 0
	local number git=(git -C "$room/$1-$2" -c user.name=Bench -c user.email=bench@example.org)
	git init -q "$room/$1-$2"
	for number in {1..20}; do
		echo "// $number" >>"$room/$1-$2/main.js"
		"${git[@]}" add -A
		"${git[@]}" commit -q -m "Add line $number"
	done
}

# What one more test costs, of the kinds that look at files: the difference of 1 and 101 of them, by 100.
checks() {
	local kind each
	printf '\none test of a kind that starts no program, and one of http, beyond the start of all\n'
	for kind in page sql source files git http; do
		lay_checks "$kind" 1
		lay_checks "$kind" 101
		"$bin/timeit" "$runs" one "$migracode" check "$room/$kind-1" -- many "$migracode" check "$room/$kind-101" >"$room/checks"
		each=$(awk -F '\t' '{ wall[$1] = $2 } END { printf "%.3f", (wall["many"] - wall["one"]) / 100 }' "$room/checks")
		# Starting the server is in the figure: it is one in C, which needs next to nothing for it.
		target "$kind" "$each" ms '<=' "$([ "$kind" = http ] && echo 5.00 || echo 2.00)"
	done
}

start_up() {
	"$bin/timeit" $((runs * 5)) true /bin/true -- version "$migracode" version >"$room/version"
	heading 'start of the program (floor: /bin/true)'
	print_row "$room/version" true '/bin/true'
	print_row "$room/version" version 'migracode version' wall '<=' 3.00
}

memory() {
	local count kb limit=65536 small=0
	printf '\nmemory: the largest process of a grade of shell submissions, the programs in the sandbox included\n'
	for count in 200 1000; do
		lay_many "$count" sh
		kb=$("$bin/timeit" 1 grade "$migracode" grade -e "$here/exercise-sh" "${folders[@]}" | cut -f 6)
		printf '  %-38s %10s KiB  <= %s %s\n' "$count submissions" "$kb" "$limit" "$(judge "$kb" '<=' "$limit")"
		[ "$kb" -le "$limit" ] || missed=$((missed + 1))
		[ "$small" -gt 0 ] || small=$kb
	done
	# The command line alone takes some 0.1 KiB for each submission.
	printf '  %-38s %10s KiB  <= 512 %s\n' 'what 800 more take' "$((kb - small))" "$(judge "$((kb - small))" '<=' 512)"
}

# The reports of test frameworks: what a library reads is read by a process of its own, which is in the figure.
readers() {
	local name figure
	printf '\nreaders of reports: 8,000 cases, medians of 15\n'
	"$bin/reader_bench" >"$room/readers"
	while read -r name figure; do
		case $name in
		tap) target "$name" "$figure" MB/s '>=' 200 ;;
		csv) target 'tables of 20 columns' "$figure" MB/s '>=' 150 ;;
		grown) target 'memory, TAP of 100 times the length' "$figure" KiB '<=' 512 ;;
		*) target "$name" "$figure" MB/s '>=' 100 ;;
		esac
	done <"$room/readers"
}

# target TITLE FIGURE UNIT OPERATOR LIMIT
target() {
	local verdict
	verdict=$(judge "$2" "$4" "$5")
	printf '  %-38s %10s %-5s %s %s %s\n' "$1" "$2" "$3" "$4" "$5" "$verdict"
	[ "$verdict" = ok ] || missed=$((missed + 1))
}

# Writing is to take time in proportion: four times the documents, four times the time.
reports() {
	printf '\nreports: documents of 1,000 and 4,000 submissions, medians of 5\n  %-12s %10s %10s %8s %8s\n' format '1000 ms' '4000 ms' MB/s ratio
	"$bin/report_bench" | awk -F '\t' '{ printf "  %-12s %10.1f %10.1f %8.0f %8.2f  ratio <= 5 %s\n", $1, $2, $3, $4, $3 / $2, $3 <= 5 * $2 ? "ok" : "MISSED"; if ($3 > 5 * $2) bad++ } END { exit bad > 0 }' ||
		missed=$((missed + 1))
}

# How busy the processors are with it, where nothing else runs: other work and waiting make the share smaller.
proving() {
	local wall user sys TIMEFORMAT='%R %U %S'
	printf '\nverify --mutants of the shipped curriculum, with a job for each processor\n'
	read -r wall user sys < <({ time "$migracode" verify -q --fresh --mutants "$here/../../curricula/first-steps" \
		>/dev/null 2>&1 || true; } 2>&1)
	printf '  %-38s %10s s\n' 'wall time' "$wall"
	target 'share of the processors in use' \
		"$(awk -v w="$wall" -v u="$user" -v s="$sys" -v n="$(nproc)" 'BEGIN { printf "%.2f", (u + s) / (w * n) }')" '' '>=' 0.90
}

# Each part is a function of the name of its file.
parts='records similar fetch slurm grade cert'
for part in $parts; do
	# shellcheck source=/dev/null
	. "$here/$part.sh"
done
say_machine
if [ -n "${BENCH_ONLY:-}" ]; then
	case " $parts " in
	*" $BENCH_ONLY "*) "$BENCH_ONLY" ;;
	*) echo "BENCH_ONLY can be: $parts" >&2 && exit 2 ;;
	esac
	exit
fi
lay_cases
one c 'a C program, built once with gcc -O1 -Wall, ten inputs'
one sh 'a shell script, ten inputs'
one py 'a Python script, ten inputs'
hundred c 'C programs'
hundred sh 'shell scripts'
sandbox
checks
start_up
memory
readers
reports
for part in $parts; do "$part"; done
proving
printf '\n%s of the targets missed; load at the end %s\n' "$missed" "$(cut -d ' ' -f 1-3 /proc/loadavg)"
