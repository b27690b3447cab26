#!/usr/bin/env bash
# What a backup holds, and what is missing without its keys: backup.t.
. "$(dirname "$0")/harness.sh"

it "takes the rules of the school along, and a key with a passphrase" '
	(umask 077 && echo "correct horse battery" >pass)
	mc 0 init school s --passphrase-file pass
	echo "{}" >s/rules-one.json
	mc 0 --school s --passphrase-file pass backup
	mc 0 --passphrase-file pass restore s/backups/*.backup copy
	[ "$(cat copy/rules-one.json)" = "{}" ]
	cmp s/school.json copy/school.json
	cmp s/records.key copy/records.key
'
it "refuses a backup or a key ring with something behind its end" '
	mc 0 init school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	printf "learner_id,display_name\nL1,Samplina Examplova\n" >list.csv
	mc 0 --school s learner import --cohort c1 --yes list.csv
	mc 0 --school s backup
	cp -r s/backups kept
	echo >>"$(echo s/backups/*.backup)"
	mc 3 restore s/backups/*.backup copy
	[ ! -e copy ]
	cp kept/* s/backups
	echo >>s/backups/people.ring
	mc 3 restore s/backups/*.backup copy
	[ ! -e copy ]
	cp kept/* s/backups
	mc 0 restore s/backups/*.backup copy
'
it "puts nothing into a folder that is not empty, and needs a backup" '
	mc 0 init school s
	mc 0 --school s backup
	mkdir full
	echo "mine" >full/file
	mc 3 restore s/backups/*.backup full
	err_has "full"
	[ "$(ls full)" = file ]
	mc 3 restore --key s/records.key s/school.json copy
	[ ! -e copy ]
	mc 2 restore
'
finish
