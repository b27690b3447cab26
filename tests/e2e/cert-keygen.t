#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/school.sh"
start_postgres

on_both "makes a key that only its owner can read, and a public list" '
	ms 0 cert keygen --no-passphrase --at 2026-01-12T10:00:00+01:00
	out_has "keep a copy of '\''s/certificates/issuer.key'\''"
	out_has "next: migracode cert issue --cohort"
	[ "$(stat -c %a s/certificates/issuer.key)" = 600 ]
	[ "$(ls -A s/certificates | tr "\n" " ")" = ".gitignore .lock issuer.key issuers.json " ]
	node -e "
		const d = JSON.parse(require(\"fs\").readFileSync(\"s/certificates/issuers.json\"));
		const [i] = d.issuers, [k] = i.keys;
		if (d.schema !== \"migracode/issuers/v1\" || d.issuers.length !== 1 || i.name !== \"s\" || i.successor) process.exit(1);
		if (i.keys.length !== 1 || k.from !== \"2026-01-12T09:00:00Z\" || k.until || k.id !== i.id + \"#\" + k.publicKeyMultibase) process.exit(1);
		if (i.id !== \"did:key:\" + k.publicKeyMultibase || !k.p256.startsWith(\"zDn\")) process.exit(1);"
	ms 0 audit log --kind issuer-key.made --json
	out_json "d.events.length == 1 && d.events[0].subject.startsWith(\"did:key:z6Mk\") && d.events[0].body.from == \"2026-01-12T09:00:00Z\""
	ms 0 records rebuild --check
'
on_both "makes no second one" '
	ms 0 cert keygen --no-passphrase
	cp -r s/certificates before
	# said before anybody is asked for a passphrase
	ms 3 cert keygen
	err_has "the school has a key already"
	ms 3 cert keygen --no-passphrase
	err_has "cert key rotate"
	diff -r before s/certificates
'
it "seals the key with a passphrase that is long enough" "$SCHOOL"'
	(umask 077 && echo "correct horse battery" >pass && echo short >short)
	ms 3 cert keygen
	err_has "--passphrase-file"
	ms 3 --passphrase-file short cert keygen
	[ ! -e s/certificates/issuer.key ]
	ms 0 --passphrase-file pass cert keygen
	out_lacks horse
	file_has s/certificates/issuer.key argon2id
	fails grep -q "\"key\"" s/certificates/issuer.key
	ms 0 cert key list
'
it "signs as the web site of the school" "$SCHOOL"'
	ms 2 cert keygen --no-passphrase --did web:school.example.org
	err_has "did:web:school.example.org"
	ms 0 cert keygen --no-passphrase --did did:web:school.example.org%3A8443:a:b --json
	out_json "d.schema == \"migracode/issuer-keys/v1\" && d.did == \"did:web:school.example.org%3A8443:a:b\" && d.method == d.did + \"#key-1\" && d.did_file == \"s/certificates/did.json\" && d.keys[0].signs"
	node -e "
		const d = JSON.parse(require(\"fs\").readFileSync(\"s/certificates/did.json\"));
		if (d.id !== \"did:web:school.example.org%3A8443:a:b\" || d.assertionMethod[0] !== d.id + \"#key-1\") process.exit(1);"
'
it "says where a DID document is published" "$SCHOOL"'
	ms 0 cert keygen --no-passphrase --did did:web:school.example.org
	out_has "at https://school.example.org/.well-known/did.json"
	mc 0 init school t
	mc 0 --school t cert keygen --no-passphrase --did did:web:school.example.org%3A8443:a:b
	out_has "at https://school.example.org:8443/a/b/did.json"
'
it "takes the DID of school.json, and no other one" "$SCHOOL"'
	sed -i "s/\"small_cells\": 5/\"small_cells\": 5, \"certificates\": {\"did\": \"did:web:a.example\", \"issuer\": {\"name\": \"Sample School\", \"url\": \"https:\/\/a.example\"}}/" s/school.json
	ms 3 cert keygen --no-passphrase --did did:web:b.example
	err_has "did:web:a.example"
	ms 0 cert keygen --no-passphrase
	file_has s/certificates/did.json did:web:a.example
	file_has s/certificates/issuers.json "Sample School"
'
it "keeps the secret out of repositories, and nothing else" "$SCHOOL"'
	ms 0 cert keygen --no-passphrase --did did:web:a.example
	mkdir s/certificates/status && echo {} >s/certificates/status/1.json
	cp s/certificates/issuer.key s/certificates/issuer.key.z6Mksample
	git init -q s
	[ "$(git -C s ls-files --others --exclude-standard | tr "\n" " ")" = ".gitignore certificates/.gitignore certificates/did.json certificates/issuers.json certificates/status/1.json school.json " ]
'
it "leaves out what a key is that was never recorded" "$SCHOOL"'
	mkdir s/certificates
	echo junk >s/certificates/issuer.key.z6Mksample
	ms 0 cert keygen --no-passphrase
	[ ! -e s/certificates/issuer.key.z6Mksample ]
'
it "does not write over a key that the records know nothing of" "$SCHOOL"'
	mc 0 init school t
	mc 0 --school t cert keygen --no-passphrase
	mkdir s/certificates && cp t/certificates/issuer.key s/certificates
	ms 3 cert keygen --no-passphrase
	err_has "s/certificates/issuer.key"
	cmp t/certificates/issuer.key s/certificates/issuer.key
	mv s/certificates/issuer.key safe
	ms 0 cert keygen --no-passphrase
'
it "says where the settings are wrong" "$SCHOOL"'
	sed -i "s/\"small_cells\": 5/\"small_cells\": 5, \"certificates\": {\"isuer\": {}}/" s/school.json
	ms 3 cert keygen --no-passphrase
	err_has "isuer"
	err_has "issuer"
	err_has "s/school.json:"
	ms 2 cert keygen --no-passphrase --at yesterday
'
finish
