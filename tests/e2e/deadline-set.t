#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/deadline.sh"

on_both "sets a deadline in the time zone of the school" "$course"'
	ms 0 deadline set --cohort c1 --module python-basics --at "2026-12-06 18:00" --json
	out_json "d.schema == \"migracode/deadline/v1\" && d.event == \"deadline.set\" && d.scope == \"module\" && d.id == \"python-basics\""
	out_json "d.due_at == \"2026-12-06T16:00:00Z\" && d.due_local == \"2026-12-06 18:00\" && d.time_zone == \"Europe/Athens\" && d.learner === null"
	ms 0 deadline set --cohort c1 --at 2026-12-13
	out_has "c1: everything: due on 2026-12-13 23:59 (Europe/Athens)"
	out_has "next: migracode deadline list --cohort c1"
	ms 0 deadline list --cohort c1 --json
	out_json "d.deadlines.length == 2 && d.deadlines[1].due_at == \"2026-12-13T21:59:59Z\""
	ms 0 records rebuild --check
'
on_both "the one of an exercise comes before that of its module" "$course"'
	ms 0 deadline set --cohort c1 --module python-basics --at 2026-12-06 -q
	[ ! -s "$OUT" ]
	ms 0 deadline set --cohort c1 --exercise py-change --at 2026-12-01
	ms 0 deadline list --cohort c1 --learner L1 --json
	out_json "d.learners[0].exercises.find(e => e.exercise == \"py-change\").due_local == \"2026-12-01 23:59\""
	out_json "d.learners[0].exercises.find(e => e.exercise == \"py-guess\").due_local == \"2026-12-06 23:59\""
	out_json "d.learners[0].exercises.find(e => e.exercise == \"c-recipe\").due_at === null"
'
on_both "takes it away again, and records nothing twice" "$course"'
	ms 0 deadline set --cohort c1 --at 2026-12-13
	ms 5 deadline set --cohort c1 --at 2026-12-13
	ms 0 deadline set --cohort c1 --none
	out_has "c1: everything: there is no deadline"
	ms 5 deadline set --cohort c1 --none
	ms 0 audit log --json
	out_json "d.events.filter(e => e.kind.startsWith(\"deadline.\")).map(e => e.kind).join() == \"deadline.set,deadline.removed\""
	ms 0 records rebuild --check
'
on_both "says for how many graded submissions it makes a difference" "$course"'
	graded L1 py-change python-basics 2026-12-01T10:00:00Z
	graded L2 py-change python-basics 2026-12-02T10:00:00Z
	ms 0 deadline set --cohort c1 --at "2026-12-02 11:59" --json
	out_json "d.graded == 2 && d.now_late == 1 && d.now_in_time == 0"
	ms 0 deadline set --cohort c1 --at "2026-12-02 12:00"
	out_has "submissions that are graded: 2; late now and were in time: 0; in time now and were late: 1"
	out_has "migracode grade --cohort c1"
'
on_both "names the nearest of what there is" "$course"'
	ms 3 deadline set --cohort c1 --exercise py-chang --at 2026-12-06
	err_has "the course has no exercise '\''py-chang'\''"
	err_has "did you mean '\''py-change'\''"
	ms 3 deadline set --cohort c1 --module python-basic --at 2026-12-06
	err_has "did you mean '\''python-basics'\''"
	ms 3 deadline set --cohort c11 --at 2026-12-06
	err_has "c1"
	ms 5 deadline set --cohort c1 --none
'
on_both "refuses what is no moment, or not said" "$course"'
	ms 3 deadline set --cohort c1 --at 06/12/2026
	err_has "2026-12-06 18:00"
	ms 3 deadline set --cohort c1 --at "2026-03-29 03:30"
	err_has "left out by the clocks"
	ms 2 deadline set --cohort c1
	err_has "--at"
	ms 2 deadline set --at 2026-12-06
	err_has "--cohort"
	ms 2 deadline set --cohort c1 --at 2026-12-06 --none
	ms 2 deadline set --cohort c1 --module python-basics --exercise py-change --at 2026-12-06
'
on_both "needs a course to know its exercises" '
	ms 3 deadline set --cohort c1 --exercise py-change --at 2026-12-06
	err_has "no course is named"
	ms 0 deadline set --cohort c1 --at 2026-12-06
'
finish
