#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"
. "$(dirname "$0")/graduates.sh"
start_postgres

# shellcheck disable=SC2016
on_both "writes what Europass takes for sealing" "$GRADUATES"'
	settings "{issuer: {name: \"Sample School\", country: \"GR\", city: \"Athens\", registration: \"R-1\", url: \"https://school.example\"}}"
	ms 0 privacy consent give L1 --purpose certificate-name --text 2026-1 --language en --on 2026-01-13 --by office
	ms 0 cert issue --cohort c1 --learner L1 --out out --format json --date 2026-05-12
	id=$(id_of L1)
	ms 0 cert export elm "${id:0:8}" --output europass.json
	out_is "wrote '\''europass.json'\''"
	elm() { node -e "const c = JSON.parse(fs.readFileSync(\"europass.json\")).credential, p = c.credentialSubject, h = p.hasClaim; if (!eval(process.argv[1])) { console.error(JSON.stringify(c, null, 1).slice(0, 9000)); process.exit(1); }" "$1"; }
	elm "c.id == \"urn:credential:$id\" && c.type[1] == \"EuropeanDigitalCredential\" && !c.proof && c.validFrom == \"2026-05-12T00:00:00Z\""
	elm "p.fullName.en == \"Sample One\" && h.title.en == \"Course\" && h.awardedBy.awardingBody.legalName.en == \"Sample School\""
	elm "c.issuer.location.address.countryCode.id.endsWith(\"/country/GRC\") && c.issuer.registration.notation == \"R-1\" && c.displayParameter.language.id.endsWith(\"/language/ENG\")"
	elm "h.specifiedBy.learningOutcome.some(o => o.relatedESCOSkill?.id.startsWith(\"http://data.europa.eu/esco/skill/\")) && h.additionalNote.noteLiteral.en.includes(\"It is not an ICDL/ECDL certificate\")"
	elm "Buffer.from(c.displayParameter.individualDisplay.displayDetail.image.content, \"base64\").subarray(1, 4) == \"PNG\""
	ms 0 cert export elm "$id"
	cmp "$OUT" europass.json
'
on_both "writes no name that the learner has not agreed to" "$GRADUATES"'
	ms 0 cert issue --cohort c1 --learner L1 --out out --format json
	ms 3 cert export elm "$(id_of L1)"
	err_has "migracode privacy consent give"
	[ ! -s "$OUT" ]
'
on_both "says what Europass wants to know" "$GRADUATES"'
	settings "{issuer: {name: \"Sample School\"}}"
	ms 0 privacy consent give L1 --purpose certificate-name --text 2026-1 --language en --on 2026-01-13 --by office
	ms 0 cert issue --cohort c1 --learner L1 --out out --format json
	id=$(id_of L1)
	ms 3 cert export elm "$id"
	err_has "country"
	ms 0 cert revoke "$id" --reason x
	ms 3 cert export elm "$id"
	err_has "is revoked"
'
finish
