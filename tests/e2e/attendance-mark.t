#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "marks who was there, and corrects a mark" '
	ms 0 learner add --cohort c1 --id L3
	ms 0 session add --cohort c1 --on 2026-02-03 --id s1
	ms 0 attendance mark s1 --late L2 --others present
	out_has "c1: 3 new, 0 changed, 0 as they were"
	ms 0 attendance mark s1 --excused L2 --present "L1, L3" --json
	out_json "d.changed == 1 && d.same == 2 && d.events == 1"
	ms 0 attendance show --cohort c1 --as-of 2026-02-03 --json
	out_json "d.learners[1].excused == 1 && d.learners[1].late == 0"
	ms 0 audit log --json
	out_has "attendance.marked"
'
on_both "leaves out of others who had left, and marks whoever moved in" '
	ms 0 learner withdraw L2 --on 2026-02-02 --reason study
	ms 0 session add --cohort c1 --on 2026-02-03 --id s1
	ms 0 attendance mark s1 --others absent
	out_has "c1: 1 new,"
	ms 0 learner move L1 --to c2 --on 2026-03-10
	ms 0 session add --cohort c2 --on 2026-03-10 --id s2
	ms 0 attendance mark s2 --present L1
	ms 0 attendance mark s1 --absent L2
	out_has "the learner had left before this session"
'
on_both "refuses what cannot be, and repeats no name" '
	ms 0 session add --cohort c1 --on 2026-02-03 --id s1
	ms 2 attendance mark s1
	ms 3 attendance mark s1 --present "Sample One"
	err_has "ids of learners"
	err_lacks "Sample"
	ms 3 attendance mark s1 --present L9
	err_has "the learner '\''L9'\'' is not in the cohort '\''c1'\''"
	ms 3 attendance mark s9 --present L1
	err_has "there is no session '\''s9'\''"
	ms 3 attendance mark s1 --present L1 --late L1
	err_has "1 fault"
	ms 0 attendance show --cohort c1 --as-of 2026-02-03 --json
	out_json "d.learners[0].unmarked == 1"
'
finish
