#!/usr/bin/env bash
# shellcheck disable=SC2016
. "$(dirname "$0")/harness.sh"
school='
	mc 0 init school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	printf "learner_id,display_name\nL1,Samplina Examplova\nL2,Samplo Exampletti\n" >list.csv
	mc 0 --school s learner import --cohort c1 --yes list.csv
	printf "learner_id,exercise,module,passed,points,max,done_on\nL1,one,m,y,2,2,2026-02-01\nL1,two,m,n,0.5,2,2026-02-02\nL2,one,m,y,1.5,2,2026-02-01\n" >results.csv
	mc 0 --school s results import --cohort c1 --yes results.csv
'

it "writes what it reads" "$school"'
	mc 0 --school s results export --cohort c1 --format import --output out.csv
	tr -d "\r" <out.csv | cmp - results.csv
'
it "writes every learner and exercise with what the points are made of" "$school"'
	mc 0 --school s override set L2 one --points 2 --reason "Samplo asked"
	mc 0 --school s results export --output out.csv
	tr -d "\r" <out.csv >lines
	cmp lines - <<END
learner_id,exercise,module,state,verdict,points,max,tests,rubric,extra,late,override,is_late,submitted_at
L1,one,m,graded,pass,2,2,2,0,0,0,,n,2026-02-01
L1,two,m,graded,partial,0.5,2,0.5,0,0,0,,n,2026-02-02
L2,one,m,graded,pass,2,2,1.5,0,0,0,0.5,n,2026-02-01
L2,two,m,missing,,,,,,,,,,
END
	mc 0 --school s override lift L2 one
	mc 0 --school s override set L2 one --points 2 --reason other
	mc 0 --school s results export --output again.csv
	cmp out.csv again.csv
'
it "writes grades for Moodle, and never erases one there" "$school"'
	mc 0 --school s results export --cohort c1 --format moodle
	out_has "L1"
	out_has "0.5"
	out_lacks "L2"
	out_lacks "Sampl"
	err_has "1 learner without a result of every exercise"
'
it "writes nothing when the cohort is not there" "$school"'
	mc 3 --school s results export --cohort c9 --output out.csv
	[ ! -e out.csv ]
	mc 0 --school s results export
	mc 0 --school s cohort create --id c2 --start 2026-01-12 --length-days 120
	mc 2 --school s results export
'
finish
