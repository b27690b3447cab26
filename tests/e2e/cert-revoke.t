#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/register.sh"
. "$(dirname "$0")/school.sh"
. "$(dirname "$0")/scores.sh"
. "$(dirname "$0")/graduates.sh"
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
VERIFY='
	sql_of() { if [ -z "${POSTGRES:-}" ]; then sqlite3 s/school.db "$1"; else psql -qtAX "$POSTGRES" -c "$1"; fi; }
	ms 0 cert issue --cohort c1 --out out --date 2026-05-12
	id=$(id_of L1)
	mkdir away
	public() { rm -rf away/* && cp s/certificates/issuers.json away && cp s/certificates/status/*.json away; }
	answers() { public && mc "$1" cert verify out/$id."$2" --issuers away/issuers.json --status away/1.json --status away/1-suspension.json --json; }
'
on_both "makes every form of a certificate count for nothing" "$GRADUATES$VERIFY"'
	for form in json pdf png; do answers 0 $form; done
	ms 0 cert suspend ${id:0:8} --reason "checked again"
	for form in json pdf png; do
		answers 1 $form
		out_json "d.reason == \"suspended\""
	done
	ms 0 cert restore $id
	answers 0 pdf
	ms 0 cert revoke "urn:uuid:$id" --reason "given by mistake"
	for form in json pdf png; do
		answers 1 $form
		out_json "d.reason == \"revoked\""
	done
	other=$(basename "$(ls out/*.json | grep -v $id)" .json)
	mc 0 cert verify out/$other.pdf --issuers away/issuers.json --status away/1.json
	ms 0 records rebuild --check
'
on_both "still can take back what a learner has of whom the school knows nothing more" "$GRADUATES
	ms 0 privacy consent give L1 --purpose certificate-name --on 2026-05-11
	$VERIFY"'
	credential out/$id.json "s.identifier.some(i => i.identityHash == \"Sample One\")"
	[ "$(sql_of "SELECT count(*) FROM person WHERE learner_id = '\''L1'\'' AND part = '\''cert-$id'\''")" = 1 ]
	ms 0 privacy export L1 mine
	file_has mine/record.json "OpenBadgeCredential"
	ms 0 learner show L1 --names
	out_has "certificate $id"
	rm -r mine
	ms 0 privacy erase L1 --yes
	mkdir hers && mv out/$id.* hers
	if [ -n "${POSTGRES:-}" ]; then pg_dump "$POSTGRES" --schema=public >s/dump.sql; fi
	"$TOP/tests/leaks.py" s "$OUT" "$ERR" -- "Sample One" one@example.org
	[ "$(sql_of "SELECT count(*) FROM person WHERE learner_id = '\''L1'\''")" = 0 ]
	mv hers/* out
	answers 0 json
	ms 0 cert issue --cohort c1 --learner L1 --out again
	[ -z "$(ls -A again)" ]
	ms 0 cert revoke $id --reason "was asked for"
	answers 1 pdf
	ms 0 cert list --names
	out_has "${id:0:13}"
	ms 0 records rebuild --check
'
on_both "stays valid when the school has a new key" "$GRADUATES$VERIFY"'
	ms 0 cert key rotate --no-passphrase
	ms 0 cert status
	answers 0 pdf
	ms 0 cert revoke $id --reason "given by mistake"
	answers 1 pdf
	out_json "d.reason == \"revoked\""
	other=$(basename "$(ls out/*.json | grep -v $id)" .json)
	ms 0 cert key rotate --no-passphrase --lost
	ms 0 cert key rotate --no-passphrase
	ms 0 cert status
	id=$other
	answers 0 pdf
'
finish
