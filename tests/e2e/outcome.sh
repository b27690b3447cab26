# shellcheck shell=bash
# The school that tests of these commands begin with.
# shellcheck disable=SC2016,SC2034 # expanded in each test; used by who sources it
school='
	start() {
		if [ $# = 0 ]; then make_school s; else mc 0 init school "$@" s; fi
		mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120 --census-day 14
		cat >list.csv <<END
learner_id,gender,started_on,withdrawn_on,withdrawn_reason,graduated_on,certificate_on,intent,intent_on,work_auth,exclusion,display_name
L1,f,2026-01-12,,,2026-05-10,2026-05-12,job,2026-01-20,y,,Sample Person One
L2,m,2026-01-12,2026-02-20,job,,,,,,,Sample Person Two
L3,f,2026-01-12,,,2026-05-10,2026-05-12,study,2026-01-20,y,,Sample Person Three
L4,n,2026-01-12,,,,,,,,,Sample Person Four
L5,f,2026-01-12,2026-03-01,other,,,,,,died,Sample Person Five
END
		mc 0 --school s learner import --cohort c1 --yes list.csv
	}
	m() { local want=$1; shift; mc "$want" --school s "$@"; }
'
