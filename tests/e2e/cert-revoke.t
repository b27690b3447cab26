#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/register.sh"
start_postgres

it_both "sets the bit of a certificate, and says what to publish" "$REGISTER"'
	settings "{\"status_url\": \"https://school.example.org/status\"}"
	issued $ID1 L1 42 1 https://school.example.org/status
	issued $ID2 L2 131071 1 https://school.example.org/status
	ms 0 cert revoke 3f2a91c0 --reason "Zubaida Specimen got it by mistake" --at 2026-06-01T00:00:00Z
	out_has "revoked $ID1 (learner L1)"
	out_has "publish '\''s/certificates/status/1.json'\'' at https://school.example.org/status/1.json"
	out_has "migracode cert verify <file> --issuers s/certificates/issuers.json --status s/certificates/status/1.json"
	[ "$(bits s/certificates/status/1.json)" = "131072: 42" ]
	[ "$(bits s/certificates/status/1-suspension.json)" = "131072: " ]
	no_leak "Zubaida Specimen" "mistake"
	ms 0 cert revoke "urn:uuid:$ID2" --reason again --at 2026-06-02T00:00:00Z --json
	out_json "d.schema == \"migracode/certificate-status/v1\" && d.committed && d.certificates.length == 1 && d.certificates[0].before == \"valid\" && d.certificates[0].state == \"revoked\" && d.files[0].url == \"https://school.example.org/status/1.json\""
	[ "$(bits s/certificates/status/1.json)" = "131072: 42 131071" ]
	ms 0 audit log --kind certificate.revoked --json
	out_json "d.events.length == 2 && d.events[0].body.note_id.startsWith(\"N\") && d.events[0].body.at == \"2026-06-01T00:00:00Z\""
	ms 0 records rebuild --check
'
it_both "signs the same bytes for the same register, key and moment" "$REGISTER"'
	issued $ID1 L1 42
	ms 0 cert revoke $ID1 --reason x --at 2026-06-01T00:00:00Z
	cp -r s/certificates/status before
	rm -r s/certificates/status
	ms 0 cert status --at 2026-06-01T00:00:00Z
	diff -r before s/certificates/status
	node -e "
		const d = JSON.parse(require(\"fs\").readFileSync(\"before/1.json\"));
		if (d.validFrom !== \"2026-06-01T00:00:00Z\" || d.validUntil !== \"2026-07-01T00:00:00Z\" || d.proof.length !== 2) process.exit(1);
		if (d.credentialSubject.statusPurpose !== \"revocation\" || !/^urn:uuid:/.test(d.id)) process.exit(1);"
'
it_both "changes all or none, and nothing twice" "$REGISTER"'
	issued $ID1 L1 42
	issued $ID2 L2 43
	ms 3 cert revoke 3f2a91c0 deadbeef --reason x
	err_has "deadbeef"
	ms 3 cert revoke 3f2a91c --reason x
	err_has "first 8 characters"
	ms 2 cert revoke 3f2a91c0
	err_has "--reason"
	ms 0 cert revoke 3f2a91c0 3f2a91c1 --reason x --dry-run
	out_has "would revoke $ID2"
	[ ! -e s/certificates/status ]
	ms 0 cert list --json
	out_json "d.certificates.every(c => c.state == \"valid\")"
	ms 0 cert revoke 3f2a91c0 3f2a91c1 --reason x
	ms 5 cert revoke 3f2a91c0 3f2a91c1 --reason x
	ms 3 cert restore 3f2a91c0
	err_has "for ever"
	ms 3 cert suspend 3f2a91c0 --reason x
	ms 0 records rebuild --check
'
it_both "revokes what a learner has who was erased, and keeps no reason" "$REGISTER"'
	issued $ID1 L1 42
	ms 0 privacy erase L1 --yes
	ms 0 cert revoke $ID1 --reason "was asked for"
	[ "$(bits s/certificates/status/1.json)" = "131072: 42" ]
	ms 0 audit log --kind certificate.revoked --json
	out_json "!d.events[0].body.note_id"
	[ "$(sql "SELECT count(*) FROM person WHERE learner_id = '\''L1'\''")" = 0 ]
	ms 0 records rebuild --check
'
it_both "writes the files that a program did not write which was killed" "$REGISTER"'
	issued $ID1 L1 42
	ms 0 cert status --at 2026-06-01T00:00:00Z
	cp -r s/certificates/status before
	ms 0 cert revoke $ID1 --reason x --at 2026-06-01T00:00:00Z
	cp -r s/certificates/status after
	rm -r s/certificates/status
	cp -r before s/certificates/status
	ms 0 cert revoke $ID1 --reason x --at 2026-06-01T00:00:00Z
	diff -r after s/certificates/status
	ms 5 cert revoke $ID1 --reason x --at 2026-06-01T00:00:00Z
'
it "changes nothing when the key cannot be had" "$REGISTER"'
	issued $ID1 L1 42
	mv s/certificates/issuer.key elsewhere
	ms 3 cert revoke $ID1 --reason x
	err_has "cert key rotate"
	mc 0 init school t
	mc 0 --school t cert keygen --no-passphrase
	cp t/certificates/issuer.key s/certificates
	ms 3 cert revoke $ID1 --reason x
	err_has "another key"
	ms 0 cert status $ID1
	out_has "state        valid"
'
it "asks for the passphrase of the key" "$REGISTER"'
	issued $ID1 L1 42
	(umask 077 && echo "correct horse battery" >pass && echo "wrong horse battery" >wrong)
	ms 0 --passphrase-file pass cert key rotate
	ms 3 --passphrase-file wrong cert revoke $ID1 --reason x
	ms 3 cert revoke $ID1 --reason x
	ms 0 cert status $ID1
	out_has "state        valid"
	ms 0 --passphrase-file pass cert revoke $ID1 --reason x
	[ "$(bits s/certificates/status/1.json)" = "131072: 42" ]
	out_lacks horse
'
finish
