#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/deadline.sh"

on_both "excuses a learner from an exercise" "$course"'
	ms 0 deadline set --cohort c1 --at 2026-12-06
	ms 0 deadline excuse --cohort c1 --learner L1 --exercise py-change --reason "sample reason"
	out_has "L1: exercise py-change: excused"
	ms 0 deadline list --cohort c1 --learner L1 --json
	out_json "d.learners[0].exercises.filter(e => e.excused).map(e => e.exercise).join() == \"py-change\""
	out_json "d.learners[0].exercises.find(e => e.excused).due_at === null && d.extensions[0].excused"
	ms 5 deadline excuse --cohort c1 --learner L1 --exercise py-change --reason "sample reason"
	ms 0 records rebuild --check
'
on_both "takes the place of an extension, and can be taken back" "$course"'
	graded L1 py-change python-basics 2026-12-20T10:00:00Z
	ms 0 deadline set --cohort c1 --at 2026-12-06
	ms 0 deadline extend --cohort c1 --learner L1 --days 3 --reason "sample reason"
	ms 0 deadline excuse --cohort c1 --learner L1 --reason "sample reason" --json
	out_json "d.event == \"deadline.extended\" && d.excused && d.due_at === null && d.now_in_time == 1"
	ms 0 deadline list --cohort c1 --json
	out_json "d.extensions.length == 1 && d.extensions[0].excused && d.extensions[0].days == 0"
	ms 0 deadline excuse --cohort c1 --learner L1 --none
	out_has "not excused any more"
	out_has "late now and were in time: 1"
	ms 5 deadline excuse --cohort c1 --learner L1 --none
'
on_both "keeps the reason sealed, and forgets it with the learner" "$course"'
	ms 0 deadline excuse --cohort c1 --learner L1 --reason "Quillfeather agreed"
	ms 0 deadline list --cohort c1 --reasons
	out_has "Quillfeather agreed"
	ms 0 audit log
	where=s
	[ -z "${POSTGRES:-}" ] || { pg_dump "$POSTGRES" --schema=public >dump.sql; where=.; }
	no_leak Quillfeather
	ms 0 privacy erase L1 --yes
	"$TOP/tests/leaks.py" "$where" "$OUT" "$ERR" -- Quillfeather
	ms 3 deadline excuse --cohort c1 --learner L1 --reason "again"
	ms 0 records rebuild --check
'
on_both "needs a learner and a reason" "$course"'
	ms 2 deadline excuse --cohort c1 --learner L1
	err_has "--reason"
	ms 2 deadline excuse --cohort c1 --reason x
	err_has "--learner"
	ms 2 deadline excuse --learner L1 --reason x
	ms 3 deadline excuse --cohort c1 --learner L9 --reason x
	ms 3 deadline excuse --cohort c1 --learner L1 --exercise py-chang --reason x
	err_has "did you mean"
'
finish
