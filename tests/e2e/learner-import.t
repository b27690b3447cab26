#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
start_postgres
# shellcheck disable=SC2016
school='
	mc 0 init school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120 --census-day 14
	cat >list.csv <<END
learner_id,gender,birth_date,third_country,entry_status,isced,started_on,withdrawn_on,withdrawn_reason,exclusion,graduated_on,certificate_on,intent,intent_on,work_auth,outcome,accepted_on,status_6m,cohort_finish,display_name,email
L1,f,1990-02-03,y,unemployed,3,2026-01-12,,,,2026-05-10,2026-05-12,job,2026-01-20,y,1A,2026-06-01,employed,,Samplina Examplova,one@example.org
L2,m,1985-02-03,y,employed,6,2026-01-12,2026-01-20,job,,,,,,,,,,,Samplo Exampletti,two@example.org
END
'

it "shows first, and changes only with --yes" "$school"'
	mc 0 --school s learner import --cohort c1 list.csv
	out_has "2 new, 0 changed, 0 as they were"
	out_has "nothing was changed yet"
	out_lacks "Sampl"
	mc 0 --school s learner import --cohort c1 --yes list.csv
	mc 0 --school s learner import --cohort c1 --yes --json list.csv
	out_json "d.committed && d.new == 0 && d.changed == 0 && d.same == 2 && d.events == 0"
'
it "takes what is new in a longer list" "$school"'
	mc 0 --school s learner import --cohort c1 --yes list.csv
	printf "learner_id,withdrawn_on,withdrawn_reason\nL1,2026-07-01,moved by authority\n" >more.csv
	mc 0 --school s learner import --cohort c1 more.csv
	out_has "~ L1: withdrawn_on 2026-07-01, withdrawn_reason moved-by-authority"
'
it "names every fault by line and column, and then changes nothing" "$school"'
	cat >bad.csv <<END
learner_id;gender;birth_date;started_on
L3;f;1990-02-30;2026-01-12
L4;perhaps;;12/01/2026
Sample Person;f;;
END
	mc 3 --school s learner import --cohort c1 --yes bad.csv
	out_has "bad.csv:2: error: birth_date: this is not a day"
	out_has "bad.csv:3: error: gender: this word is not known"
	out_has "bad.csv:3: error: started_on: this is not a day"
	out_has "bad.csv:4: error: learner_id: this cannot be the id of a learner"
	out_has "nothing was changed"
	out_lacks "Person"
	mc 0 --school s learner import --cohort c1 --json list.csv
	out_json "d.new == 2"
'
it "counts somebody once who stands there twice, with the first start" "$school"'
	printf "learner_id,started_on,gender\nL5,2026-02-01,f\nL5,2026-01-12,\n" >twice.csv
	mc 0 --school s learner import --cohort c1 --yes twice.csv
	out_has "twice.csv:3: notice: the same learner stands in line 2 already and counts once"
	out_has "+ L5: gender f, started_on 2026-01-12"
	printf "learner_id,gender\nL6,f\nL6,m\n" >differ.csv
	mc 3 --school s learner import --cohort c1 differ.csv
	out_has "differ.csv:3: error: gender: the same learner has something else here in line 2"
'
it "counts somebody who stands there twice with the age at the first start" "$school"'
	printf "learner_id,started_on,birth_date\nL5,2026-02-01,2000-01-20\nL5,2026-01-12,2000-01-20\n" >twice.csv
	mc 0 --school s learner import --cohort c1 twice.csv
	out_has "started_on 2026-01-12, age 25"
'
it "doubts days in an order that no course has, and ids that tell names" "$school"'
	cat >odd.csv <<END
learner_id,started_on,withdrawn_on,withdrawn_reason,graduated_on,certificate_on,display_name,email
L1,2026-01-12,,,2025-05-01,2026-05-01,,
L2,2026-01-12,2025-06-01,job,,,,
L3,2026-01-12,2026-03-01,job,2026-05-01,2026-05-01,,
L4,2026-01-12,,job,,,,
s.exampletti,2026-01-12,,,,,Samplo EXAMPLETTI,
one7,2026-01-12,,,,,,samplina7@example.org
samplina7,2026-01-12,,,,,,samplina7@example.org
END
	mc 0 --school s learner import --cohort c1 odd.csv
	out_has "odd.csv:2: notice: graduated_on: this is before the start"
	out_has "odd.csv:3: notice: withdrawn_on: this is before the start"
	out_has "odd.csv:4: notice: graduated_on: this is after leaving"
	out_has "odd.csv:5: notice: withdrawn_reason: without a day of leaving"
	out_has "odd.csv:6: notice: learner_id: this id tells of the name"
	out_lacks "odd.csv:7"
	out_has "odd.csv:8: notice: learner_id: this id tells of the name"
	mc 0 --school s learner import --cohort c1 list.csv
	out_lacks "notice"
'
it "keeps no name and no contact in the files" "$school"'
	mc 0 --school s learner import --cohort c1 --yes list.csv
	rm list.csv
	no_leak "Samplina Examplova" "one@example.org" "Samplo Exampletti"
'
it "reads only with the right key" "$school"'
	mc 0 --school s learner import --cohort c1 --yes list.csv
	mc 0 init school other
	cp other/records.key s/records.key
	mc 3 --school s learner import --cohort c1 --yes list.csv
	err_has "is not the one that these records were sealed with"
	err_lacks "Sampl"
'
it "says where a school is missing, and which cohort was meant" "$school"'
	mc 3 learner import --cohort c1 list.csv
	err_has "migracode init school"
	cd s
	mc 3 learner import --cohort c2 ../list.csv
	err_has "there is no cohort '\''c2'\''"
	err_has "did you mean '\''c1'\''?"
'
# From 500 rows on, who is new to the school is found out for all of them at once.
it_both "tells in a long list who is new, who is known, and who was erased" '
	make_school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	mc 0 --school s cohort create --id c2 --start 2026-03-12 --length-days 120
	printf "learner_id,gender,display_name\nL100,f,Sample First\nL200,m,Sample Second\nL300,f,Sample Third\nZ,f,Sample Last\n" >few.csv
	mc 0 --school s learner import --cohort c1 --yes few.csv
	mc 0 --school s privacy erase --yes L200
	awk "BEGIN { print \"learner_id,gender,display_name\"; for (i = 899; i >= 100; i--) print \"L\" i \",f,Sample Person \" i }" >many.csv
	mc 3 --school s learner import --cohort c1 --yes many.csv
	err_has "L200"
	err_has "was erased"
	sed -i "s/^L200,f,.*/L200,,/; s/Sample Person 300/Sample Third/" many.csv
	mc 0 --school s learner import --cohort c1 --json many.csv
	out_json "d.new == 797 && d.changed == 1 && d.same == 2"
	mc 0 --school s learner import --cohort c1 --yes many.csv
	mc 0 --school s learner import --cohort c1 --yes --json many.csv
	out_json "d.new == 0 && d.changed == 0 && d.same == 800 && d.events == 0"
	mc 0 --school s learner import --cohort c2 --yes --json many.csv
	out_json "d.new == 800 && d.events == 800"
	mc 0 --school s learner show L100 --names
	out_has "Sample Person 100"
	mc 0 --school s learner show L899 --names
	out_has "Sample Person 899"
	mc 0 --school s records rebuild --check
	mc 0 --school s audit verify
'
finish
