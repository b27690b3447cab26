#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/register.sh"
start_postgres

it_both "lists the register, with names on the terminal alone" "$REGISTER"'
	ms 0 cert list
	out_is "no certificate was issued"
	issued $ID1 L1 42
	issued $ID2 L2 43
	ms 0 cert suspend $ID2 --reason x
	ms 0 cert list
	out_has "3f2a91c0-0000"
	out_has suspended
	out_lacks "Zubaida Specimen"
	ms 0 cert list --names
	out_has "Zubaida Specimen"
	ms 2 cert list --names --json
	ms 0 cert list --json
	out_json "d.schema == \"migracode/certificates/v1\" && d.certificates.map(c => c.learner + c.state + c.list + c.index).join() == \"L1valid142,L2suspended143\""
	out_lacks Zubaida
	ms 0 cert list --learner L2 --json
	out_json "d.certificates.length == 1 && d.certificates[0].learner == \"L2\""
	ms 0 cert list --cohort c1 --json
	out_json "d.certificates.length == 2"
	ms 0 cert list --cohort c2 --json
	out_json "d.certificates.length == 0"
	ms 0 privacy erase L1 --yes
	ms 0 cert list --names
	out_has "3f2a91c0-0000"
	out_lacks "Zubaida Specimen"
'
it_both "comes back with a backup" "$REGISTER"'
	issued $ID1 L1 42
	ms 0 cert revoke $ID1 --reason x
	ms 0 cert list --json
	cp "$OUT" before
	ms 0 backup
	mc 0 restore s/backups/*.backup copy
	mc 0 --school copy cert list --json
	cmp before "$OUT"
	mc 0 --school copy records rebuild --check
'
finish
