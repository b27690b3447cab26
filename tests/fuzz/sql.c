/* SPDX-License-Identifier: MIT */
/* Feeds any bytes as what a child process with SQL answers, and as SQL and as a database file to the guarded
 * adapter. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "grade/sql_run.h"
#include "grade/sql_table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check_answer(const char *bytes, size_t len)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) one = MC_BUF_INIT;
	MC_AUTO(mc_buf) two = MC_BUF_INIT;
	const struct mc_texts none = { NULL, 0 };
	const struct mc_compare compare = { .mode = MC_COMPARE_JSON };
	const struct mc_sql_request request = { .fails = &none };
	struct mc_sql_answer answer;
	enum mc_sql_match match;

	if (!mc_sql_unpack(&answer, &arena, &request, (struct mc_str){ bytes, len }))
		return;
	assert(answer.actual.row_count * answer.actual.column_count <= len);
	mc_err_drop(mc_sql_compare(&match, &answer.expected, &answer.actual, &compare, false));
	mc_sql_print(&one, &two, &answer.expected, &answer.actual);
}

static void run(struct mc_db *db, struct mc_str sql)
{
	const struct mc_db_guard guard = { .cpu_ms = 100,
					   .memory_bytes = 64u << 20,
					   .value_bytes = 1u << 20 };
	struct mc_db_outcome outcome;

	mc_db_guard(db, &guard);
	mc_db_run(&outcome, db, sql, NULL);
	assert(outcome.end <= MC_DB_STOPPED && strlen(outcome.message) < MC_DB_MAX_MESSAGE);
	assert((outcome.end == MC_DB_DONE) == (outcome.line == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *bytes = len ? (const char *)data : "";
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTOPTR(mc_db) db = NULL;
	MC_AUTOPTR(mc_db) file = NULL;

	check_answer(bytes, len);
	mc_err_drop(mc_db_open_memory(&db));
	run(db, (struct mc_str){ mc_arena_copy(&arena, bytes, len), len });
	mc_err_drop(mc_db_open_bytes(&file, bytes, len));
	if (file)
		run(file, mc_str("PRAGMA integrity_check; SELECT * FROM sqlite_schema; SELECT * FROM t"));
	return 0;
}
