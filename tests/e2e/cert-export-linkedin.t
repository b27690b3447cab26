#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"
. "$(dirname "$0")/graduates.sh"
start_postgres

# shellcheck disable=SC2016
on_both "prints a link that fills in the form, and no name" "$GRADUATES"'
	settings "{issuer: {name: \"Sample School & Co\"}, valid_months: 24}"
	ms 0 cert issue --cohort c1 --learner L1 --out out --format json --date 2026-05-12
	id=$(id_of L1)
	ms 0 cert export linkedin "${id:0:8}"
	out_has "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&name="
	out_has "&organizationName=Sample%20School%20%26%20Co&"
	out_has "&expirationYear=2028&expirationMonth=5&certId=$id"
	out_has "&issueYear=2026&issueMonth=5&"
	out_lacks certUrl
	out_lacks "Sample%20One"
	out_lacks "one%40"
	ms 0 cert export linkedin "$id" --json
	out_json "d.schema == \"migracode/certificate-linkedin/v1\" && d.certificate == \"$id\" && new URL(d.url).searchParams.get(\"organizationName\") == \"Sample School & Co\""
'
on_both "links to the verification page as the QR code does" "$GRADUATES"'
	settings "{issuer: {name: \"Sample School\"}, verify_url: \"https://school.example/verify\"}"
	ms 0 cert issue --cohort c1 --learner L1 --out out --format json --date 2026-05-12
	id=$(id_of L1)
	ms 0 cert export linkedin "$id" --json
	link=$(node -p "new URL(JSON.parse(fs.readFileSync(process.argv[1])).url).searchParams.get(\"certUrl\")" "$OUT")
	[ "${link%%#*}" = https://school.example/verify ]
	mc 0 cert verify "out/$id.json" --issuers s/certificates/issuers.json --qr "$link"
	mc 1 cert verify "out/$id.json" --issuers s/certificates/issuers.json --qr "${link/.2026/.2025}"
	ms 0 cert revoke "$id" --reason x
	ms 3 cert export linkedin "$id"
'
finish
