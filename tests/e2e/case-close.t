#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "closes the one that is open, or the one that is named" '
	ms 3 case close L1 --on 2026-04-09
	err_has "no such case"
	ms 0 case open L1 --kind plagiarism --on 2026-04-02
	ms 0 case open L1 --kind conduct --on 2026-04-02
	ms 3 case close L1 --on 2026-04-09
	err_has "say which one with --kind"
	ms 0 case close L1 --kind conduct --on 2026-04-09 --json
	out_json "d.event == \"case.closed\" && d.name == \"conduct\""
	ms 0 case close L1 --on 2026-04-10
	ms 3 case close L1 --on 2026-04-10
'
finish
