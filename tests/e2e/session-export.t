#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "writes a calendar in which a moved session moves" '
	sed -i "s|\"time_zone\": \"[^\"]*\"|\"time_zone\": \"Europe/Madrid\"|" s/school.json
	ms 0 session add --cohort c1 --on 2026-02-03 --at 18:30 --minutes 90 --id s1 --title Loops
	ms 0 session export --cohort c1
	out_has "DTSTART:20260203T173000Z"
	out_has "SUMMARY:Loops"
	out_has "SEQUENCE:0"
	printf "session_id,held_on,starts_at,minutes,title\ns1,2026-02-04,18:30,90,Loops\n" >plan.csv
	ms 0 session import --cohort c1 --yes plan.csv
	ms 0 session export --cohort c1
	out_has "DTSTART:20260204T173000Z"
	out_has "SEQUENCE:1"
	ms 0 session cancel s1
	ms 0 session export --cohort c1
	out_has "STATUS:CANCELLED"
'
on_both "writes a table for Moodle, and says what is left out" '
	ms 0 session add --cohort c1 --on 2026-02-03 --at 18:30 --minutes 90 --id s1 --title Loops
	ms 0 session add --cohort c1 --on 2026-02-04 --id s2
	ms 0 session export --cohort c1 --format moodle-csv --course JS1
	out_has "JS1"
	out_has "20:00"
	err_has "1 session is left out"
	ms 2 session export
'
finish
