/* SPDX-License-Identifier: MIT */
#include "grade/sql_run.h"

#include <string.h>

#include "base/i18n.h"
#include "base/pack.h"
#include "os/confined.h"

/* Time by the clock beyond the processor time, on a busy machine. */
enum { WALL_MS = 60 * 1000 };

/* For what stands beside the database: the rows on their way. */
#define MORE_BYTES (32u * 1024 * 1024)

/* Numbers in the answer for what failed: a step by its place, or one of these. */
enum { STEP_NONE = 1000000, STEP_EXPECTED, STEP_QUERY, STEP_FAILS };

/* ---- in the child ---- */

/* Rows of the last statement that gave some. */
struct rows {
	struct mc_buf columns;
	struct mc_buf values;
	size_t column_count;
	size_t row_count;
};

#define ROWS_INIT \
	{ \
		.columns = MC_BUF_INIT, .values = MC_BUF_INIT \
	}

static void rows_release(struct rows *rows)
{
	mc_buf_release(&rows->columns);
	mc_buf_release(&rows->values);
}

static void take_columns(void *context, const char *const *names, size_t count)
{
	struct rows *rows = context;

	mc_buf_reset(&rows->columns);
	mc_buf_reset(&rows->values);
	rows->column_count = count;
	rows->row_count = 0;
	for (size_t i = 0; i < count; i++)
		mc_pack_text(&rows->columns, names[i], strlen(names[i]));
}

static bool take_row(void *context, const struct mc_db_value *values, size_t count)
{
	struct rows *rows = context;

	if (rows->row_count == MC_SQL_MAX_ROWS || rows->values.len > MC_SQL_MAX_BYTES)
		return false;
	rows->row_count++;
	for (size_t i = 0; i < count; i++) {
		mc_pack_number(&rows->values, values[i].type);
		if (values[i].type == MC_DB_INTEGER)
			mc_buf_add(&rows->values, &values[i].integer, sizeof(values[i].integer));
		else if (values[i].type == MC_DB_REAL)
			mc_buf_add(&rows->values, &values[i].real, sizeof(values[i].real));
		else if (values[i].type != MC_DB_NULL)
			mc_pack_text(&rows->values, values[i].bytes.ptr, values[i].bytes.len);
	}
	return true;
}

static void pack_rows(struct mc_buf *out, const struct rows *rows)
{
	mc_pack_number(out, rows->column_count);
	mc_buf_add(out, rows->columns.ptr, rows->columns.len);
	mc_pack_number(out, rows->row_count);
	mc_buf_add(out, rows->values.ptr, rows->values.len);
}

/* Everything that is done, and how far it came. */
struct run {
	const struct mc_sql_request *request;
	struct mc_db *db;
	struct mc_db_outcome outcome;
	size_t failed;
	struct rows expected, actual;
	size_t refused;
};

static bool run_step(struct run *run, size_t number, struct mc_str sql, struct rows *rows)
{
	const struct mc_db_sink sink = { rows, take_columns, take_row };

	mc_db_run(&run->outcome, run->db, sql, rows ? &sink : NULL);
	run->failed = run->outcome.end == MC_DB_DONE ? STEP_NONE : number;
	return run->failed == STEP_NONE;
}

static bool run_quietly(struct run *run, const char *sql)
{
	struct mc_db_outcome outcome;

	mc_db_run(&outcome, run->db, mc_str(sql), NULL);
	return outcome.end == MC_DB_DONE;
}

/* A rule that is looked at only when a transaction ends refuses then. */
static bool is_refused(struct run *run, const char *statement)
{
	(void)run_quietly(run, "BEGIN");
	mc_db_run(&run->outcome, run->db, mc_str(statement), NULL);
	if (run->outcome.end == MC_DB_DONE)
		mc_db_run(&run->outcome, run->db, mc_str("COMMIT"), NULL);
	(void)run_quietly(run, "ROLLBACK");
	return run->outcome.end == MC_DB_CONSTRAINT;
}

static void try_refusals(struct run *run)
{
	const struct mc_texts *fails = run->request->fails;

	while (run->refused < fails->count && is_refused(run, fails->items[run->refused]))
		run->refused++;
	run->failed = run->refused < fails->count ? STEP_FAILS : STEP_NONE;
}

static void run_steps(struct run *run)
{
	const struct mc_sql_request *request = run->request;

	run->failed = STEP_NONE;
	for (size_t i = 0; i < request->step_count; i++) {
		if (!run_step(run, i, request->steps[i].text, NULL))
			return;
		/* A script may leave a transaction open, or the rules of references switched off. */
		(void)run_quietly(run, "COMMIT");
		(void)run_quietly(run, "PRAGMA foreign_keys=ON");
	}
	if (request->expected.text.ptr &&
	    !run_step(run, STEP_EXPECTED, request->expected.text, &run->expected))
		return;
	if (request->query.text.ptr && !run_step(run, STEP_QUERY, request->query.text, &run->actual))
		return;
	try_refusals(run);
}

static struct mc_err *work(struct mc_buf *answer, void *context)
{
	const struct mc_sql_request *request = context;
	const struct mc_db_guard guard = { .cpu_ms = request->limits->cpu_ms,
					   .memory_bytes = (size_t)request->limits->memory_mb << 20,
					   .value_bytes = MC_SQL_MAX_VALUE };
	struct run run = { .request = request, .expected = ROWS_INIT, .actual = ROWS_INIT };

	if (request->database.ptr)
		MC_TRY(mc_db_open_bytes(&run.db, request->database.ptr, request->database.len));
	else
		MC_TRY(mc_db_open_memory(&run.db));
	mc_db_guard(run.db, &guard);
	(void)run_quietly(&run, "PRAGMA foreign_keys=ON");
	run_steps(&run);
	mc_pack_number(answer, run.failed);
	mc_pack_number(answer, run.outcome.end);
	mc_pack_number(answer, run.outcome.line);
	mc_pack_text(answer, run.outcome.message, strlen(run.outcome.message));
	pack_rows(answer, &run.expected);
	pack_rows(answer, &run.actual);
	mc_pack_number(answer, run.refused);
	rows_release(&run.expected);
	rows_release(&run.actual);
	mc_db_free(run.db);
	return NULL;
}

/* ---- in the parent ---- */

static void take_value(struct mc_db_value *value, struct mc_unpack *unpack)
{
	value->type = (enum mc_db_type)mc_unpack_up_to(unpack, MC_DB_BLOB);
	value->bytes = (struct mc_str){ "", 0 };
	if (value->type == MC_DB_TEXT || value->type == MC_DB_BLOB) {
		value->bytes = mc_unpack_text(unpack);
	} else if (value->type != MC_DB_NULL) {
		uint64_t bits = mc_unpack_number(unpack);

		memcpy(&value->integer, &bits, sizeof(bits));
		if (value->type == MC_DB_REAL)
			memcpy(&value->real, &bits, sizeof(bits));
	}
}

static void take_table(struct mc_sql_table *table, struct mc_arena *arena, struct mc_unpack *unpack)
{
	table->column_count = mc_unpack_count(unpack, sizeof(uint64_t) + 1);
	table->columns = mc_arena_alloc(arena, (table->column_count + 1) * sizeof(*table->columns));
	for (size_t i = 0; i < table->column_count; i++)
		table->columns[i] = mc_unpack_text(unpack).ptr;
	table->row_count = mc_unpack_count(unpack, (table->column_count > 0 ? table->column_count : 1) *
							   sizeof(uint64_t));
	size_t count = table->row_count * table->column_count;

	table->values = mc_arena_alloc(arena, (count + 1) * sizeof(*table->values));
	for (size_t i = 0; i < count && !unpack->is_bad; i++)
		take_value(&table->values[i], unpack);
}

static const struct mc_sql_step *step_of(const struct mc_sql_request *request, size_t number)
{
	static const struct mc_sql_step fails = { .name = "fails", .is_teachers = true };

	if (number == STEP_EXPECTED)
		return &request->expected;
	if (number == STEP_QUERY)
		return &request->query;
	if (number == STEP_FAILS)
		return &fails;
	return number < request->step_count ? &request->steps[number] : NULL;
}

bool mc_sql_unpack(struct mc_sql_answer *answer, struct mc_arena *arena, const struct mc_sql_request *request,
		   struct mc_str packed)
{
	struct mc_unpack unpack = { .rest = { mc_arena_copy(arena, packed.ptr, packed.len), packed.len } };

	*answer = (struct mc_sql_answer){ .step = step_of(request, mc_unpack_up_to(&unpack, STEP_FAILS)) };
	answer->outcome.end = (enum mc_db_end)mc_unpack_up_to(&unpack, MC_DB_STOPPED);
	answer->outcome.line = mc_unpack_up_to(&unpack, UINT32_MAX);
	struct mc_str message = mc_unpack_text(&unpack);

	if (message.len < sizeof(answer->outcome.message))
		memcpy(answer->outcome.message, message.ptr, message.len);
	take_table(&answer->expected, arena, &unpack);
	take_table(&answer->actual, arena, &unpack);
	answer->refused = mc_unpack_up_to(&unpack, request->fails->count);
	return !unpack.is_bad && unpack.rest.len == 0 && message.len < sizeof(answer->outcome.message);
}

struct mc_err *mc_sql_run(struct mc_sql_answer *answer, struct mc_arena *arena,
			  const struct mc_sql_request *request)
{
	static const struct mc_sql_step unknown = { .name = "" };
	struct mc_sql_request copy = *request;
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;
	enum mc_confined_end end;
	const struct mc_confined confined = {
		.work = work,
		.context = &copy,
		.limits = { .cpu_s = request->limits->cpu_ms / 1000 + 2,
			    .more_bytes = ((size_t)request->limits->memory_mb << 20) + MORE_BYTES },
		.wall_ms = request->limits->cpu_ms + WALL_MS,
		.answer_bytes = 3 * (MC_SQL_MAX_BYTES + MC_SQL_MAX_VALUE),
	};

	MC_TRY(mc_confined_run(&packed, &end, &confined));
	if (end == MC_CONFINED_ANSWERED &&
	    mc_sql_unpack(answer, arena, request, (struct mc_str){ packed.ptr, packed.len }))
		return NULL;
	*answer = (struct mc_sql_answer){ .step = &unknown };
	answer->outcome.end = end == MC_CONFINED_TIME ? MC_DB_TIME : MC_DB_MEMORY;
	return NULL;
}
