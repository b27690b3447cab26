#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
start_postgres

on_both "writes the public files, and no secret" '
	ms 3 cert key export
	ms 0 cert keygen --no-passphrase --did did:web:a.example
	ms 0 cert key export
	cmp "$OUT" s/certificates/issuers.json
	ms 0 cert key export --did
	cmp "$OUT" s/certificates/did.json
	ms 0 cert key export --output out.json
	cmp out.json s/certificates/issuers.json
	out_is "wrote '\''out.json'\''"
	ms 4 cert key export --output missing/out.json
'
finish
