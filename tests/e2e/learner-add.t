#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"

on_both "takes one person, and keeps the name sealed" '
	ms 0 learner add --cohort c2 --birth-date 1990-03-09 --min-age 36 --display-name "Sample Three" --json
	out_json "/^L[a-z2-7]{8}$/.test(d.learner) && d.cohort == \"c2\""
	ms 0 learner list --cohort c2 --names
	out_has "Sample Three"
	fails grep -raq "Sample Three" s
'
on_both "asks for the age that the school admits" '
	ms 3 learner add --cohort c2 --birth-date 1990-03-10 --min-age 36
	err_has "younger than 36 at the start"
	ms 3 learner add --cohort c2 --min-age 36
	err_has "the age at the start must be known"
	ms 0 learner list --cohort c2 --json
	out_json "d.learners.length == 0"
'
on_both "does not take the same person twice" '
	ms 5 learner add --cohort c1 --id L1 --gender f
	ms 3 learner add --cohort c1 --id L1 --gender m
	err_has "with other facts"
	ms 3 learner add --cohort c2 --email ONE@example.org
	err_has "the learner '\''L1'\'' has this email already"
	err_lacks "example.org"
	ms 0 learner add --cohort c2 --id L1
'
on_both "names the option that is wrong" '
	ms 3 learner add --cohort c2 --entry-status perhaps
	err_has "--entry-status: this word is not known"
	err_has "long-term-unemployed"
	ms 3 learner add --cohort c2 --id "Sample Person"
	err_has "nothing that tells the name"
	ms 3 learner add --cohort c2 --birth-date 1990-02-30
	err_has "--birth-date: this is not a day"
	ms 2 learner add
	err_has "--cohort"
'
finish
