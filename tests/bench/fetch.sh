# shellcheck shell=bash
# shellcheck disable=SC2154 # what run.sh sets, which reads this file
# The mirrors of a cohort beside what git itself takes for the same repositories, two at a time. Only this: BENCH_ONLY=fetch.

# shellcheck source=tests/bench/make_cohort.sh
. "$here/make_cohort.sh"

# fetch_cohort FOLDER LEARNERS EXERCISES: in a shell of its own, as it sets what git reads
fetch_cohort() { (MIGRACODE=$migracode make_cohort "$@"); }

# Every round begins without mirrors; moving them away costs both sides the same.
fetch_new() {
	local co=$1 count=$2
	mkdir -p "$co/old" "$co/clones"
	"$bin/timeit" $((runs < 10 ? runs : 10)) \
		clone sh -c "mv '$co/clones' '$co/old/'\$\$; mkdir '$co/clones'
			ls '$co/repos' | xargs -P2 -I@ git clone -q --bare '$co/repos/@' '$co/clones/@'" \
		-- ours sh -c "[ ! -e '$co/school/mirrors' ] || mv '$co/school/mirrors' '$co/old/'\$\$
			exec '$migracode' --school '$co/school' fetch -q --cohort c1" >"$room/fetch-new"
	fetch_heading "fetch of $count local repositories that are new"
	fetch_rows "$room/fetch-new" 'git clone --bare in xargs -P2' 1.5
	rm -rf "$co/old"
}

fetch_heading() { printf '\n%s\n  %-38s %10s %9s\n' "$1" '' 'wall ms' 'cpu ms'; }

# fetch_rows FILE TITLE FACTOR: the peer is the first row, and by how much ours is faster
fetch_rows() {
	local name wall cpu
	for name in ours clone; do
		read -r wall cpu < <(awk -F '\t' -v name="$name" '$1 == name { printf "%.1f %.1f\n", $2, $3 }' "$1")
		printf '  %-38s %10s %9s\n' "$([ "$name" = ours ] && echo 'migracode fetch' || echo "$2")" "$wall" "$cpu"
	done
	target 'times as fast, by the clock' "$(awk -F '\t' '$1 == "ours" { printf "%.2f", 1 / $4 }' "$1")" '' '>=' "$3"
	target 'times as fast, processor time' "$(awk -F '\t' '$1 == "ours" { printf "%.2f", 1 / $9 }' "$1")" '' '>=' "$3"
}

fetch_unchanged() {
	local co=$1 count=$2
	rm -rf "$co/clones" && mkdir "$co/clones"
	find "$co/repos" -mindepth 1 -maxdepth 1 -printf '%f\n' | xargs -P2 -I@ git clone -q --mirror "$co/repos/@" "$co/clones/@"
	"$migracode" --school "$co/school" fetch -q --cohort c1
	"$bin/timeit" $((runs < 10 ? runs : 10)) \
		clone sh -c "ls '$co/clones' | xargs -P2 -I@ git -C '$co/clones/@' fetch -q" \
		-- ours "$migracode" --school "$co/school" fetch -q --cohort c1 >"$room/fetch-same"
	fetch_heading "fetch of $count local repositories that did not change"
	fetch_rows "$room/fetch-same" 'git fetch in xargs -P2' 3
}

fetch_thousand() {
	local co=$1
	"$migracode" --school "$co/school" fetch -q --cohort c1
	"$bin/timeit" $((runs < 10 ? runs : 10)) ours "$migracode" --school "$co/school" fetch -q --cohort c1 >"$room/fetch-many"
	target '1,000 local ones, unchanged' "$(awk -F '\t' '{ printf "%.2f", $2 / 1000 }' "$room/fetch-many")" s '<=' 0.50
	target 'memory' "$(awk -F '\t' '{ printf "%.0f", $6 / 1024 }' "$room/fetch-many")" MiB '<=' 64
}

fetch() {
	fetch_cohort "$room/cohort" 200 20
	fetch_new "$room/cohort" 200
	fetch_unchanged "$room/cohort" 200
	rm -rf "$room/cohort"
	fetch_cohort "$room/thousand" 1000 4
	fetch_thousand "$room/thousand"
	rm -rf "$room/thousand"
}
