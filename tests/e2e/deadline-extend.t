#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/deadline.sh"

on_both "gives one learner more time" "$course"'
	ms 0 deadline set --cohort c1 --at 2026-12-06
	ms 0 deadline extend --cohort c1 --learner L1 --module python-basics --until 2026-12-09 --reason "sample reason" --json
	out_json "d.event == \"deadline.extended\" && d.learner == \"L1\" && d.due_local == \"2026-12-09 23:59\" && !d.excused"
	ms 0 deadline list --cohort c1 --learner L1 --json
	out_json "d.learners[0].exercises.find(e => e.exercise == \"py-change\").due_local == \"2026-12-09 23:59\""
	out_json "d.learners[0].exercises.find(e => e.exercise == \"c-recipe\").due_local == \"2026-12-06 23:59\""
	ms 0 deadline list --cohort c1 --learner L2 --json
	out_json "d.extensions.length == 0 && d.learners[0].exercises.every(e => !e.extended && e.due_local == \"2026-12-06 23:59\")"
	ms 5 deadline extend --cohort c1 --learner L1 --module python-basics --until 2026-12-09 --reason "another"
	ms 0 records rebuild --check
'
on_both "moves every deadline by days, also one that is set later" "$course"'
	ms 0 deadline set --cohort c1 --at 2026-10-24
	ms 0 deadline extend --cohort c1 --learner L1 --days 3 --reason "sample reason"
	out_has "L1: everything: due on 2026-10-27 23:59 (Europe/Athens)"
	ms 0 deadline set --cohort c1 --module c-basics --at "2026-12-20 12:00"
	ms 0 deadline list --cohort c1 --learner L1 --json
	out_json "d.extensions[0].days == 3 && d.extensions[0].due_at === null"
	out_json "d.learners[0].exercises.find(e => e.exercise == \"c-recipe\").due_local == \"2026-12-23 12:00\""
	ms 0 records rebuild --check
'
on_both "keeps the reason sealed, and forgets it with the learner" "$course"'
	ms 0 deadline set --cohort c1 --at 2026-12-06
	ms 0 deadline extend --cohort c1 --learner L1 --days 3 --reason "Quillfeather moved house"
	out_lacks Quillfeather
	ms 0 deadline list --cohort c1 --reasons
	out_has "Quillfeather moved house"
	ms 0 deadline list --cohort c1
	out_lacks Quillfeather
	out_has "Sample One"
	ms 0 deadline list --cohort c1 --json
	ms 0 audit log
	where=s
	[ -z "${POSTGRES:-}" ] || { pg_dump "$POSTGRES" --schema=public >dump.sql; where=.; }
	no_leak Quillfeather
	ms 0 privacy erase L1 --yes
	"$TOP/tests/leaks.py" "$where" "$OUT" "$ERR" -- Quillfeather "Sample One"
	ms 0 deadline list --cohort c1 --reasons
	out_lacks Quillfeather
	out_lacks "Sample One"
	ms 3 deadline extend --cohort c1 --learner L1 --days 4 --reason "more"
	err_has "was erased"
	ms 0 records rebuild --check
'
on_both "takes it back" "$course"'
	ms 0 deadline set --cohort c1 --at 2026-12-06
	ms 0 deadline extend --cohort c1 --learner L1 --days 3 --reason "sample reason"
	ms 5 deadline extend --cohort c1 --learner L1 --module c-basics --none
	ms 0 deadline extend --cohort c1 --learner L1 --none
	out_has "L1: everything: due on 2026-12-06 23:59"
	ms 5 deadline extend --cohort c1 --learner L1 --none
	err_has "has no such extension"
	ms 0 records rebuild --check
'
on_both "says for how many graded submissions it makes a difference" "$course"'
	graded L1 py-change python-basics 2026-12-08T10:00:00Z
	ms 0 deadline set --cohort c1 --at 2026-12-06
	ms 0 deadline extend --cohort c1 --learner L1 --days 2 --reason "sample reason" --json
	out_json "d.graded == 1 && d.now_late == 0 && d.now_in_time == 1"
	ms 0 deadline extend --cohort c1 --learner L1 --none --json
	out_json "d.event == \"extension.lifted\" && d.now_late == 1"
'
on_both "refuses what is no extension" "$course"'
	ms 3 deadline extend --cohort c1 --learner L1 --days 3 --reason "sample reason"
	err_has "there is no deadline that days could move"
	ms 0 deadline set --cohort c1 --at 2026-12-06
	ms 3 deadline extend --cohort c1 --learner L1 --until 2026-12-05 --reason "sample reason"
	err_has "the deadline for everybody is 2026-12-06 23:59"
	ms 0 deadline set --cohort c1 --exercise c-recipe --at 2026-12-01
	ms 3 deadline extend --cohort c1 --learner L1 --module python-basics --until 2026-12-05 --reason "sample reason"
	ms 0 deadline extend --cohort c1 --learner L1 --module c-basics --until 2026-12-05 --reason "sample reason"
	ms 0 deadline extend --cohort c1 --learner L1 --until 2026-12-05 --reason "sample reason"
	ms 2 deadline extend --cohort c1 --learner L1 --days 3
	err_has "--reason"
	ms 2 deadline extend --cohort c1 --learner L1 --reason x
	err_has "--until, --days"
	ms 2 deadline extend --cohort c1 --learner L1 --days 3 --until 2026-12-09 --reason x
	ms 2 deadline extend --cohort c1 --learner L1 --days 400 --reason x
	ms 2 deadline extend --cohort c1 --days 3 --reason x
	err_has "--learner"
	ms 3 deadline extend --cohort c1 --learner L9 --days 3 --reason x
	err_has "L9"
	ms 3 deadline extend --cohort c2 --learner L1 --until 2026-12-09 --reason x
'
finish
