#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
start_postgres
# shellcheck disable=SC2016
school='
	make_school s
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	{
		echo "learner_id,gender,started_on,withdrawn_on,display_name,email"
		echo "L1,f,2026-01-12,,Zubaida Sample,zubaida@sample.example"
		echo "L2,m,2026-01-12,2026-02-01,Other Specimen,other@specimen.example"
	} >list.csv
	mc 0 --school s learner import --cohort c1 --yes list.csv
	mc 0 --school s learner withdraw L1 --on 2026-02-01 --reason job --note "Zubaida found work	behind a tab"
	# All that a school has, whatever it is kept in.
	content() {
		mc 0 --school "$1" audit log --limit 0 --json && cat "$OUT"
		mc 0 --school "$1" records rebuild --check
		for learner in L1 L2; do mc 0 --school "$1" learner show --names --json $learner && cat "$OUT"; done
	}
'

it_both "makes the same school again, in a file and in PostgreSQL" "$school"'
	mc 0 --school s backup
	[ "$(stat -c "%a" s/backups s/backups/*.backup s/backups/people.ring | tr "\n" " ")" = "700 600 600 " ]
	mc 0 restore s/backups/*.backup copy
	content s >one
	content copy >two
	cmp one two
	[ "$(stat -c %a copy copy/records.key copy/school.db | tr "\n" " ")" = "700 600 600 " ]
	mc 0 --school s audit verify && head=$(sed -n "s/^end of the log: //p" "$OUT")
	mc 0 --school copy audit verify --expect "$head"
	fresh_postgres
	mc 0 restore --records "$POSTGRES" s/backups/*.backup third
	content third >three
	cmp one three
	[ ! -e third/school.db ]
	[ "$(stat -c %a third/school.json)" = 600 ]
	mc 0 --school third cohort create --id c2 --start 2026-01-12 --length-days 120
	mc 3 restore --records "$POSTGRES" s/backups/*.backup fourth
	err_has "has records of the school"
	[ ! -e fourth ]
'
it_both "cannot tell in any backup who was erased" "$school"'
	mc 0 --school s backup
	mkdir elsewhere
	mc 0 --school s backup elsewhere/one.backup
	mc 0 --school s privacy erase L1 --yes
	mc 0 restore --json s/backups/*.backup copy
	out_json "d.schema == \"migracode/restore/v1\" && d.lost == 2 && d.keys == 1 && d.texts == 3"
	mc 0 --school copy learner show --names --json L1
	out_lacks Zubaida
	mc 0 --school copy learner show --names L2
	out_has "Other Specimen"
	[ "$(sqlite3 copy/school.db "SELECT count(*) FROM person_print WHERE learner_id = '\''L1'\''")" = 0 ]
	# A folder of ones own is brought up to date by the next backup into it.
	mc 0 --school s backup elsewhere/two.backup
	mc 0 restore --json --key s/records.key elsewhere/one.backup copy2
	out_json "d.lost == 2"
	"$TOP/tests/leaks.py" s copy copy2 elsewhere -- "Zubaida Sample" zubaida@sample.example
'
it_both "holds no name that can be read" "$school"'
	mc 0 --school s backup --json .
	out_json "d.schema == \"migracode/backup/v1\" && d.events == 5 && d.texts == 3 && d.keys == 2"
	"$TOP/tests/leaks.py" ./*.backup people.ring -- "Zubaida Sample" zubaida@sample.example "Other Specimen"
'
it "needs the right key, and writes nothing without it" "$school"'
	mc 0 --school s backup one.backup
	mc 2 restore one.backup copy
	err_has "--key"
	mc 0 init school other
	mc 3 restore --key other/records.key one.backup copy
	err_has "nothing was restored: '\''one.backup'\'' was not sealed with this key"
	[ ! -e copy ]
	mc 3 restore --key s/records.key one.backup s
	err_has "is not empty"
	mc 3 restore --key s/records.key list.csv copy
	err_has "is no file of the kind"
	mc 4 restore --key s/records.key missing.backup copy
	[ ! -e copy ]
'
it "does without the key ring when it is told so" "$school"'
	mc 0 --school s backup one.backup
	rm people.ring
	mc 3 restore --key s/records.key one.backup copy
	err_has "--without-names"
	mc 0 restore --key s/records.key --without-names one.backup copy
	mc 0 --school copy learner show --names L1
	out_lacks Zubaida
	mc 0 --school copy audit verify
'
it "finds every byte that was changed or is missing" "$school"'
	mc 0 --school s backup one.backup
	size=$(stat -c %s one.backup)
	for at in 5 21 30 50 $((size / 2)) $((size - 1)); do
		cp one.backup bad.backup
		printf "\377" | dd of=bad.backup bs=1 seek="$at" conv=notrunc status=none
		mc 3 restore --key s/records.key bad.backup copy
		[ ! -e copy ]
	done
	for at in 0 10 25 45 $((size / 2)) $((size - 1)); do
		head -c "$at" one.backup >bad.backup
		mc 3 restore --key s/records.key bad.backup copy
		[ ! -e copy ]
	done
'
it "leaves the ring of another school alone" "$school"'
	mc 0 init school other
	mkdir both
	mc 0 --school s backup both
	mc 3 --school other backup both
	[ "$(ls both | wc -l)" = 2 ]
'
finish
