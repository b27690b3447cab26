#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
start_postgres

KEYS='
	issuers() { node -e "
		const d = JSON.parse(require(\"fs\").readFileSync(\"s/certificates/issuers.json\")), i = d.issuers;
		if (!(eval(process.argv[1]))) process.exit(1);" "$1" || complain "not true of issuers.json: $1"; }
'
on_both "gives a new DID that follows from the key, and keeps the old one" "$KEYS"'
	ms 0 cert keygen --no-passphrase --at 2026-01-12T09:00:00Z
	cp s/certificates/issuer.key old
	ms 0 cert key rotate --no-passphrase --at 2026-06-01T00:00:00Z
	out_has "cert status"
	fails cmp -s old s/certificates/issuer.key
	issuers "i.length == 2 && i[0].id != i[1].id && i[1].successor == i[0].id && !i[0].successor && i[0].name == i[1].name"
	issuers "i[1].keys[0].until == \"2026-06-01T00:00:00Z\" && !i[1].keys[0].revoked && i[0].keys[0].from == \"2026-06-01T00:00:00Z\" && !i[0].keys[0].until"
	ms 0 cert key rotate --no-passphrase --lost --at 2026-07-01T00:00:00Z --json
	out_json "d.keys.length == 3 && d.keys[1].lost == \"2026-07-01T00:00:00Z\" && !d.keys[0].lost && d.keys[2].signs && d.did == d.keys[2].did"
	issuers "i.length == 3 && i[1].successor == i[0].id && i[2].successor == i[0].id && i[1].keys[0].revoked"
	ms 0 audit log --kind issuer-key.retired --json
	out_json "d.events.length == 2 && !d.events[0].body.lost && d.events[1].body.lost"
	ms 0 records rebuild --check
'
on_both "adds a key to the DID of a web site" "$KEYS"'
	ms 0 cert keygen --no-passphrase --did did:web:a.example --at 2026-01-12T09:00:00Z
	ms 0 cert key rotate --no-passphrase --at 2026-06-01T00:00:00Z
	issuers "i.length == 1 && i[0].keys.map(k => k.id).join() == \"did:web:a.example#key-1,did:web:a.example#key-2\" && i[0].keys[0].until && !i[0].keys[1].until"
	node -e "
		const d = JSON.parse(require(\"fs\").readFileSync(\"s/certificates/did.json\"));
		if (!d.assertionMethod.includes(\"did:web:a.example#key-1\") || !d.assertionMethod.includes(\"did:web:a.example#key-2\")) process.exit(1);"
	ms 0 cert key rotate --no-passphrase --lost
	fails grep -q "a.example#key-2\"" s/certificates/did.json
	ms 0 records rebuild --check
'
it "moves to the DID that school.json says now" "$SCHOOL$KEYS"'
	ms 0 cert keygen --no-passphrase
	sed -i "s/\"small_cells\": 5/\"small_cells\": 5, \"certificates\": {\"did\": \"did:web:a.example\"}/" s/school.json
	ms 0 cert key rotate --no-passphrase
	issuers "i[0].id == \"did:web:a.example\" && i[1].successor == i[0].id"
'
it "makes none before there is one, and none in the past" "$SCHOOL"'
	ms 3 cert key rotate --no-passphrase
	err_has "cert keygen"
	[ ! -e s/certificates/issuers.json ]
	ms 0 cert keygen --no-passphrase --at 2026-01-12T09:00:00Z
	cp -r s/certificates before
	ms 3 cert key rotate --no-passphrase --at 2026-01-12T08:59:59Z
	diff -r before s/certificates
'
on_both "is finished by the next command when it was cut off" '
	ms 0 cert keygen --no-passphrase --did did:web:a.example
	cp -r s/certificates before
	ms 0 cert key rotate --no-passphrase
	cp -r s/certificates after
	ms 0 cert key list --json
	new=$(node -p "JSON.parse(require(\"fs\").readFileSync(\"$OUT\")).keys[1].multikey")
	# As it stands after the record and before the first file.
	rm -r s/certificates
	cp -r before s/certificates
	cp after/issuer.key "s/certificates/issuer.key.$new"
	ms 0 cert key list
	diff -r after s/certificates
	rm s/certificates/*.json s/certificates/.gitignore
	ms 0 cert key list
	diff -r after s/certificates
'
it "leaves one whole key whenever it is killed" "$SCHOOL"'
	ms 0 cert keygen --no-passphrase
	for delay in 0.003 0.006 0.009 0.012 0.02 0.04; do
		timeout -s KILL $delay "$MIGRACODE" --school s cert key rotate --no-passphrase >/dev/null 2>&1 || :
		ms 0 cert key list --json
		out_json "d.keys.filter(k => k.signs).length == 1"
		[ "$(stat -c %a s/certificates/issuer.key)" = 600 ]
	done
	ms 0 cert key rotate --no-passphrase
	ls s/certificates/issuer.key.* 2>/dev/null && complain "a key was left lying"
	ms 0 records rebuild --check
'
finish
