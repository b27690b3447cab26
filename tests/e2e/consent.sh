# shellcheck shell=bash
# The school that tests of these commands begin with.
# shellcheck disable=SC2016,SC2034 # expanded in each test; used by who sources it
school='
	make_school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	printf "learner_id,gender,birth_date,third_country,isced,started_on,display_name,phone\nL1,f,1990-01-01,y,3,2026-01-12,Sample Person,+30 2101234567\nL2,m,1980-01-01,n,5,2026-01-12,Sample Other,\n" >list.csv
	mc 0 --school s learner import --cohort c1 --yes list.csv
'
