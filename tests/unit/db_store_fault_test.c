/* SPDX-License-Identifier: MIT */
#include "ext/db_store.h"

#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>

#include "check.h"
#include "shell.h"
#include "stores.h"

/* What happens to records when somebody else writes, a process is killed, a disk is full, a server goes away.
 */

enum { WRITERS = 4, WRITES = 20 };

static void make_table(void)
{
	MC_AUTOPTR(mc_store) store = open_store();

	assert_ok(mc_store_exec(store, "CREATE TABLE event (seq BIGINT PRIMARY KEY, body TEXT NOT NULL)"));
}

struct job {
	struct mc_store *store;
	unsigned runs;
	int64_t wanted; /* number of events to append */
	void (*in_the_middle)(void *context);
	void *context;
};

static struct mc_err *next_seq(int64_t *seq, struct mc_store *store)
{
	MC_AUTOPTR(mc_query) query = NULL;
	bool has_row;

	MC_TRY(mc_query_open(&query, store, "SELECT COALESCE(MAX(seq), 0) + 1 FROM event"));
	MC_TRY(mc_query_step(&has_row, query));
	*seq = mc_query_int(query, 0);
	return NULL;
}

/* Reads the last number and goes on from it: what was read must still be true when it is written. */
static struct mc_err *append(void *context)
{
	struct job *job = context;
	MC_AUTOPTR(mc_query) insert = NULL;
	MC_AUTOTEXT body = mc_format("event %*d", 1000, 1);
	int64_t seq;

	job->runs++;
	MC_TRY(next_seq(&seq, job->store));
	MC_TRY(mc_query_open(&insert, job->store, "INSERT INTO event VALUES (?1, ?2)"));
	for (int64_t i = 0; i < job->wanted; i++) {
		mc_query_bind_int(insert, 1, seq + i);
		mc_query_bind_text(insert, 2, body);
		MC_TRY(mc_query_run(insert));
		if (job->in_the_middle && i == job->wanted / 2)
			job->in_the_middle(job->context);
	}
	return NULL;
}

/* Appends in a process of its own, which ends with 0 when all went well. */
static pid_t append_elsewhere(int times, struct job job)
{
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	struct mc_err *err = mc_store_open(&job.store, where, 0);

	for (int i = 0; !err && i < times; i++)
		err = mc_store_write(job.store, "school", append, &job);
	if (err)
		(void)fprintf(stderr, "# writer: %s\n", err->msg);
	_exit(err ? 1 : 0);
}

static int status_of(pid_t pid)
{
	int status = -1;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void writers_do_not_overwrite_each_other(void **state)
{
	pid_t pids[WRITERS];

	(void)state;
	make_table();
	for (int i = 0; i < WRITERS; i++)
		pids[i] = append_elsewhere(WRITES, (struct job){ .wanted = 2 });
	for (int i = 0; i < WRITERS; i++)
		assert_int_equal(status_of(pids[i]), 0);
	MC_AUTOPTR(mc_store) store = open_store();

	assert_rows(store, "SELECT count(*), max(seq) FROM event", 2, "160 160;");
}

static struct mc_err *make_table_once(void *context)
{
	return mc_store_exec(context,
			     "CREATE TABLE IF NOT EXISTS event (seq BIGINT PRIMARY KEY, body TEXT NOT NULL)");
}

static void programs_may_start_at_the_same_time(void **state)
{
	pid_t pids[WRITERS];

	(void)state;
	for (int i = 0; i < WRITERS; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			struct mc_store *store = NULL;
			struct mc_err *err = mc_store_open(&store, where, MC_STORE_CREATE);

			if (!err)
				err = mc_store_write(store, "school", make_table_once, store);
			if (err)
				(void)fprintf(stderr, "# starter: %s\n", err->msg);
			mc_store_free(store);
			_exit(err ? 1 : 0);
		}
	}
	for (int i = 0; i < WRITERS; i++)
		assert_int_equal(status_of(pids[i]), 0);
	MC_AUTOPTR(mc_store) store = open_store();

	assert_rows(store, "SELECT count(*) FROM event", 1, "0;");
}

static void die(void *context)
{
	(void)context;
	(void)raise(SIGKILL);
}

static void a_writer_that_is_killed_leaves_nothing(void **state)
{
	MC_AUTOPTR(mc_store) store = NULL;
	struct job job = { .wanted = 3000 };

	(void)state;
	make_table();
	assert_true(WIFSIGNALED(
		status_of(append_elsewhere(1, (struct job){ .wanted = 3000, .in_the_middle = die }))));
	store = open_store();
	assert_rows(store, "SELECT count(*) FROM event", 1, "0;");
	job.store = store;
	assert_ok(mc_store_write(store, "school", append, &job));
	assert_rows(store, "SELECT count(*), max(seq) FROM event", 2, "3000 3000;");
}

/* ---- only PostgreSQL ---- */

static void write_once_elsewhere(void *context)
{
	bool *is_done = context;
	MC_AUTOPTR(mc_store) other = open_store();
	struct job job = { .store = other, .wanted = 1 };

	if (!*is_done)
		assert_ok(mc_store_write(other, "another lock", append, &job));
	*is_done = true;
}

static void a_write_that_conflicts_is_run_again(void **state)
{
	MC_AUTOPTR(mc_store) store = NULL;
	bool is_done = false;
	struct job job = { .wanted = 2, .in_the_middle = write_once_elsewhere, .context = &is_done };

	(void)state;
	make_table();
	job.store = store = open_store();
	assert_ok(mc_store_write(store, "school", append, &job));
	assert_int_equal(job.runs, 2);
	assert_rows(store, "SELECT count(*), max(seq) FROM event", 2, "3 3;");
}

static void crash(void *folder)
{
	MC_AUTOTEXT script = mc_format("bash \"$TOP/tests/postgres.sh\" crash %s", (const char *)folder);

	shell("/", script);
}

static void a_server_that_stops_loses_only_what_was_not_saved(void **state)
{
	MC_AUTOTEXT start = mc_format("bash \"$TOP/tests/postgres.sh\" start %d", (int)getpid());
	MC_AUTOTEXT folder = shell_text(".", start);
	MC_AUTOTEXT again = mc_format("bash \"$TOP/tests/postgres.sh\" again %s", folder);
	MC_AUTOTEXT stop = mc_format("bash \"$TOP/tests/postgres.sh\" stop %s", folder);
	MC_AUTOTEXT url = mc_format("postgresql://postgres@/postgres?host=%s", folder);
	MC_AUTOPTR(mc_store) store = NULL;
	MC_AUTOPTR(mc_store) later = NULL;
	struct job job = { .wanted = 5 };

	(void)state;
	where = url;
	make_table();
	job.store = store = open_store();
	assert_ok(mc_store_write(store, "school", append, &job));
	job = (struct job){ .store = store, .wanted = 3000, .in_the_middle = crash, .context = folder };
	struct mc_err *err = mc_store_write(store, "school", append, &job);

	assert_non_null(err);
	assert_int_equal(err->code, MC_E_IO);
	assert_non_null(strstr(err->msg, "lost"));
	mc_err_free(err);
	assert_int_equal(job.runs, 1);
	assert_err(MC_E_IO, mc_store_write(store, "school", append, &job));
	assert_err(MC_E_IO, mc_store_open(&later, url, 0));
	shell("/", again);
	later = open_store();
	assert_rows(later, "SELECT count(*) FROM event", 1, "5;");
	shell("/", stop);
}

/* ---- only SQLite ---- */

static void hold_until_somebody_gives_up(void *context)
{
	MC_AUTOPTR(mc_store) other = open_store();
	struct job job = { .store = other, .wanted = 1 };
	struct mc_err *err = mc_store_write(other, "school", append, &job);

	(void)context;
	assert_non_null(err);
	assert_int_equal(err->code, MC_E_IO);
	assert_non_null(strstr(err->msg, "another program"));
	assert_non_null(err->hint);
	mc_err_free(err);
	assert_int_equal(job.runs, 0);
}

static void a_writer_that_waits_too_long_says_so(void **state)
{
	MC_AUTOPTR(mc_store) store = NULL;
	struct job job = { .wanted = 1, .in_the_middle = hold_until_somebody_gives_up };

	(void)state;
	make_table();
	job.store = store = open_store();
	assert_ok(mc_store_write(store, "school", append, &job));
	assert_rows(store, "SELECT count(*) FROM event", 1, "1;");
}

static void a_full_disk_leaves_records_as_they_were(void **state)
{
	MC_AUTOPTR(mc_store) store = NULL;
	struct job small = { .wanted = 5 }, large = { .wanted = 3000 };

	(void)state;
	assert_int_equal(mkdir("disk", 0700), 0);
	if (mount("none", "disk", "tmpfs", 0, "size=1m") != 0)
		skip();
	where = "disk/test.db";
	make_table();
	small.store = large.store = store = open_store();
	assert_ok(mc_store_write(store, "school", append, &small));
	struct mc_err *err = mc_store_write(store, "school", append, &large);

	(void)umount2("disk", MNT_DETACH); /* stays until the last file is closed */
	assert_non_null(err);
	assert_int_equal(err->code, MC_E_IO);
	assert_non_null(strstr(err->msg, "full"));
	mc_err_free(err);
	assert_rows(store, "SELECT count(*) FROM event", 1, "5;");
	assert_ok(mc_store_write(store, "school", append, &small));
	assert_rows(store, "SELECT count(*) FROM event", 1, "10;");
}

/* In a process of its own, as a user who may only read. */
static void as_reader(void (*work)(void))
{
	pid_t pid = fork();

	if (pid == 0) {
		if (geteuid() == 0 && (setegid(65534) != 0 || seteuid(65534) != 0))
			_exit(2);
		work();
		_exit(0);
	}
	assert_int_equal(status_of(pid), 0);
}

static void fail_to_write(void)
{
	struct mc_store *store = NULL;
	struct job job = { .wanted = 1 };
	struct mc_err *err = mc_store_open(&store, where, 0);

	job.store = store;
	if (!err)
		err = mc_store_write(store, "school", append, &job);
	if (!err || err->code != MC_E_IO || !strstr(err->msg, "permission") || !err->hint) {
		(void)fprintf(stderr, "# %s\n", err ? err->msg : "it was written");
		_exit(1);
	}
}

static void a_folder_that_is_read_only_is_named(void **state)
{
	MC_AUTOPTR(mc_store) store = NULL;

	make_table();
	assert_int_equal(chmod(*state, 0555), 0);
	assert_int_equal(chmod("test.db", 0444), 0);
	as_reader(fail_to_write);
	assert_int_equal(chmod("test.db", 0666), 0);
	as_reader(fail_to_write);
	assert_int_equal(chmod(*state, 0700), 0);
	store = open_store();
	assert_rows(store, "SELECT count(*) FROM event", 1, "0;");
}

static void a_damaged_file_is_found_out(void **state)
{
	MC_AUTOPTR(mc_store) store = NULL;
	MC_AUTOPTR(mc_query) query = NULL;
	struct job job = { .wanted = 3000 };
	char junk[3 * 4096];
	FILE *file;
	bool has_row = true;
	struct mc_err *err;

	(void)state;
	make_table();
	store = open_store();
	job.store = store;
	assert_ok(mc_store_write(store, "school", append, &job));
	mc_store_free(MC_TAKE(store));
	file = fopen(where, "r+");
	assert_non_null(file);
	memset(junk, 0xa5, sizeof(junk));
	assert_int_equal(fseek(file, 4096 * 4, SEEK_SET), 0);
	assert_int_equal(fwrite(junk, sizeof(junk), 1, file), 1);
	assert_int_equal(fclose(file), 0);
	store = open_store();
	err = mc_query_open(&query, store, "SELECT body FROM event");
	while (!err && has_row)
		err = mc_query_step(&has_row, query);
	assert_non_null(err);
	assert_int_equal(err->code, MC_E_INPUT);
	assert_non_null(strstr(err->msg, "damaged"));
	mc_err_free(err);
}

#define FOR_BOTH(X) \
	X(writers_do_not_overwrite_each_other), X(programs_may_start_at_the_same_time), \
		X(a_writer_that_is_killed_leaves_nothing)

int main(void)
{
	const struct CMUnitTest sqlite[] = {
		FOR_BOTH(SQLITE),
		SQLITE(a_writer_that_waits_too_long_says_so),
		SQLITE(a_full_disk_leaves_records_as_they_were),
		SQLITE(a_folder_that_is_read_only_is_named),
		SQLITE(a_damaged_file_is_found_out),
	};
	const struct CMUnitTest postgres[] = {
		FOR_BOTH(POSTGRES),
		POSTGRES(a_write_that_conflicts_is_run_again),
		POSTGRES(a_server_that_stops_loses_only_what_was_not_saved),
	};
	MC_AUTOTEXT top = realpath(".", NULL);
	int failed;

	assert_int_equal(setenv("TOP", top, 1), 0);
	failed = cmocka_run_group_tests_name("SQLite", sqlite, NULL, NULL);
	return failed + (postgres_server() ? cmocka_run_group_tests_name("PostgreSQL", postgres, NULL, NULL)
					   : postgres_is_missing());
}
