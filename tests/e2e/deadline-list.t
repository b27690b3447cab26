#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/deadline.sh"

on_both "lists nothing, and says what to do" '
	ms 0 deadline list --cohort c1
	out_has "no deadline is set"
	out_has "next: migracode deadline set --cohort c1"
	ms 0 deadline list --cohort c1 --json
	out_json "d.schema == \"migracode/deadlines/v1\" && !d.deadlines.length && !d.extensions.length && d.learners.length == 2"
'
on_both "lists deadlines in their order, and who has more time, by name" "$course"'
	ms 0 deadline set --cohort c1 --at 2026-12-20
	ms 0 deadline set --cohort c1 --exercise py-change --at "2026-12-06 18:00"
	ms 0 deadline extend --cohort c1 --learner L2 --days 1 --reason "sample reason"
	ms 0 deadline list --cohort c1
	grep -n "2026-12-06 18:00 *exercise py-change" "$OUT"
	grep -A1 "2026-12-06 18:00" "$OUT" | grep "2026-12-20 23:59 *everything"
	grep "L2 *Sample Two *everything *1 more day" "$OUT"
	ms 0 deadline list --cohort c1 --json
	no_leak "Sample Two" two@example.org
'
on_both "counts the grace days that are left" "$course"'
	mc 0 deadline policy --example
	cp "$OUT" late.json
	ms 0 deadline policy --cohort c1 late.json
	ms 0 deadline set --cohort c1 --at 2026-12-06
	ms 0 deadline list --cohort c1
	out_has "2 learners have used no grace day"
	graded L1 py-change python-basics 2026-12-07T10:00:00Z
	graded L1 py-guess python-basics 2026-12-08T10:00:00Z
	ms 0 deadline list --cohort c1
	grep "L1 *Sample One *1\$" "$OUT"
	out_has "1 learner has used no grace day"
	ms 0 deadline list --cohort c1 --json
	out_json "d.learners.map(l => l.grace_left).join() == \"1,4\""
	ms 0 deadline list --cohort c1 --learner L2
	grep "L2 *Sample Two *4\$" "$OUT"
'
on_both "needs a cohort, and a learner who is in it" '
	ms 2 deadline list
	ms 3 deadline list --cohort c9
	ms 3 deadline list --cohort c1 --learner L9
	ms 2 deadline list --cohort c1 --reasons --json
'
finish
