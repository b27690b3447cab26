#!/usr/bin/env bash
# shellcheck disable=SC2016
. "$(dirname "$0")/harness.sh"

# sql KEYS…: an exercise with a test of kind sql for each argument; the student's files are schema.sql, query.sql, lib.db.
SQL='
	sql() {
		local keys separator="" n=0
		{
			printf "{\"schema\": \"migracode/exercise/v1\", \"id\": \"db\", \"title\": \"DB\", \"submit\": [\"*.sql\", \"*.db\", \"*.py\"], \"tests\": ["
			for keys; do n=$((n + 1)); printf "%s\n{\"id\": \"t%d\", \"kind\": \"sql\", %s}" "$separator" "$n" "$keys"; separator=,; done
			printf "]}\n"
		} >exercise.json
	}
	tables() { printf "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);\nCREATE TABLE loans (book INTEGER REFERENCES books(id));\n" >schema.sql; }
	DATA="\"setup\": \"CREATE TABLE t(a, b); INSERT INTO t VALUES (1, '\''x'\''), (2, '\''y'\''), (3, NULL)\""
	test_is() { out_json "d.tests[0].verdict === \"$1\" && (d.tests[0].reason === null ? \"\" : d.tests[0].reason.code) === \"$2\" && (${3:-true})"; }
'

it "passes tables whose rules hold" "$SQL"'
	tables
	sql "\"script\": \"schema.sql\"" \
		"\"script\": [\"schema.sql\"], \"after\": \"INSERT INTO books VALUES (1, '\''A'\'')\", \"query\": \"SELECT title FROM books\", \"rows\": [[\"A\"]]" \
		"\"script\": \"*.sql\", \"fails\": [\"INSERT INTO books VALUES (1, NULL)\", \"INSERT INTO loans VALUES (9)\"]"
	mc 0 check .
'
it "says which statement a rule should have refused" "$SQL"'
	echo "CREATE TABLE books (id, title);" >schema.sql
	sql "\"script\": \"schema.sql\", \"fails\": \"INSERT INTO books VALUES (1, NULL)\""
	mc 1 check .
	out_has "the database accepts '\''INSERT INTO books VALUES (1, NULL)'\'', which a rule of the"
	sql "\"script\": \"schema.sql\", \"fails\": \"INSERT INTO nowhere VALUES (1)\""
	mc 1 check --json .
	test_is fail sql-error "d.tests[0].reason.params.detail === \"no such table: nowhere\""
'
it "shows a mistake in SQL with file and line" "$SQL"'
	printf "CREATE TABLE t (a);\n\nCREATE TABEL u (b);\n" >schema.sql
	sql "\"script\": \"schema.sql\""
	mc 1 check .
	out_has "near \"TABEL\": syntax error"
	out_has "(schema.sql, line 3)"
	mc 1 check --json .
	test_is error sql-error "d.tests[0].reason.params.line === 3"
'
it "compares rows in any order unless the order counts, and shows both tables" "$SQL"'
	echo "SELECT a, b FROM t ORDER BY a DESC" >query.sql
	sql "$DATA, \"query_file\": \"query.sql\", \"rows\": [[1, \"x\"], [2, \"y\"], [3, null]]" \
		"$DATA, \"query_file\": \"query.sql\", \"expected_query\": \"SELECT a, b FROM t\", \"hidden\": true"
	mc 0 check .
	sql "$DATA, \"query_file\": \"query.sql\", \"rows\": [[1, \"x\"], [2, \"y\"], [3, null]], \"ordered\": true"
	mc 1 check .
	out_has "the rows are right, but not in the order that was asked for (query.sql)"
	sql "$DATA, \"query_file\": \"query.sql\", \"rows\": [[1, \"x\"], [2, \"z\"]]"
	mc 1 check .
	out_has "the query gives 3 rows; expected were 2 (query.sql)"
	out_has "3 | NULL"
	mc 1 check --json .
	test_is fail sql-rows "d.tests[0].expected === \"1 | x\n2 | z\n\" && d.tests[0].actual.includes(\"2 | y\")"
'
it "compares the names of columns on request" "$SQL"'
	echo "SELECT a AS name, b FROM t" >query.sql
	sql "$DATA, \"query_file\": \"query.sql\", \"columns\": [\"Name\", \"b\"]"
	mc 0 check .
	sql "$DATA, \"query_file\": \"query.sql\", \"columns\": [\"title\", \"b\"]"
	mc 1 check --json .
	test_is fail sql-columns "d.tests[0].expected === \"title, b\""
	echo "SELECT a FROM t" >query.sql
	sql "$DATA, \"query_file\": \"query.sql\", \"rows\": [[1, \"x\"]]"
	mc 1 check .
	out_has "the query gives 1 column; expected were 2"
	echo "-- nothing yet" >query.sql
	mc 1 check .
	out_has "there is no query: nothing is selected"
'
it "reads a database that was handed in, and leaves it alone" "$SQL"'
	python3 -c "
import sqlite3
c = sqlite3.connect(\"lib.db\"); c.execute(\"PRAGMA journal_mode=WAL\"); c.execute(\"CREATE TABLE t(a)\"); c.execute(\"INSERT INTO t VALUES (0.1 + 0.2)\"); c.commit(); c.close()"
	sum=$(cksum <lib.db)
	sql "\"database\": \"lib.db\", \"query\": \"SELECT a FROM t\", \"rows\": [[0.3]]" "\"database\": \"lib.db\", \"after\": \"DELETE FROM t\", \"query\": \"SELECT a FROM t\", \"rows\": []"
	mc 0 check .
	[ "$sum" = "$(cksum <lib.db)" ]
	echo "no database" >lib.db
	mc 1 check --json .
	test_is error sql-error "d.tests[0].reason.params.file === \"lib.db\""
'
it "runs a program that writes the database" "$SQL"'
	printf "import sqlite3\nc = sqlite3.connect(\"out.db\")\nc.execute(\"CREATE TABLE t(a)\")\nc.execute(\"INSERT INTO t VALUES (7)\")\nc.commit()\n" >make.py
	sql "\"run\": [\"python3\", \"make.py\"], \"database\": \"out.db\", \"query\": \"SELECT a FROM t\", \"rows\": [[7]]"
	mc 0 check .
	echo "pass" >make.py
	mc 1 check --json .
	test_is fail missing-file
	echo "raise SystemExit(3)" >make.py
	mc 1 check --json .
	test_is error exit-status
'
it "SQL that never ends, or fills the memory, costs one test" "$SQL"'
	echo "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c" >query.sql
	sql "\"limits\": {\"cpu_ms\": 200}, \"query_file\": \"query.sql\", \"rows\": [[1]]"
	mc 1 check --json .
	test_is error cpu-time
	sed -i "s/count(\*)/x/" query.sql
	mc 1 check --json .
	test_is error sql-too-much
	echo "CREATE TABLE t(x); WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) INSERT INTO t SELECT randomblob(1000000) FROM c" >query.sql
	sql "\"limits\": {\"memory_mb\": 32}, \"query_file\": \"query.sql\", \"rows\": [[1]]"
	mc 1 check --json .
	test_is error memory
'
it "SQL reaches no file and loads no extension" "$SQL"'
	for bad in "ATTACH '\''stolen.db'\'' AS s; CREATE TABLE s.t(x)" "SELECT load_extension('\''/x.so'\'')" "VACUUM INTO '\''stolen.db'\''" "SELECT readfile('\''exercise.json'\'')" \
		"CREATE VIRTUAL TABLE f USING fts5(x)"; do
		echo "$bad" >query.sql
		sql "\"query_file\": \"query.sql\", \"rows\": [[1]]"
		mc 1 check --json .
		test_is error sql-error
		[ ! -e stolen.db ]
	done
'
it "a mistake of the teacher is never a zero, and hidden data stays hidden" "$SQL"'
	echo "SELECT 1" >query.sql
	sql "\"setup\": \"CREATE TABEL t(a)\", \"query_file\": \"query.sql\", \"rows\": [[1]]"
	mc 4 check --json .
	test_is grader-error internal
	sql "\"hidden\": true, \"setup\": \"CREATE TABLE t(a)\", \"query_file\": \"query.sql\", \"rows\": [[\"secret\"]]"
	mc 1 check --json .
	out_lacks secret
	sql "\"hidden\": true, \"script\": \"query.sql\", \"query\": \"SELECT secret FROM nowhere\", \"rows\": [[1]]"
	mc 1 check --json .
	out_lacks nowhere
'
it "lint warns of queries that can be faked and files that nobody hands in" "$SQL"'
	sql "$DATA, \"query_file\": \"query.txt\", \"expected_query\": \"SELECT 1\""
	mc 0 lint .
	out_has "/tests/0/query_file: '\''query.txt'\'' can match no file that students hand in"
	out_has "/tests/0/expected_query: students get this test, and with it a query that solves the task"
	out_has "a query in '\''query.txt'\'' that only lists the expected values passes"
	sql "$DATA, \"hidden\": true, \"script\": \"schema.sql\", \"query\": \"SELECT a FROM t\", \"expected_query\": \"SELECT a FROM t\""
	mc 0 lint .
	out_has "/tests/0/expected_query: a submission that deletes all rows passes the test '\''t1'\''"
	sql "$DATA, \"hidden\": true, \"script\": \"schema.sql\", \"query\": \"SELECT a FROM t\", \"rows\": [[1], [2], [3]]"
	mc 0 lint .
	out_lacks "deletes all rows"
'
finish
