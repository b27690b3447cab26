/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "ext/db_store_engine.h"
#include "os/clock.h"
#include "os/file.h"

enum { BUSY_MS = 5000, RETRY_MS = 10 };

/* Small pieces of memory that each connection keeps at hand. */
enum { LOOKASIDE_BYTES = 1280, LOOKASIDE_COUNT = 400 };

/* Up to this size, a database is written anew by way of memory. */
enum { MAX_BYTES_IN_MEMORY = 64 << 20 };

/* What every connection starts with. Temporary tables and sorts stay in memory: on a disk they would be
 * copies of records that nobody deletes. The cache is in KiB. Large pages: with those of 4096 bytes an
 * import takes a tenth longer. Source: sqlite.org/pragma.html. */
#define SETTINGS \
	"PRAGMA page_size = 16384; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA synchronous " \
	"= FULL; " \
	"PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; " \
	"PRAGMA mmap_size = 0; PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 16777216"

struct sqlite_store {
	struct mc_store base;
	sqlite3 *handle;
};

struct sqlite_query {
	struct mc_query base;
	sqlite3_stmt *handle;
	int bind_status; /* of the first binding that failed */
	bool is_used;	 /* since the last reset */
	bool has_ended;	 /* after its last row */
	bool does_write;
};

static struct sqlite_store *of_store(struct mc_store *store)
{
	return (struct sqlite_store *)store;
}

static struct sqlite_query *of_query(struct mc_query *query)
{
	return (struct sqlite_query *)query;
}

static sqlite3_stmt *statement(const struct mc_query *query)
{
	return ((const struct sqlite_query *)query)->handle;
}

/* ---- errors ---- */

static struct mc_err *disk_full(const char *path)
{
	return mc_err_hint(
		mc_err_new(MC_E_IO, _("cannot write '%s': the disk is full"), path),
		_("make room on the disk and run the same command again; the records are as they were"));
}

static struct mc_err *not_writable(const char *path)
{
	return mc_err_hint(
		mc_err_new(MC_E_IO, _("cannot write '%s': no permission"), path),
		_("you need the right to write both the file and its folder: see 'ls -ld' of both"));
}

/* On a file system that can only be read, what SQLite cannot make beside the file is not there. */
static bool is_read_only(const char *path)
{
	MC_AUTOTEXT folder = mc_path_parent(path);

	return mc_file_is_regular(path) && (access(path, W_OK) != 0 || access(folder, W_OK) != 0);
}

/* What the number of SQLite's result means for somebody who runs a command. */
static struct mc_err *translate(const char *path, sqlite3 *handle, int status)
{
	int number = handle ? sqlite3_system_errno(handle) : 0;

	switch (status & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return mc_err_hint(mc_err_new(MC_E_IO, _("another program is writing to '%s'"), path),
				   _("wait until it is done, then run the same command again"));
	case SQLITE_FULL:
		return disk_full(path);
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return not_writable(path);
	case SQLITE_NOTADB:
		return mc_err_new(MC_E_INPUT, _("'%s' is no database"), path);
	case SQLITE_CORRUPT:
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the database '%s' is damaged"), path),
				   _("restore it from the last backup"));
	case SQLITE_CONSTRAINT:
		return mc_err_new(MC_E_INPUT, _("the database refuses this: %s"), sqlite3_errmsg(handle));
	case SQLITE_CANTOPEN:
	case SQLITE_IOERR:
		if (number == ENOSPC || number == EDQUOT)
			return disk_full(path);
		if (number == EACCES || number == EPERM || number == EROFS || is_read_only(path))
			return not_writable(path);
		if (number)
			return mc_err_sys(MC_E_IO, number, _("cannot use the database '%s'"), path);
		break;
	default:
		break;
	}
	return mc_err_new(MC_E_IO, _("the database '%s' gives an error: %s"), path,
			  handle ? sqlite3_errmsg(handle) : sqlite3_errstr(status));
}

static struct mc_err *failure(const struct mc_store *store, int status)
{
	return translate(store->name, ((const struct sqlite_store *)store)->handle, status);
}

static struct mc_err *run_text(struct mc_store *store, const char *sql)
{
	int status = sqlite3_exec(of_store(store)->handle, sql, NULL, NULL, NULL);

	return status == SQLITE_OK ? NULL : failure(store, status);
}

/* ---- connections ---- */

static void close_store(struct mc_store *store)
{
	(void)sqlite3_close_v2(of_store(store)->handle);
	free(store->name);
	free(store);
}

static struct mc_err *exec(struct mc_store *store, const char *sql)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_store_translate(&text, sql, MC_STORE_SQLITE);
	return run_text(store, text.ptr);
}

static struct mc_err *begin(struct mc_store *store, const char *lock)
{
	return run_text(store, lock ? "BEGIN IMMEDIATE" : "PRAGMA query_only = ON; BEGIN");
}

static struct mc_err *commit(struct mc_store *store)
{
	return run_text(store, store->is_writing ? "COMMIT" : "COMMIT; PRAGMA query_only = OFF");
}

/* Some failures have rolled back already, such as a full disk. */
static void rollback(struct mc_store *store)
{
	sqlite3 *handle = of_store(store)->handle;

	if (!sqlite3_get_autocommit(handle))
		(void)sqlite3_exec(handle, "ROLLBACK", NULL, NULL, NULL);
	if (!store->is_writing)
		(void)sqlite3_exec(handle, "PRAGMA query_only = OFF", NULL, NULL, NULL);
}

static int64_t number_of(struct mc_store *store, const char *sql)
{
	sqlite3_stmt *handle = NULL;
	int64_t number = 0;

	if (sqlite3_prepare_v2(of_store(store)->handle, sql, -1, &handle, NULL) == SQLITE_OK &&
	    sqlite3_step(handle) == SQLITE_ROW)
		number = sqlite3_column_int64(handle, 0);
	(void)sqlite3_finalize(handle);
	return number;
}

/*
 * Deleted cells are overwritten (secure_delete), but SQLite moves cells between pages when these fill up, and
 * what it leaves where they were is overwritten only when something comes to stand there: of 6,000 deleted
 * rows, bytes of 24 were still there. So the file is written anew.
 */
static struct mc_err *scrub(struct mc_store *store, const char *tables)
{
	const char *vacuum =
		number_of(store, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") >
				MAX_BYTES_IN_MEMORY
			? "PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY"
			: "VACUUM";
	int status;

	(void)tables;
	MC_TRY(run_text(store, vacuum));
	status = sqlite3_wal_checkpoint_v2(of_store(store)->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
					   NULL);
	return status == SQLITE_OK ? NULL : failure(store, status);
}

/* ---- statements ---- */

static struct mc_err *prepare(struct mc_query **query, struct mc_store *store, const char *sql)
{
	struct sqlite_query *made;
	sqlite3_stmt *handle;
	const char *rest;
	int status = sqlite3_prepare_v3(of_store(store)->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle,
					&rest);

	if (status != SQLITE_OK)
		return failure(store, status);
	assert(handle && rest[strspn(rest, " \t\n;")] == '\0');
	made = mc_alloc_zero(1, sizeof(*made));
	made->base.store = store;
	made->handle = handle;
	made->does_write = !sqlite3_stmt_readonly(handle);
	*query = &made->base;
	return NULL;
}

static void finish(struct mc_query *query)
{
	(void)sqlite3_finalize(statement(query));
	free(query);
}

static void note_binding(struct mc_query *query, int status)
{
	of_query(query)->is_used = true;
	if (status != SQLITE_OK)
		of_query(query)->bind_status = status;
}

static void bind_text(struct mc_query *query, unsigned number, const char *text)
{
	note_binding(query, sqlite3_bind_text(statement(query), (int)number, text, -1, SQLITE_STATIC));
}

static void bind_int(struct mc_query *query, unsigned number, int64_t value)
{
	note_binding(query, sqlite3_bind_int64(statement(query), (int)number, value));
}

static void bind_bytes(struct mc_query *query, unsigned number, const void *bytes, size_t len)
{
	/* For SQLite, bytes at no address are NULL. */
	note_binding(query, sqlite3_bind_blob64(statement(query), (int)number, bytes ? bytes : "", len,
						SQLITE_STATIC));
}

static void bind_null(struct mc_query *query, unsigned number)
{
	note_binding(query, sqlite3_bind_null(statement(query), (int)number));
}

static void reset(struct mc_query *query)
{
	struct sqlite_query *own = of_query(query);

	if (!own->is_used)
		return;
	(void)sqlite3_reset(own->handle); /* gives the error of the last step again */
	(void)sqlite3_clear_bindings(own->handle);
	own->bind_status = SQLITE_OK;
	own->has_ended = own->is_used = false;
}

static struct mc_err *step(bool *has_row, struct mc_query *query)
{
	struct sqlite_query *own = of_query(query);
	int status;

	*has_row = false;
	if (own->has_ended)
		return NULL;
	own->is_used = true;
	status = own->bind_status ? own->bind_status : sqlite3_step(own->handle);
	if (status == SQLITE_ROW) {
		*has_row = true;
		return NULL;
	}
	own->has_ended = true;
	if (status != SQLITE_DONE)
		return failure(query->store, status);
	query->changed = own->does_write ? sqlite3_changes64(of_store(query->store)->handle) : 0;
	return NULL;
}

static struct mc_err *run(struct mc_query *query)
{
	struct mc_err *err;
	bool has_row;

	do
		err = step(&has_row, query);
	while (!err && has_row);
	reset(query);
	return err;
}

static const char *text(const struct mc_query *query, unsigned column)
{
	return (const char *)sqlite3_column_text(statement(query), (int)column);
}

static int64_t integer(const struct mc_query *query, unsigned column)
{
	return sqlite3_column_int64(statement(query), (int)column);
}

static struct mc_str bytes(const struct mc_query *query, unsigned column)
{
	const char *ptr = sqlite3_column_blob(statement(query), (int)column);

	return (struct mc_str){ ptr ? ptr : "", (size_t)sqlite3_column_bytes(statement(query), (int)column) };
}

static bool is_null(const struct mc_query *query, unsigned column)
{
	return sqlite3_column_type(statement(query), (int)column) == SQLITE_NULL;
}

static const struct mc_store_calls calls = {
	.engine = MC_STORE_SQLITE,
	.close = close_store,
	.exec = exec,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.scrub = scrub,
	.prepare = prepare,
	.finish = finish,
	.bind_text = bind_text,
	.bind_int = bind_int,
	.bind_bytes = bind_bytes,
	.bind_null = bind_null,
	.step = step,
	.run = run,
	.reset = reset,
	.text = text,
	.integer = integer,
	.bytes = bytes,
	.is_null = is_null,
};

/* ---- opening ---- */

/* SQLite would make the file readable for everybody; what it makes beside it gets the mode of the file. */
static struct mc_err *make_private(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);

	if (fd < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot make '%s'"), path);
	(void)close(fd);
	return NULL;
}

/* Of several programs that set the journal of a new file at once, SQLite refuses some without waiting. */
static struct mc_err *set_journal(struct mc_store *store)
{
	/* A write-ahead log needs memory that all its users share, which a network cannot give. */
	const char *sql = mc_file_is_on_network(store->name) ? "PRAGMA journal_mode = DELETE"
							     : "PRAGMA journal_mode = WAL";
	const uint64_t end = mc_clock_ms() + BUSY_MS;
	int status;

	while (((status = sqlite3_exec(of_store(store)->handle, sql, NULL, NULL, NULL)) & 0xff) ==
		       SQLITE_BUSY &&
	       mc_clock_ms() < end)
		(void)sqlite3_sleep(RETRY_MS);
	return status == SQLITE_OK ? NULL : failure(store, status);
}

static struct mc_err *configure(struct mc_store *store, unsigned flags)
{
	sqlite3 *handle = of_store(store)->handle;

	(void)sqlite3_extended_result_codes(handle, 1);
	(void)sqlite3_busy_timeout(handle, BUSY_MS);
	(void)sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	(void)sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	MC_TRY(run_text(store, SETTINGS));
	if (flags & MC_STORE_READ_ONLY)
		return run_text(store, "SELECT count(*) FROM sqlite_schema");
	return set_journal(store);
}

/* The program has no threads, so nothing needs locks, and nobody asks how much memory is in use: a twentieth
 * of an import. Once SQLite has started, this changes nothing. */
static void set_up(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	(void)sqlite3_config(SQLITE_CONFIG_LOOKASIDE, LOOKASIDE_BYTES, LOOKASIDE_COUNT);
}

struct mc_err *mc_store_open_sqlite(struct mc_store **store, const char *path, unsigned flags)
{
	const int way = flags & MC_STORE_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	/* Names such as ":memory:" mean something else to SQLite. */
	MC_AUTOTEXT plain = mc_format("%s%s", *path == '/' ? "" : "./", path);
	MC_AUTOPTR(mc_store) made = NULL;
	struct sqlite_store *own;
	int status;

	if (flags & MC_STORE_CREATE)
		MC_TRY(make_private(path));
	else if (!mc_file_is_regular(path))
		return mc_err_sys(MC_E_IO, ENOENT, _("cannot open the database '%s'"), path);
	own = mc_alloc_zero(1, sizeof(*own));
	own->base.calls = &calls;
	own->base.name = mc_strdup(path);
	made = &own->base;
	set_up();
	status = sqlite3_open_v2(plain, &own->handle, way | SQLITE_OPEN_NOMUTEX, NULL);
	if (status != SQLITE_OK)
		return failure(made, status);
	MC_TRY(configure(made, flags));
	*store = MC_TAKE(made);
	return NULL;
}
