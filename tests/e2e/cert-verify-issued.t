#!/usr/bin/env bash
# cert verify of what a school has issued, from the first day to a lost key.
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"
. "$(dirname "$0")/graduates.sh"

it "accept every file of a school, in the school and outside" "$SCHOOL$GRADUATES"'
	ms 0 cert issue --cohort c1 --out out --format json,pdf,png,svg,jwt --date 2026-05-12
	mc 0 cert verify out/* --issuers s/certificates/issuers.json --json
	out_json "d.valid && d.trusted && d.files.length === 10"
	mc 6 cert verify out/*.json out/*.pdf out/*.png out/*.svg
	# The key for JWT is in the list alone.
	mc 1 cert verify out/*.jwt
	cd s
	mc 0 cert verify ../out/* --json
	out_json "d.school === \".\" && d.files.every((f) => f.reason === null && f.credential.status.listed_at)"
'
it "find on paper what was signed, in all languages and designs" "$SCHOOL$GRADUATES"'
	for design in classic modern quiet; do
		for lang in en ar el es fa fr uk; do
			settings "{issuer: {name: \"Harbour School\", city: \"Athens\", country: \"GR\"}, design: \"$design\", language: \"$lang\", second_language: \"$([ $lang = en ] && echo ar || echo en)\"}"
			ms 0 cert issue --cohort c1 --out "out-$design-$lang" --format pdf --date 2026-05-12
			mc 0 cert verify "out-$design-$lang"/*.pdf --strict --issuers s/certificates/issuers.json --json
			out_json "d.files.every((f) => f.checks.find((c) => c.name === \"paper\").state === \"pass\")"
		done
	done
'
it "refuse a page that says something else" "$SCHOOL$GRADUATES"'
	[ -x "$TOP/build/badge_files" ] && [ -x "$TOP/build/certificate_sample" ] || skip "make build/badge_files build/certificate_sample"
	ms 0 cert issue --cohort c1 --learner L1 --out out --format json,pdf --date 2026-05-12
	one=$(id_of L1)
	# what is printed, and what of it is not what was signed
	page() {
		"$TOP/build/certificate_sample" classic en certificate "${@:2}" >page.pdf
		"$TOP/build/badge_files" put page.pdf "out/$one.json" >swapped.pdf
		mc 0 cert verify swapped.pdf --issuers s/certificates/issuers.json --json
		mc 1 cert verify swapped.pdf --strict --issuers s/certificates/issuers.json --json
		out_json "d.reason === \"paper-differs\" && d.checks.find((c) => c.name === \"paper\").message.endsWith(\"$1\")"
	}
	page "the name"
	page "the name" name="Sample One Junior"
	page "the title" name="Sample One" course="Another title"
	page "the id" name="Sample One" course="Course"
	mc 0 cert verify "out/$one.pdf" --strict --name "Sample One" --issuers s/certificates/issuers.json
	mc 1 cert verify "out/$one.pdf" --strict --name "Sample Two" --issuers s/certificates/issuers.json --json
	out_json "d.reason === \"other-person\""
'
it "refuse a page that was put before or over the page of the certificate" "$SCHOOL$GRADUATES"'
	command -v qpdf >/dev/null || skip "qpdf is not installed"
	ms 0 cert issue --cohort c1 --out out --format pdf --date 2026-05-12
	mine=out/$(id_of L1).pdf
	qpdf --empty --pages "out/$(id_of L2).pdf" 1 -- other.pdf
	qpdf "$mine" --pages other.pdf 1 "$mine" 1-z -- before.pdf
	qpdf "$mine" --overlay other.pdf -- over.pdf
	qpdf "$mine" --pages "$mine" 1-z other.pdf 1 -- behind.pdf
	mc 0 cert verify "$mine" behind.pdf --strict --issuers s/certificates/issuers.json
	for pdf in before over; do
		mc 0 cert verify $pdf.pdf --issuers s/certificates/issuers.json
		mc 1 cert verify $pdf.pdf --strict --issuers s/certificates/issuers.json --json
		out_json "d.reason === \"paper-differs\""
	done
'
it "read no letters in pictures" "$SCHOOL$GRADUATES"'
	ms 0 cert issue --cohort c1 --learner L1 --out out --format png,svg,json --date 2026-05-12
	for kind in png svg; do
		mc 1 cert verify out/*."$kind" --strict --issuers s/certificates/issuers.json --json
		out_json "d.reason === \"no-text\""
	done
	mc 0 cert verify out/*.json --strict --issuers s/certificates/issuers.json
'
it "follow what is revoked, suspended and restored" "$SCHOOL$GRADUATES"'
	ms 0 cert issue --cohort c1 --out out --format json --date 2026-05-12
	one=$(id_of L1)
	look() { mc "$1" cert verify "out/$one.json" --issuers s/certificates/issuers.json $(printf -- "--status %s " s/certificates/status/*.json) --require-status --json; }
	look 0
	ms 0 cert suspend "$one" --reason "in doubt"
	look 1
	out_json "d.reason === \"suspended\""
	ms 0 cert restore "$one" --reason "all is well"
	look 0
	ms 0 cert revoke "$one" --reason "a mistake"
	look 1
	out_json "d.reason === \"revoked\""
	mc 0 cert verify "out/$(id_of L2).json" --issuers s/certificates/issuers.json $(printf -- "--status %s " s/certificates/status/*.json) --require-status
'
it "go on with a new key, and drop one that was lost" "$SCHOOL$GRADUATES"'
	ms 0 cert issue --cohort c1 --learner L1 --out out --format json --date 2026-05-12
	one=$(id_of L1)
	ms 0 cert key rotate --no-passphrase
	mc 0 cert verify "out/$one.json" --issuers s/certificates/issuers.json $(printf -- "--status %s " s/certificates/status/*.json) --require-status
	ms 0 cert revoke "$one" --reason "a mistake"
	mc 1 cert verify "out/$one.json" --issuers s/certificates/issuers.json $(printf -- "--status %s " s/certificates/status/*.json) --json
	out_json "d.reason === \"revoked\""
	ms 0 cert issue --cohort c1 --learner L2 --out out --format json
	two=$(id_of L2)
	mc 0 cert verify "out/$two.json" --issuers s/certificates/issuers.json
	ms 0 cert key rotate --no-passphrase --lost
	mc 1 cert verify "out/$two.json" --issuers s/certificates/issuers.json --json
	out_json "d.reason === \"key-lost\""
'
finish
