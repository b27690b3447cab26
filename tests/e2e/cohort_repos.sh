# shellcheck shell=bash
# Tests that grade a cohort: source this behind harness.sh, and begin a test with "$COHORT".
#
#   lay LEARNERS EXERCISES   a course, repositories and a school in c, see tests/bench/make_cohort.sh; in an it_both on the
#                            database of the turn
#   ms STATUS ARGS…          mc with this school
#   push c LEARNER TEXT      a new commit of a learner to the first exercise
#   table FILE               what 'results export' says, into a file

# shellcheck disable=SC2034,SC2016
COHORT='
. "$TOP/tests/bench/make_cohort.sh"
ms() { local want=$1; shift; mc "$want" --school c/school "$@"; }
lay() {
	make_cohort c "$1" "$2" >/dev/null
	SCHOOL=c/school
	if [ "$ENGINE" = postgres ]; then
		rm -r c/school
		make_school c/school --curriculum "$PWD/c/curriculum" --time-zone UTC
		ms 0 cohort create --id c1 --start 2026-01-12 --length-days 120
		ms 0 learner import --cohort c1 --yes c/learners.csv
	fi
	mc 0 verify c/curriculum
}
table() { ms 0 results export --cohort c1 --format csv; cp "$OUT" "$1"; }
'
