/* SPDX-License-Identifier: MIT */
#include "ext/db.h"

#include <string.h>

#include "base/buf.h"
#include "check.h"

/* Rows as text: values with blanks between, rows with ';'. */
static void begin(void *context, const char *const *names, size_t count)
{
	struct mc_buf *out = context;

	mc_buf_reset(out);
	for (size_t i = 0; i < count; i++)
		mc_buf_addf(out, "%s%s", i ? " " : "", names[i]);
	mc_buf_addc(out, ':');
}

static bool add(void *context, const struct mc_db_value *values, size_t count)
{
	struct mc_buf *out = context;

	for (size_t i = 0; i < count; i++) {
		if (values[i].type == MC_DB_INTEGER)
			mc_buf_addf(out, " %lld", (long long)values[i].integer);
		else if (values[i].type == MC_DB_REAL)
			mc_buf_addf(out, " %g", values[i].real);
		else
			mc_buf_addf(out, " %s", values[i].type == MC_DB_NULL ? "NULL" : values[i].bytes.ptr);
	}
	mc_buf_addc(out, ';');
	return out->len < 10000;
}

static const struct mc_db_guard guard = { .cpu_ms = 500, .memory_bytes = 32u << 20, .value_bytes = 1u << 20 };

/* Runs SQL in a guarded new database; checks how it ends and what it gives. */
static struct mc_db_outcome run(struct mc_buf *rows, const char *sql)
{
	MC_AUTOPTR(mc_db) db = NULL;
	struct mc_db_outcome outcome;
	const struct mc_db_sink sink = { rows, begin, add };

	assert_ok(mc_db_open_memory(&db));
	mc_db_guard(db, &guard);
	mc_db_run(&outcome, db, mc_str(sql), &sink);
	return outcome;
}

static void assert_rows(const char *sql, const char *wanted)
{
	MC_AUTO(mc_buf) rows = MC_BUF_INIT;
	struct mc_db_outcome outcome = run(&rows, sql);

	assert_string_equal(outcome.message, "");
	assert_int_equal(outcome.end, MC_DB_DONE);
	assert_string_equal(rows.ptr, wanted);
}

static void assert_end(const char *sql, enum mc_db_end end, size_t line, const char *part)
{
	MC_AUTO(mc_buf) rows = MC_BUF_INIT;
	struct mc_db_outcome outcome = run(&rows, sql);

	if (outcome.end != end || (line && outcome.line != line) || !strstr(outcome.message, part))
		fail_msg("%s: ended with %d in line %zu: %s", sql, outcome.end, outcome.line,
			 outcome.message);
}

static void gives_rows_of_every_type(void **state)
{
	(void)state;
	assert_rows("SELECT 1 AS a, 2.5 AS b, 'x' AS c, NULL AS d", "a b c d: 1 2.5 x NULL;");
	assert_rows("CREATE TABLE t(x); INSERT INTO t VALUES (1), (2); SELECT x FROM t; -- end\n",
		    "x: 1; 2;");
	assert_rows("SELECT 1; SELECT 2 AS b", "b: 2;");
	assert_rows(" ; /* nothing */ ; -- here", "");
}

static void says_what_is_wrong_and_where(void **state)
{
	(void)state;
	assert_end("SELECT 1;\nSELECT\n  nix;\n", MC_DB_ERROR, 3, "no such column: nix");
	assert_end("CREATE TABLE t(x);\n\n-- now\nINSRT INTO t VALUES (1);", MC_DB_ERROR, 4, "syntax error");
	assert_end("CREATE TABLE t(x UNIQUE);\nINSERT INTO t VALUES (1);\n\n/* again\n */\nINSERT INTO t "
		   "VALUES (1);",
		   MC_DB_CONSTRAINT, 6, "UNIQUE constraint failed: t.x");
	assert_end("CREATE TABLE t(x INTEGER PRIMARY KEY); INSERT INTO t VALUES ('a')", MC_DB_CONSTRAINT, 1,
		   "datatype mismatch");
}

static void reaches_nothing_but_its_data(void **state)
{
	(void)state;
	assert_end("ATTACH 'x.db' AS x", MC_DB_ERROR, 1, "");
	assert_end("SELECT load_extension('x')", MC_DB_ERROR, 1, "not authorized");
	assert_end("SELECT fts3_tokenizer('simple')", MC_DB_ERROR, 1, "");
	assert_end("CREATE VIRTUAL TABLE t USING fts5(x)", MC_DB_ERROR, 1, "not authorized");
	assert_end("VACUUM INTO 'x.db'", MC_DB_ERROR, 1, "");
	assert_end("PRAGMA writable_schema=ON; CREATE TABLE t(x); UPDATE sqlite_schema SET sql='x'",
		   MC_DB_ERROR, 1, "");
	assert_rows("PRAGMA journal_mode=WAL; PRAGMA temp_store_directory='/'; SELECT 1 AS a", "a: 1;");
	assert_rows("PRAGMA foreign_keys=ON; PRAGMA foreign_keys", "foreign_keys: 1;");
}

static void ends_when_it_takes_too_much(void **state)
{
	static const char endless[] = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) ";
	MC_AUTO(mc_buf) sql = MC_BUF_INIT;

	(void)state;
	mc_buf_addf(&sql, "%sSELECT count(*) FROM c", endless);
	assert_end(sql.ptr, MC_DB_TIME, 0, "");
	mc_buf_reset(&sql);
	mc_buf_addf(&sql, "%sSELECT x FROM c", endless);
	assert_end(sql.ptr, MC_DB_STOPPED, 0, "");
	mc_buf_reset(&sql);
	mc_buf_addf(&sql, "CREATE TABLE t(x); %sINSERT INTO t SELECT randomblob(1000000) FROM c", endless);
	assert_end(sql.ptr, MC_DB_MEMORY, 0, "");
	assert_end("SELECT zeroblob(100000000)", MC_DB_ERROR, 0, "too big");
}

static void many_statements_take_time_in_proportion(void **state)
{
	MC_AUTO(mc_buf) sql = MC_BUF_INIT;
	struct mc_db_outcome outcome;
	MC_AUTOPTR(mc_db) db = NULL;

	(void)state;
	mc_buf_addz(&sql, "CREATE TABLE t(x);");
	for (int i = 0; i < 2000; i++)
		mc_buf_addz(&sql, "INSERT INTO t VALUES (1);\n");
	mc_buf_addz(&sql, "SELECT count(*) AS n FROM t");
	assert_rows(sql.ptr, "n: 2000;");
	mc_buf_reset(&sql);
	for (int i = 0; i < 400000; i++)
		mc_buf_addz(&sql, "SELECT 1;");
	assert_ok(mc_db_open_memory(&db));
	mc_db_guard(db, &(struct mc_db_guard){
				.cpu_ms = 50, .memory_bytes = 32u << 20, .value_bytes = 4u << 20 });
	mc_db_run(&outcome, db, mc_str(sql.ptr), NULL);
	assert_int_equal(outcome.end, MC_DB_TIME);
	mc_db_run(&outcome, db, (struct mc_str){ "S\0E\0", 4 }, NULL);
	assert_int_equal(outcome.end, MC_DB_ERROR);
	assert_non_null(strstr(outcome.message, "UTF-16"));
}

static void a_file_is_copied_and_checked(void **state)
{
	MC_AUTOPTR(mc_db) db = NULL;
	MC_AUTOTEXT bytes = calloc(1, 8192);

	(void)state;
	assert_non_null(bytes);
	assert_err(MC_E_INPUT, mc_db_open_bytes(&db, "SQLite format 3", 16));
	assert_err(MC_E_INPUT, mc_db_open_bytes(&db, bytes, 8192));
	memcpy(bytes, "SQLite format 3", 16);
	assert_ok(mc_db_open_bytes(&db, bytes, 8192));
	struct mc_db_outcome outcome;

	mc_db_guard(db, &guard);
	mc_db_run(&outcome, db, mc_str("SELECT * FROM sqlite_schema"), NULL);
	assert_int_equal(outcome.end, MC_DB_ERROR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_rows_of_every_type),
		cmocka_unit_test(says_what_is_wrong_and_where),
		cmocka_unit_test(reaches_nothing_but_its_data),
		cmocka_unit_test(ends_when_it_takes_too_much),
		cmocka_unit_test(a_file_is_copied_and_checked),
		cmocka_unit_test(many_statements_take_time_in_proportion),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
