#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/register.sh"
start_postgres

it_both "sets the bits of both lists" "$REGISTER"'
	issued $ID1 L1 42
	issued $ID2 L2 43
	ms 2 cert suspend 3f2a91c0
	ms 0 cert suspend 3f2a91c0 --reason "checked again"
	out_has "suspended $ID1"
	out_has "give '\''s/certificates/status/1.json'\'' to those who verify"
	[ "$(bits s/certificates/status/1.json)" = "131072: 42" ]
	[ "$(bits s/certificates/status/1-suspension.json)" = "131072: 42" ]
	ms 5 cert suspend 3f2a91c0 --reason "checked again"
	ms 0 cert revoke 3f2a91c0 --reason "it was wrong"
	[ "$(bits s/certificates/status/1.json)" = "131072: 42" ]
	[ "$(bits s/certificates/status/1-suspension.json)" = "131072: " ]
	no_leak "checked again" "it was wrong"
	ms 0 records rebuild --check
'
finish
