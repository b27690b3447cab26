#!/usr/bin/env bash
. "$(dirname "$0")/harness.sh"
start_postgres

it_both "brings older records up to date, once" '
	make_school s
	tables=$(sed -n "/^static const char certificates/,/^$/p" "$TOP/lib/records/schema_steps.c" | grep -o "CREATE TABLE [a-z_]*" | cut -d " " -f 3)
	[ "$(sql "SELECT MAX(version) FROM schema_migration")" = 6 ] || complain "undo the steps behind the sixth here, too"
	for table in $tables; do sql "DROP TABLE $table"; done
	sql "DELETE FROM schema_migration WHERE version = 6"
	mc 3 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	err_has "migracode records migrate"
	mc 0 --school s records migrate --dry-run
	out_has "would be brought from step 5 to step 6"
	mc 3 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	mc 0 --school s records migrate --json
	out_json "d.schema == \"migracode/migration/v1\" && d.from == 5 && d.to == 6 && d.committed"
	if [ $ENGINE = sqlite ]; then
		[ "$(stat -c %a s/school.db.step-5)" = 600 ]
		[ "$(sqlite3 s/school.db.step-5 "SELECT MAX(version) FROM schema_migration")" = 5 ]
	fi
	mc 0 --school s records migrate
	out_is "the records are up to date: step 6"
	mc 0 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
'
it_both "refuses the records of a newer program" '
	make_school s
	sql "INSERT INTO schema_migration (version, name, checksum, applied_at) SELECT MAX(version) + 1, '\''x'\'', '\''x'\'', '\'''\'' FROM schema_migration"
	mc 3 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	err_has "made by a newer program"
	mc 3 --school s records migrate
	err_has "made by a newer program"
'
it_both "refuses tables that somebody changed" '
	make_school s
	sql "ALTER TABLE enrolment DROP COLUMN outcome"
	mc 3 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	err_has "'\''enrolment'\'' has no column '\''outcome'\''"
	mc 3 --school s records migrate
	err_has "restore"
'
it_both "refuses steps that are not its own" '
	make_school s
	sql "UPDATE schema_migration SET checksum = '\''0'\'' WHERE version = 2"
	mc 3 --school s cohort create --id c1 --start 2026-01-12 --length-days 120
	err_has "step 2 of the tables"
	sql "DELETE FROM schema_migration WHERE version = 2"
	mc 3 --school s audit verify
	err_has "step 3 of the tables"
'
it "says what a file is that holds no records" '
	mc 0 init school s
	: >empty.db
	mc 3 --school s --records empty.db audit verify
	echo "no database, whatever its name says, and long enough to look like one: 0123456789012345678901234567890123456789" >text.db
	mc 3 --school s --records text.db audit verify
	err_has "is no database"
	mc 4 --school s --records missing.db audit verify
	[ ! -e missing.db ]
'
finish
