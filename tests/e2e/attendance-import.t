#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

two_sessions='
	ms 0 session add --cohort c1 --on 2026-02-03 --at 18:30 --id s1
	ms 0 session add --cohort c1 --on 2026-02-05 --at 18:30 --id s2
'
on_both "shows first, marks with --yes, and is idle the second time" "$two_sessions"'
	printf "learner_id,session_id,status\nL1,s1,present\nL2,s1,LATE\nL1,s2,a\nL2,s2,e\n" >marks.csv
	ms 0 attendance import --cohort c1 marks.csv
	out_has "c1: 4 new, 0 changed, 0 as they were"
	ms 0 attendance show --cohort c1 --as-of 2026-03-01 --json
	out_json "d.learners[0].unmarked == 2"
	ms 0 attendance import --cohort c1 --yes marks.csv
	sed -i "s/L1,s2,a/L1,s2,p/" marks.csv
	ms 0 attendance import --cohort c1 --yes --json marks.csv
	out_json "d.committed && d.new == 0 && d.changed == 1 && d.same == 3 && d.events == 1"
	ms 0 attendance show --cohort c1 --as-of 2026-03-01 --json
	out_json "d.learners[0].present == 2 && d.learners[0].attendance_pct == \"100.0\""
'
on_both "finds people by e-mail, and sessions by day and time" "$two_sessions"'
	ms 0 session add --cohort c1 --on 2026-02-05 --at 10:00 --id s3
	printf "email,scantime,status\nONE@example.org,2026-02-03 18:20,P\ntwo@example.org,2026-02-05 10:05,L\ntwo@example.org,2026-02-05 18:31,P\n" >marks.csv
	ms 0 attendance import --cohort c1 --yes marks.csv
	ms 0 learner show L2 --json
	out_json "d.days.map(m => m.id + m.word).join() == \"s2present,s3late\""
	printf "email,date,status\none@example.org,2026-02-05,P\n" >marks.csv
	ms 3 attendance import --cohort c1 --yes marks.csv
	out_has "marks.csv:2: error: scantime: there are several sessions on this day"
	ms 0 attendance import --session s2 --yes marks.csv
'
on_both "takes scans at the door: who came in time is present" "$two_sessions"'
	printf "user,scantime\nL1,18:35\ntwo@example.org,18:41\nL1,18:50\n" >scans.csv
	ms 0 attendance import --session s1 --yes scans.csv
	ms 0 attendance show --cohort c1 --as-of 2026-02-03 --json
	out_json "d.learners[0].present == 1 && d.learners[1].late == 1"
	printf "user,scantime\nL1,2026-02-05 18:20\nL1,2026-02-05 18:55\n" >scans.csv
	ms 0 attendance import --cohort c1 --yes scans.csv
	ms 0 attendance show --cohort c1 --as-of 2026-02-05 --json
	out_json "d.learners[0].present == 2"
'
on_both "tells all faults by line, repeats no contact, and changes nothing then" "$two_sessions"'
	ms 0 session cancel s2
	printf "learner_id,session_id,status\nL1,s1,present\nL1,s1,late\nL9,s1,present\nL2,s9,present\nL2,s2,present\nL2,s1,perhaps\n" >marks.csv
	ms 3 attendance import --cohort c1 --yes marks.csv
	out_has "marks.csv:3: error:"
	out_has "marks.csv:4: error: learner_id: nobody in the cohort is known by this"
	out_has "marks.csv:5: error: session_id: the cohort has no such session"
	out_has "marks.csv:6: error: session_id: this session was cancelled"
	out_has "marks.csv:7: error:"
	out_has "nothing was changed"
	printf "email,status\nnobody@example.org,P\n" >who.csv
	ms 3 attendance import --session s1 --yes who.csv
	out_has "who.csv:2: error: email: nobody in the cohort is known by this"
	out_lacks "example.org"
	ms 0 attendance show --cohort c1 --as-of 2026-03-01 --json
	out_json "d.learners[0].unmarked == 1"
'
on_both "makes events of at most a thousand marks" '
	ms 0 session add --cohort c2 --on 2026-03-10 --id s1
	{ echo learner_id; seq -f L%05g 2500; } >list.csv
	ms 0 learner import --cohort c2 --yes -q list.csv
	sed "1s/.*/learner_id,status/; 2,\$s/\$/,p/" list.csv >marks.csv
	ms 0 attendance import --session s1 --yes --json marks.csv
	out_json "d.new == 2500 && d.events == 3"
'
it "needs to know which session or cohort is meant" '
	mc 0 init school s
	printf "learner_id,status\nL1,P\n" >marks.csv
	mc 2 --school s attendance import marks.csv
	err_has "--cohort, --session"
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	mc 3 --school s attendance import --cohort c1 marks.csv
	err_has "nothing says which session this is"
'
finish
