#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/register.sh"
start_postgres

it_both "shows what the register says of a certificate" "$REGISTER"'
	issued $ID1 L1 42
	ms 0 cert status 3f2a91c0
	out_has "$ID1"
	out_has "learner      L1, cohort c1"
	out_lacks "Zubaida Specimen"
	ms 0 cert status $ID1 --json
	out_json "d.schema == \"migracode/certificates/v1\" && d.certificates.length == 1 && d.certificates[0].index == 42 && d.certificates[0].state == \"valid\" && !d.certificates[0].changed_at"
	ms 3 cert status 3f2a91c1
	err_has "cert list"
'
it_both "renews lists that are past half of their time, and no others" "$REGISTER"'
	ms 0 cert status
	out_is "the status lists are up to date"
	[ ! -e s/certificates/status ]
	issued $ID1 L1 42
	ms 0 cert status --at 2026-06-01T00:00:00Z
	out_has "s/certificates/status/1.json"
	cp -r s/certificates/status before
	ms 0 cert status --at 2026-06-15T23:59:59Z
	out_is "the status lists are up to date"
	diff -r before s/certificates/status
	ms 0 cert status --at 2026-06-16T00:00:01Z --json
	out_json "d.schema == \"migracode/certificate-status/v1\" && d.files.length == 2 && !d.files[0].url"
	file_has s/certificates/status/1.json "\"validFrom\": \"2026-06-16T00:00:01Z\""
	settings "{\"status_days\": 2}"
	ms 0 cert status --at 2026-06-16T00:00:02Z
	file_has s/certificates/status/1.json "\"validUntil\": \"2026-06-18T00:00:02Z\""
'
it_both "writes anew what somebody changed" "$REGISTER"'
	issued $ID1 L1 42
	ms 0 cert status --at 2026-06-01T00:00:00Z
	cp -r s/certificates/status before
	sed -i "s/\"proofValue\": \"z./\"proofValue\": \"z2/" s/certificates/status/1.json
	echo junk >s/certificates/status/1-suspension.json
	ms 0 cert status --at 2026-06-01T00:00:00Z
	diff -r before s/certificates/status
'
it_both "keeps the address that certificates were issued with" "$REGISTER"'
	settings "{\"status_url\": \"https://old.example.org/status\"}"
	issued $ID1 L1 42 1 https://old.example.org/status
	sed -i "s|old.example.org|new.example.org|" s/school.json
	issued $ID2 L2 42 2 https://new.example.org/status
	ms 0 cert revoke $ID1 $ID2 --reason x --at 2026-06-01T00:00:00Z
	out_has "publish '\''s/certificates/status/1.json'\'' at https://old.example.org/status/1.json"
	out_has "publish '\''s/certificates/status/2-suspension.json'\'' at https://new.example.org/status/2-suspension.json"
	file_has s/certificates/status/1.json "\"id\": \"https://old.example.org/status/1.json\""
	[ "$(bits s/certificates/status/2.json)" = "131072: 42" ]
'
it_both "signs with the present key, in the name of the school as it is now" "$REGISTER"'
	issued $ID1 L1 42
	ms 0 cert status --at 2026-06-01T00:00:00Z
	name=$(node -p "JSON.parse(require(\"fs\").readFileSync(\"s/certificates/status/1.json\")).id")
	ms 0 cert key rotate --no-passphrase --at 2026-06-02T00:00:00Z
	ms 0 cert status --at 2026-06-03T00:00:00Z
	now=$(node -p "JSON.parse(require(\"fs\").readFileSync(\"s/certificates/issuers.json\")).issuers[0].id")
	file_has s/certificates/status/1.json "\"id\": \"$now\""
	file_has s/certificates/status/1.json "\"id\": \"$name\""
'
finish
