#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "adds learners to an activity" '
	ms 0 activity add --kind career-day --on 2026-03-05 --employers 4
	ms 0 activity attend career-day-2026-03-05 L1
	ms 0 activity attend career-day-2026-03-05 L1,L2
	ms 5 activity attend career-day-2026-03-05 L2
	ms 0 activity list --json
	out_json "d.activities[0].learners == 2 && d.activities[0].employers == 4"
	ms 3 activity attend other L1
	err_has "there is no activity"
	ms 3 activity attend career-day-2026-03-05 L9
'
finish
