# shellcheck shell=bash
# shellcheck disable=SC2154 # what run.sh sets, which reads this file
# Grading a whole cohort: a second run, in which nothing is new, and a first one, beside what the compilers and programs of its
# submissions take by themselves.
#
#   BENCH_LEARNERS    of the large cohort; 1000 unless told, each with 20 exercises

# Runs one submission as somebody would who trusts it: builds, then the tests, and throws away what they say.
lay_plain_run() {
	cat >"$room/plain" <<'SH'
cd "$1" || exit 1
gcc -O1 -Wall -o main main.c 2>/dev/null || exit 0
for input in "$2"/*; do ./main <"$input" >/dev/null; done
exit 0
SH
}

# The files of every submission, in a folder each; what is as it was given out is none.
unpack_submissions() {
	local repo learner exercise to starter
	for repo in "$1"/repos/*.git; do
		learner=$(basename "$repo" .git)
		for exercise in "$1"/curriculum/modules/sums/e*/; do
			exercise=$(basename "$exercise")
			to=$room/plain.d/$learner-$exercise starter=$1/curriculum/modules/sums/$exercise/starter/main.c
			mkdir -p "$to"
			git -C "$repo" show "main:modules/sums/$exercise/main.c" >"$to/main.c" 2>/dev/null || rm -rf "$to"
			[ ! -d "$to" ] || ! cmp -s "$to/main.c" "$starter" || rm -rf "$to"
		done
	done
}

second_run() {
	local learners=${BENCH_LEARNERS:-1000} out=$room/second.json
	printf '\n%s learners with 20 exercises each, in which nothing is new; fetching included\n' "$learners"
	MIGRACODE=$migracode bash "$here/make_cohort.sh" "$room/large" "$learners" 20
	"$migracode" verify -q "$room/large/curriculum" >/dev/null
	"$migracode" --school "$room/large/school" grade -q --cohort c1 --json >"$out"
	printf '  %-38s %10s %9s %8s  %s\n' '' 'wall ms' 'cpu ms' MiB target
	"$bin/timeit" "$runs" second sh -c "exec '$migracode' --school '$room/large/school' grade -q --cohort c1 --json >'$out'" \
		-- unfetched sh -c "exec '$migracode' --school '$room/large/school' grade -q --cohort c1 --no-fetch --json >'$out'" >"$room/speed"
	grep -q '"computed": 0,' "$out"
	fast 'second run' "$room/speed" second 1000 64
	fast 'second run, --no-fetch' "$room/speed" unfetched - -
	rm -rf "$room/large"
}

first_run() {
	local inputs=$room/inputs count wall rounds=$((runs < 5 ? runs : 5))
	MIGRACODE=$migracode bash "$here/make_cohort.sh" "$room/first" 100 4 c
	"$migracode" verify -q "$room/first/curriculum" >/dev/null
	"$migracode" --school "$room/first/school" fetch -q --cohort c1 >/dev/null
	lay_plain_run
	unpack_submissions "$room/first"
	mkdir "$inputs"
	for count in '2 0' '1 5' '3000 71'; do echo "$count" >"$inputs/${count% *}"; done
	count=$(find "$room/plain.d" -mindepth 1 -maxdepth 1 | wc -l)
	printf '\n%s submissions in C, each built once with gcc -O1 -Wall and run three times, for the first time\n' "$count"
	printf '  %-38s %10s %9s %8s  %s\n' '' 'wall ms' 'cpu ms' '/plain' target
	printf 'rm -rf "%s/results" && exec "%s" --school "%s" grade -q --cohort c1 --no-fetch --json >/dev/null\n' \
		"$room/first/school" "$migracode" "$room/first/school" >"$room/first.sh"
	# Without the records of the round before, everything is computed and recorded again.
	cp "$room/first/school/school.db" "$room/first.db"
	sed -i "1s|^|rm -f '$room/first/school/school.db'*; cp '$room/first.db' '$room/first/school/school.db'; |" "$room/first.sh"
	"$bin/timeit" "$rounds" plain sh -c "ls -d '$room'/plain.d/* | xargs -P '$(nproc)' -I{} sh '$room/plain' {} '$inputs'" \
		-- ours sh "$room/first.sh" >"$room/speed"
	awk -F '\t' '{ printf "  %-38s %10.0f %9.0f %8.2f\n", $1 == "ours" ? "migracode grade --cohort" : "gcc and programs, no sandbox", $2, $3, $4 }' \
		"$room/speed"
	awk -F '\t' '$1 == "ours" { printf "  %-38s %29.2f\n", "of processor time", $9 }' "$room/speed"
	wall=$(awk -F '\t' '$1 == "ours" { print $4 }' "$room/speed")
	target 'first run, by what programs take' "$wall" '' '<=' 1.2
}

grade() {
	second_run
	first_run
}
