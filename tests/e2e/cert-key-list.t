#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
start_postgres

on_both "shows the public halves, and never a secret" '
	ms 3 cert key list
	err_has "cert keygen"
	ms 0 cert keygen --no-passphrase --at 2026-01-12T09:00:00Z
	ms 0 cert key rotate --no-passphrase --at 2026-06-01T00:00:00Z
	secret=$(node -p "JSON.parse(require(\"fs\").readFileSync(\"s/certificates/issuer.key\")).key")
	ms 0 cert key list
	out_has "from 2026-01-12T09:00:00Z until 2026-06-01T00:00:00Z; what it signed stays valid"
	out_has "from 2026-06-01T00:00:00Z; signs now"
	out_lacks "$secret"
	ms 0 cert key list --json
	out_json "d.schema == \"migracode/issuer-keys/v1\" && d.keys.length == 2 && !d.keys[0].signs && d.keys[1].signs && d.issuers_file == \"s/certificates/issuers.json\" && !d.did_file"
	out_lacks "$secret"
'
on_both "knows the keys of a school that was restored from a backup" '
	ms 0 cert keygen --no-passphrase
	ms 0 cert key list
	cp "$OUT" before
	ms 0 backup
	mc 0 restore s/backups/*.backup copy
	mc 0 --school copy cert key list
	cmp before "$OUT"
	cmp s/certificates/issuers.json copy/certificates/issuers.json
'
finish
