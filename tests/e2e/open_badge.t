#!/usr/bin/env bash
# Certificates are Open Badges: by a schema written from the data model, and without terms that some contexts lack.
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"
. "$(dirname "$0")/graduates.sh"

# shellcheck disable=SC2016
CHECK='
[ -d "$TOP/build/node_modules/ajv" ] || skip "ajv is not installed: make build/node_modules"
check() { NODE_PATH="$TOP/build/node_modules" node "$TOP/tests/e2e/read_report.js" schema "$TOP/tests/schema/open-badge.json" "$@"; }
'
it "is an Open Badge with everything in it" "$CHECK$SCHOOL$GRADUATES"'
	settings "{issuer: {name: \"Sample School\", url: \"https://school.example\", email: \"office@school.example\", phone: \"+302100000000\", registration: \"R-1\", country: \"GR\", city: \"Athens\", street: \"Sample Street 1\", postal_code: \"10000\"}, status_url: \"https://school.example/status\", verify_url: \"https://school.example/verify\", course_url: \"https://school.example/course\", valid_months: 24, show: {points: true, attendance: true}}"
	ms 0 privacy consent give L1 --purpose certificate-name --text 2026-1 --language en --on 2026-01-13 --by office
	ms 0 cert issue --cohort c1 --out out --format json
	check out/*.json
'
it "is an Open Badge with as little as there may be" "$CHECK$SCHOOL$GRADUATES"'
	settings "{}"
	ms 0 cert issue --cohort c1 --out out --format json
	check out/*.json
	# The schema can refuse.
	sed "s/\"Achievement\"/\"Other\"/" "$(echo out/*.json | cut -d " " -f 1)" >wrong.json
	fails check wrong.json
	sed "s/\"RawScore\"/\"Other\"/; s/\"hashed\": true/\"hashed\": \"yes\"/" "$(echo out/*.json | cut -d " " -f 1)" >wrong.json
	fails check wrong.json
'
finish
