# shellcheck shell=bash
# Tests of records: source this behind harness.sh.
#
#   on_both NAME COMMANDS   an `it` on SQLite and one on PostgreSQL; each has a new school in the folder s with the cohorts c1
#                           (2026-01-12) and c2 (2026-03-09), and L1 and L2 in c1
# Inside it:
#   ms STATUS ARGS…         mc with this school

# shellcheck disable=SC2016
SCHOOL='
ms() { local want=$1; shift; mc "$want" --school s "$@"; }
mc 0 init school s ${POSTGRES:+--records "$POSTGRES"}
ms 0 cohort create --id c1 --start 2026-01-12 --length-days 120
ms 0 cohort create --id c2 --start 2026-03-09 --length-days 120
ms 0 learner add --cohort c1 --id L1 --gender f --display-name "Sample One" --email one@example.org
ms 0 learner add --cohort c1 --id L2 --gender m --display-name "Sample Two" --email two@example.org
'

on_both() {
	it "$1 (SQLite)" "$SCHOOL$2"
	it "$1 (PostgreSQL)" "fresh_postgres
$SCHOOL$2"
}
