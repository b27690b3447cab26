#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "shows what is recorded, and names only when asked" '
	ms 0 learner show L1
	out_has "gender: f"
	out_has "learner.enrolled"
	out_lacks "Sample"
	ms 0 learner show L1 --names
	out_has "Sample One"
	ms 0 learner show L1 --json
	out_json "!d.profile && d.enrolments[0].cohort == \"c1\" && d.events[0].kind == \"learner.enrolled\""
	ms 0 learner show L1 --names --json
	out_json "d.profile.email == \"one@example.org\""
'
on_both "says who is not there" '
	ms 3 learner show L9
	err_has "there is no learner '\''L9'\''"
'
finish
