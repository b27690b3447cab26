#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/consent.sh"
start_postgres

it_both "shows what was agreed to and taken back, without a name" "$school"'
	mc 0 --school s privacy consent give L1 --purpose follow-up --on 2026-02-01
	mc 0 --school s privacy consent show L1
	out_has "2026-02-01"
	out_lacks "Sample"
	mc 0 --school s privacy consent withdraw L1 --purpose follow-up --on 2026-03-01
	mc 0 --school s privacy consent show L1
	out_has "2026-03-01"
	mc 3 --school s privacy consent show L9
'
finish
