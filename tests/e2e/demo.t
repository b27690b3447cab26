#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
start_postgres

# What it prints, but for the fingerprint of the log, which depends on the time.
# shellcheck disable=SC2016
DEMO='
export MIGRACODE
demo() { "$TOP/tests/demo_school.sh" "$1" >"$1/all" 2>"$1/errors" || { cat "$1/errors"; false; }; sed "/^end of the log/d" "$1/all" >"$1/said"; }
'
it "the school of the demo ends with its rates, in the first run and in the second" "$DEMO"'
	mkdir x
	demo x
	cp x/said first
	grep -qE "graduated on time, of those enrolled +77.3%" first
	grep -qE "work in the field within 180 days +52.9%" first
	file_has first "17 learners graduated on 2025-05-12"
	file_has first "the log is whole"
	file_has first "19 PDF files, each with the signed document inside"
	grep -qE "^ +18 .*the certificate is genuine, issued by Demo School" first
	grep -qE "^ +1 .*its issuer has taken it back" first
	[ "$(ls x/reports)" = "$(printf "%s.html\n" attendance esf gender graduation outcomes progress)" ]
	[ ! -s x/errors ]
	demo x
	cmp first x/said
'
it "the school of the demo is the same in PostgreSQL" "$DEMO"'
	fresh_postgres
	mkdir x y
	demo x
	export MIGRACODE_RECORDS=$POSTGRES
	demo y
	cmp x/said y/said
	for name in graduation outcomes gender esf attendance progress; do cmp "x/reports/$name.html" "y/reports/$name.html"; done
'
finish
