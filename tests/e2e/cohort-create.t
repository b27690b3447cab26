#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"

it "starts a cohort once, and never changes its days" '
	mc 0 init school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	mc 5 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	mc 3 --school s cohort create --id c1 --start 2026-01-13 --length-days 120
	err_has "already, with other days"
'
it "refuses what cannot be" '
	mc 0 init school s
	mc 2 --school s cohort create --id c1
	err_has "--start"
	mc 3 --school s cohort create --id c1 --start 2026-02-30 --length-days 120
	err_has "is not a day"
	mc 3 --school s cohort create --id "c 1" --start 2026-02-03 --length-days 120
	err_has "cannot be the id"
	mc 3 --school s cohort create --id c1 --start 2026-02-03 --length-days 10
	err_has "census day"
	mc 3 --school s cohort create --id c1 --start 2026-02-03 --length-days 4000
'
finish
