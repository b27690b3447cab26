/* SPDX-License-Identifier: MIT */
#include "ext/db.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* How many steps of SQLite's machine go by between two looks at the clock. */
enum { STEPS_BETWEEN = 2000 };

enum { MAX_COLUMNS = 200 };

/* Where the header of a database file says how it is read and written: 2 is a write-ahead log, which a copy
 * in memory cannot have. Source: sqlite.org/fileformat2.html. */
enum { HEADER_BYTES = 100, WRITE_VERSION_AT = 18, READ_VERSION_AT = 19 };

struct mc_db {
	sqlite3 *handle;
	clock_t end; /* processor time at which a guarded one is stopped; 0: never */
};

/* ---- opening ---- */

static struct mc_err *cannot_open(struct mc_db *db)
{
	struct mc_err *err = mc_err_new(MC_E_IO, _("cannot open a database: %s"),
					db->handle ? sqlite3_errmsg(db->handle) : "SQLite");

	mc_db_free(db);
	return err;
}

struct mc_err *mc_db_open_memory(struct mc_db **db)
{
	struct mc_db *made = mc_alloc_zero(1, sizeof(*made));
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;

	if (sqlite3_open_v2(":memory:", &made->handle, flags, NULL) != SQLITE_OK)
		return cannot_open(made);
	*db = made;
	return NULL;
}

struct mc_err *mc_db_open_bytes(struct mc_db **db, const void *bytes, size_t len)
{
	const unsigned flags = SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE;
	MC_AUTOPTR(mc_db) made = NULL;

	if (len < HEADER_BYTES || memcmp(bytes, "SQLite format 3", 16) != 0)
		return mc_err_new(MC_E_INPUT, "%s", _("the file is no SQLite database"));
	MC_TRY(mc_db_open_memory(&made));
	unsigned char *copy = sqlite3_malloc64(len);

	if (!copy)
		return mc_err_new(MC_E_IO, "%s", _("out of memory"));
	memcpy(copy, bytes, len);
	copy[WRITE_VERSION_AT] = copy[READ_VERSION_AT] = 1;
	if (sqlite3_deserialize(made->handle, "main", copy, (sqlite3_int64)len, (sqlite3_int64)len, flags) !=
	    SQLITE_OK)
		return mc_err_new(MC_E_INPUT, "%s", _("the file is no SQLite database"));
	*db = MC_TAKE(made);
	return NULL;
}

void mc_db_free(struct mc_db *db)
{
	if (!db)
		return;
	(void)sqlite3_close(db->handle);
	free(db);
}

/* ---- what may be done ---- */

static bool is_one_of(const char *name, const char *const names[])
{
	while (name && *names && sqlite3_stricmp(name, *names) != 0)
		names++;
	return name && *names;
}

static int judge_pragma(const char *name)
{
	static const char *const harmless[] = {
		"foreign_keys",	      "foreign_key_list",    "foreign_key_check",
		"defer_foreign_keys", "table_info",	     "table_xinfo",
		"table_list",	      "index_list",	     "index_info",
		"integrity_check",    "quick_check",	     "user_version",
		"recursive_triggers", "case_sensitive_like", NULL
	};

	/* Others do nothing: scripts set the journal or the cache by habit. */
	return is_one_of(name, harmless) ? SQLITE_OK : SQLITE_IGNORE;
}

static int judge_function(const char *name)
{
	static const char *const refused[] = { "load_extension", "fts3_tokenizer", "readfile",
					       "writefile",	 "edit",	   NULL };

	return is_one_of(name, refused) ? SQLITE_DENY : SQLITE_OK;
}

static int authorize(void *context, int action, const char *first, const char *second, const char *database,
		     const char *trigger)
{
	(void)context;
	(void)database;
	(void)trigger;
	switch (action) {
	case SQLITE_ATTACH:
	case SQLITE_DETACH:
	case SQLITE_CREATE_VTABLE:
	case SQLITE_DROP_VTABLE:
		return SQLITE_DENY;
	case SQLITE_PRAGMA:
		return judge_pragma(first);
	case SQLITE_FUNCTION:
		return judge_function(second);
	default:
		return SQLITE_OK;
	}
}

static int is_out_of_time(void *context)
{
	const struct mc_db *db = context;

	return clock() > db->end;
}

void mc_db_guard(struct mc_db *db, const struct mc_db_guard *guard)
{
	static const struct {
		int id, most;
	} limits[] = {
		{ SQLITE_LIMIT_COLUMN, MAX_COLUMNS },	   { SQLITE_LIMIT_EXPR_DEPTH, 200 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 100 },	   { SQLITE_LIMIT_VDBE_OP, 250000 },
		{ SQLITE_LIMIT_FUNCTION_ARG, 100 },	   { SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 500 }, { SQLITE_LIMIT_TRIGGER_DEPTH, 50 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};

	for (size_t i = 0; i < MC_COUNT(limits); i++)
		(void)sqlite3_limit(db->handle, limits[i].id, limits[i].most);
	(void)sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, (int)guard->value_bytes);
	(void)sqlite3_limit(db->handle, SQLITE_LIMIT_SQL_LENGTH, (int)guard->value_bytes);
	(void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	(void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	(void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, NULL);
	(void)sqlite3_exec(db->handle, "PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON", NULL, NULL,
			   NULL);
	(void)sqlite3_hard_heap_limit64((sqlite3_int64)guard->memory_bytes);
	(void)sqlite3_set_authorizer(db->handle, authorize, NULL);
	db->end = clock() + (clock_t)guard->cpu_ms * (CLOCKS_PER_SEC / 1000);
	sqlite3_progress_handler(db->handle, STEPS_BETWEEN, is_out_of_time, db);
}

/* ---- running ---- */

static enum mc_db_end end_of(int status)
{
	switch (status & 0xff) {
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH: /* text for a whole-number key */
		return MC_DB_CONSTRAINT;
	case SQLITE_INTERRUPT:
		return MC_DB_TIME;
	case SQLITE_NOMEM:
		return MC_DB_MEMORY;
	default:
		return MC_DB_ERROR;
	}
}

static size_t line_at(struct mc_str sql, size_t offset)
{
	size_t line = 1;

	for (size_t i = 0; i < offset && i < sql.len; i++)
		line += sql.ptr[i] == '\n';
	return line;
}

/* Where the first word of a statement stands: behind white space and comments. */
static size_t first_word(struct mc_str sql, size_t at)
{
	while (at < sql.len) {
		const char *rest = sql.ptr + at;
		size_t left = sql.len - at;
		const char *end = NULL;

		if (strchr(" \t\r\n\f;", *rest) && *rest)
			end = rest + 1;
		else if (left >= 2 && !memcmp(rest, "--", 2))
			end = memchr(rest, '\n', left);
		else if (left >= 2 && !memcmp(rest, "/*", 2))
			end = memmem(rest + 2, left - 2, "*/", 2);
		else
			return at;
		if (!end)
			return sql.len;
		at = (size_t)(end - sql.ptr) + (*rest == '/' ? 2 : 0);
	}
	return at;
}

static void fail(struct mc_db_outcome *outcome, struct mc_db *db, int status, struct mc_str sql, size_t start)
{
	int offset = sqlite3_error_offset(db->handle);
	const char *message = sqlite3_errmsg(db->handle);
	size_t len = mc_utf8_cut(message, strlen(message), MC_DB_MAX_MESSAGE - 1);

	outcome->end = end_of(status);
	outcome->line = line_at(sql, offset >= 0 ? start + (size_t)offset : first_word(sql, start));
	memcpy(outcome->message, message, len);
	outcome->message[len] = '\0';
}

static struct mc_db_value value_of(sqlite3_stmt *statement, int column)
{
	static const enum mc_db_type types[] = { [SQLITE_INTEGER] = MC_DB_INTEGER,
						 [SQLITE_FLOAT] = MC_DB_REAL,
						 [SQLITE_TEXT] = MC_DB_TEXT,
						 [SQLITE_BLOB] = MC_DB_BLOB,
						 [SQLITE_NULL] = MC_DB_NULL };
	struct mc_db_value value = { .type = types[sqlite3_column_type(statement, column)],
				     .bytes = { "", 0 } };

	if (value.type == MC_DB_INTEGER)
		value.integer = sqlite3_column_int64(statement, column);
	if (value.type == MC_DB_REAL)
		value.real = sqlite3_column_double(statement, column);
	const void *bytes = value.type == MC_DB_TEXT   ? (const void *)sqlite3_column_text(statement, column)
			    : value.type == MC_DB_BLOB ? sqlite3_column_blob(statement, column)
						       : NULL;

	if (bytes)
		value.bytes = (struct mc_str){ bytes, (size_t)sqlite3_column_bytes(statement, column) };
	return value;
}

static void give_columns(const struct mc_db_sink *sink, sqlite3_stmt *statement, size_t count)
{
	const char *names[MAX_COLUMNS];

	for (size_t i = 0; i < count; i++) {
		names[i] = sqlite3_column_name(statement, (int)i);
		names[i] = names[i] ? names[i] : "";
	}
	sink->columns(sink->context, names, count);
}

static bool give_row(const struct mc_db_sink *sink, sqlite3_stmt *statement, size_t count)
{
	struct mc_db_value values[MAX_COLUMNS];

	for (size_t i = 0; i < count; i++)
		values[i] = value_of(statement, (int)i);
	return sink->row(sink->context, values, count);
}

/* Steps through one statement; SQLITE_DONE, SQLITE_ABORT (the sink wants no more) or what went wrong. */
static int run_statement(sqlite3_stmt *statement, const struct mc_db_sink *sink)
{
	size_t count = (size_t)sqlite3_column_count(statement);
	int status;

	if (count > MAX_COLUMNS)
		return SQLITE_TOOBIG;
	if (sink && count > 0)
		give_columns(sink, statement, count);
	while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
		if (sink && !give_row(sink, statement, count))
			return SQLITE_ABORT;
	}
	return status;
}

/* Prepares and runs the statement at start, and sets where the next one is. */
static int run_next(size_t *start, struct mc_db *db, struct mc_str sql, const struct mc_db_sink *sink,
		    struct mc_db_outcome *outcome)
{
	sqlite3_stmt *statement = NULL;
	const char *tail = sql.ptr + sql.len;
	/* With a length, SQLite would copy the rest of the text for every statement. */
	int status = sqlite3_prepare_v2(db->handle, sql.ptr + *start, -1, &statement, &tail);

	if (status == SQLITE_OK)
		status = statement ? run_statement(statement, sink) : SQLITE_DONE;
	if (status != SQLITE_DONE)
		fail(outcome, db, status, sql, *start);
	(void)sqlite3_finalize(statement);
	*start = (size_t)(tail - sql.ptr);
	return status;
}

void mc_db_run(struct mc_db_outcome *outcome, struct mc_db *db, struct mc_str sql,
	       const struct mc_db_sink *sink)
{
	const char *zero = memchr(sql.ptr, '\0', sql.len);

	*outcome = (struct mc_db_outcome){ .end = MC_DB_DONE };
	if (zero) {
		outcome->end = MC_DB_ERROR;
		outcome->line = line_at(sql, (size_t)(zero - sql.ptr));
		(void)snprintf(outcome->message, sizeof(outcome->message), "%s",
			       _("the SQL has a byte of 0: is the file saved as UTF-16?"));
		return;
	}
	for (size_t start = 0; start < sql.len && outcome->end == MC_DB_DONE;) {
		/* The steps of many small statements come to no look at the clock. */
		if (db->end && is_out_of_time(db)) {
			outcome->end = MC_DB_TIME;
			outcome->line = line_at(sql, start);
		} else if (run_next(&start, db, sql, sink, outcome) == SQLITE_ABORT) {
			outcome->end = MC_DB_STOPPED;
		}
	}
}
