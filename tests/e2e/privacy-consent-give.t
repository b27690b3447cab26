#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/consent.sh"
start_postgres

it_both "records what was agreed to, which text, and who asked" "$school"'
	mc 0 --school s privacy consent give L1 --purpose follow-up --text 2026-1 --language ar --on 2026-01-13 --by office
	mc 0 --school s privacy consent show L1 --json
	out_json "d.schema == \"migracode/consents/v1\" && d.consents.length == 1 && JSON.stringify(d.consents[0]) == JSON.stringify({purpose: \"follow-up\", version: \"2026-1\", lang: \"ar\", given_on: \"2026-01-13\", withdrawn_on: null, taken_by: \"office\"})"
	mc 5 --school s privacy consent give L1 --purpose follow-up --text 2026-1 --language ar --on 2026-01-13 --by office
	mc 0 --school s privacy consent give L1 --purpose follow-up --text 2026-2 --language en --on 2026-02-13
	mc 0 --school s privacy consent show L1
	out_has "given on 2026-02-13, text 2026-2 in '\''en'\''"
	mc 0 --school s records rebuild --check
'
it_both "refuses what makes no sense" "$school"'
	mc 3 --school s privacy consent give L9 --purpose follow-up
	mc 2 --school s privacy consent give L1 --purpose course
	mc 3 --school s privacy consent give L1 --purpose follow-up --on 2026-02-30
	mc 3 --school s privacy consent give L1 --purpose follow-up --language english!
	mc 2 --school s privacy consent give L1
	mc 0 --school s privacy erase L1 --yes
	mc 3 --school s privacy consent give L1 --purpose follow-up
	err_has "was erased"
'
it_both "records that a name may stand in the data of certificates" "$school"'
	mc 0 --school s privacy consent give L1 --purpose certificate-name --text 2026-1 --language ar
	mc 0 --school s privacy consent show L1 --json
	out_json "d.consents[0].purpose == \"certificate-name\" && !d.consents[0].withdrawn_on"
	mc 0 --school s privacy consent withdraw L1 --purpose certificate-name
	mc 0 --school s privacy consent show L1 --json
	out_json "d.consents[0].withdrawn_on"
	mc 0 --school s records rebuild --check
'
finish
