#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/register.sh"
start_postgres

it_both "takes the bits back" "$REGISTER"'
	issued $ID1 L1 42
	issued $ID2 L2 43
	ms 0 cert status
	ms 5 cert restore 3f2a91c0
	ms 0 cert suspend 3f2a91c0 3f2a91c1 --reason "checked again"
	ms 0 cert restore 3f2a91c0 --dry-run
	out_has "would restore $ID1"
	ms 0 cert restore 3f2a91c0 --reason "all was right" --json
	out_json "d.certificates[0].before == \"suspended\" && d.certificates[0].state == \"valid\" && d.files.length == 2"
	[ "$(bits s/certificates/status/1.json)" = "131072: 43" ]
	[ "$(bits s/certificates/status/1-suspension.json)" = "131072: 43" ]
	ms 0 audit log --kind certificate.restored --json
	out_json "d.events.length == 1 && d.events[0].body.note_id"
	ms 0 records rebuild --check
'
finish
