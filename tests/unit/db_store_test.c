/* SPDX-License-Identifier: MIT */
#include "ext/db_store.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "stores.h"

static struct mc_store *open_with_table(void)
{
	struct mc_store *store = open_store();

	assert_ok(mc_store_exec(store,
				"CREATE TABLE word (id BIGINT PRIMARY KEY, name TEXT NOT NULL, more BYTES,"
				" CONSTRAINT good_name CHECK (name <> 'evil'));"
				"CREATE TABLE child (word BIGINT NOT NULL REFERENCES word (id));"));
	return store;
}

static void add_word(struct mc_store *store, int64_t id, const char *name)
{
	MC_AUTOPTR(mc_query) insert = NULL;

	assert_ok(mc_query_open(&insert, store, "INSERT INTO word (id, name) VALUES (?1, ?2)"));
	mc_query_bind_int(insert, 1, id);
	mc_query_bind_text(insert, 2, name);
	assert_ok(mc_query_run(insert));
}

static void values_come_back_as_they_were(void **state)
{
	MC_AUTOPTR(mc_store) store = open_store();
	MC_AUTOPTR(mc_query) insert = NULL;
	MC_AUTOPTR(mc_query) select = NULL;
	const char bytes[] = "\0\1\377'\\x00";
	bool has_row = false;

	(void)state;
	assert_ok(mc_store_exec(store,
				"CREATE TABLE t (a TEXT, b BIGINT, c BYTES, d BYTES, e TEXT, f BIGINT)"));
	assert_ok(mc_query_open(&insert, store, "INSERT INTO t VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
	mc_query_bind_text(insert, 1, "Ω'; --?1\n");
	mc_query_bind_int(insert, 2, INT64_MIN);
	mc_query_bind_bytes(insert, 3, bytes, sizeof(bytes));
	mc_query_bind_bytes(insert, 4, NULL, 0);
	mc_query_bind_text(insert, 5, NULL);
	mc_query_bind_null(insert, 6);
	assert_ok(mc_query_run(insert));
	assert_int_equal(mc_query_changed(insert), 1);
	assert_ok(mc_query_open(&select, store, "SELECT a, b, c, d, e, f FROM t WHERE b = ?1 AND a = ?2"));
	mc_query_bind_int(select, 1, INT64_MIN);
	mc_query_bind_text(select, 2, "Ω'; --?1\n");
	assert_ok(mc_query_step(&has_row, select));
	assert_true(has_row);
	assert_string_equal(mc_query_text(select, 0), "Ω'; --?1\n");
	assert_true(mc_query_int(select, 1) == INT64_MIN);
	assert_int_equal(mc_query_bytes(select, 2).len, sizeof(bytes));
	assert_memory_equal(mc_query_bytes(select, 2).ptr, bytes, sizeof(bytes));
	assert_false(mc_query_is_null(select, 3));
	assert_int_equal(mc_query_bytes(select, 3).len, 0);
	assert_null(mc_query_text(select, 4));
	assert_true(mc_query_is_null(select, 5));
	assert_int_equal(mc_query_int(select, 5), 0);
	assert_ok(mc_query_step(&has_row, select));
	assert_false(has_row);
	assert_ok(mc_query_step(&has_row, select));
	assert_false(has_row);
}

static void a_statement_runs_again_without_its_parameters(void **state)
{
	MC_AUTOPTR(mc_store) store = open_with_table();
	MC_AUTOPTR(mc_query) query = NULL;
	bool has_row = false;

	(void)state;
	add_word(store, 1, "one");
	add_word(store, 2, "two");
	assert_ok(mc_query_open(&query, store, "SELECT name FROM word WHERE id >= ?1 ORDER BY id"));
	for (int64_t id = 1; id <= 2; id++) {
		mc_query_bind_int(query, 1, id);
		assert_ok(mc_query_step(&has_row, query));
		assert_true(has_row);
		assert_string_equal(mc_query_text(query, 0), id == 1 ? "one" : "two");
		mc_query_reset(query);
	}
	assert_ok(mc_query_step(&has_row, query));
	assert_false(has_row);
}

static void text_sorts_by_bytes(void **state)
{
	MC_AUTOPTR(mc_store) store = open_store();

	(void)state;
	assert_ok(mc_store_exec(
		store, "CREATE TABLE t (name TEXT); INSERT INTO t VALUES ('b'), ('A'), ('a b'), ('ab'),"
		       " ('B'), ('\xc3\xa9'), ('_')"));
	assert_rows(store, "SELECT name FROM t ORDER BY name", 1, "A;B;_;a b;ab;b;\xc3\xa9;");
	assert_rows(store, "SELECT name FROM t WHERE name < 'a' ORDER BY 1", 1, "A;B;_;");
	assert_rows(store, "SELECT max(name), min(name) FROM t", 2, "\xc3\xa9 A;");
}

static void question_marks_in_texts_and_comments_are_no_parameters(void **state)
{
	MC_AUTOPTR(mc_store) store = open_store();
	MC_AUTOPTR(mc_query) query = NULL;
	bool has_row = false;

	(void)state;
	assert_ok(mc_query_open(&query, store,
				"SELECT '?1', 'it''s ?2', \"?3\" /* ?4 ' */, -- ?5 '\n ?2 || '-' || ?1 "
				"FROM (SELECT 'x' AS \"?3\") AS t"));
	mc_query_bind_text(query, 1, "one");
	mc_query_bind_text(query, 2, "two");
	assert_ok(mc_query_step(&has_row, query));
	assert_string_equal(mc_query_text(query, 0), "?1");
	assert_string_equal(mc_query_text(query, 1), "it's ?2");
	assert_string_equal(mc_query_text(query, 2), "x");
	assert_string_equal(mc_query_text(query, 3), "two-one");
}

static void sql_may_be_for_one_engine_only(void **state)
{
	MC_AUTOPTR(mc_store) store = open_store();

	(void)state;
	assert_ok(mc_store_exec(
		store, "CREATE TABLE t (a TEXT, \"TEXT\" BYTES) -- TEXT\n"
		       "-- only sqlite\n"
		       "; CREATE TABLE it (a TEXT DEFAULT 'TEXT')\n"
		       "  -- only postgresql  \n"
		       "; CREATE TABLE it (a TEXT COLLATE \"C\" DEFAULT 'TEXT')\n"
		       "-- both\n"
		       "; INSERT INTO it DEFAULT VALUES; INSERT INTO t VALUES ('TEXT BYTES', NULL);"));
	assert_rows(store, "SELECT it.a, t.a, \"TEXT\" FROM it, t", 3, "TEXT TEXT BYTES NULL;");
}

static void what_is_refused_says_why_without_values(void **state)
{
	MC_AUTOPTR(mc_store) store = open_with_table();
	static const char *const refused[] = {
		"INSERT INTO word VALUES (1, 'Secretname', NULL)",
		"INSERT INTO word VALUES (2, NULL, NULL)",
		"INSERT INTO child VALUES (77)",
		"INSERT INTO word VALUES (3, 'evil', NULL)",
	};

	(void)state;
	add_word(store, 1, "first");
	for (size_t i = 0; i < MC_COUNT(refused); i++) {
		MC_AUTOPTR(mc_query) query = NULL;

		assert_ok(mc_query_open(&query, store, refused[i]));
		struct mc_err *err = mc_query_run(query);

		assert_non_null(err);
		assert_int_equal(err->code, MC_E_INPUT);
		assert_null(strstr(err->msg, "Secretname"));
		assert_null(strstr(err->msg, "77"));
		assert_null(strstr(err->msg, "evil"));
		mc_err_free(err);
	}
	assert_rows(store, "SELECT id, name FROM word", 2, "1 first;");
}

static void changed_rows_are_counted(void **state)
{
	MC_AUTOPTR(mc_store) store = open_with_table();
	MC_AUTOPTR(mc_query) update = NULL;
	MC_AUTOPTR(mc_query) upsert = NULL;

	(void)state;
	add_word(store, 1, "a");
	add_word(store, 2, "b");
	assert_ok(mc_query_open(&update, store, "UPDATE word SET name = name || 'x' WHERE id < ?1"));
	mc_query_bind_int(update, 1, 3);
	assert_ok(mc_query_run(update));
	assert_int_equal(mc_query_changed(update), 2);
	mc_query_bind_int(update, 1, 0);
	assert_ok(mc_query_run(update));
	assert_int_equal(mc_query_changed(update), 0);
	assert_ok(mc_query_open(
		&upsert, store,
		"INSERT INTO word VALUES (2, ?1, NULL), (3, ?1, NULL) ON CONFLICT (id) DO UPDATE SET name = "
		"excluded.name RETURNING id"));
	mc_query_bind_text(upsert, 1, "new");
	bool has_row = false;
	assert_ok(mc_query_step(&has_row, upsert));
	assert_int_equal(mc_query_int(upsert, 0), 2);
	mc_query_reset(upsert);
	mc_query_bind_text(upsert, 1, "newer");
	assert_ok(mc_query_run(upsert));
	assert_int_equal(mc_query_changed(upsert), 2);
	assert_rows(store, "SELECT id, name FROM word ORDER BY id", 2, "1 ax;2 newer;3 newer;");
}

/* ---- transactions ---- */

struct job {
	struct mc_store *store;
	int count;
	bool fails, drops_an_error;
};

static struct mc_err *add_many(void *context)
{
	struct job *job = context;
	MC_AUTOPTR(mc_query) insert = NULL;

	MC_TRY(mc_query_open(&insert, job->store, "INSERT INTO word (id, name) VALUES (?1, ?2)"));
	for (int i = 0; i < job->count; i++) {
		char name[32];

		(void)snprintf(name, sizeof(name), "word %d", i);
		mc_query_bind_int(insert, 1, i);
		mc_query_bind_text(insert, 2, name);
		MC_TRY(mc_query_run(insert));
		memset(name, '#', sizeof(name)); /* it was lent until the run only */
	}
	if (job->drops_an_error) {
		mc_query_bind_int(insert, 1, 0);
		mc_query_bind_text(insert, 2, "again");
		mc_err_drop(mc_query_run(insert));
	}
	return job->fails ? mc_err_new(MC_E_NOTHING, "wanted") : NULL;
}

static void a_write_is_kept_whole(void **state)
{
	MC_AUTOPTR(mc_store) store = open_with_table();
	struct job job = { .store = store, .count = 3000 };

	(void)state;
	assert_ok(mc_store_write(store, "lock", add_many, &job));
	assert_rows(store, "SELECT count(*), sum(id), min(name), max(name) FROM word", 4,
		    "3000 4498500 word 0 word 999;");
}

static void a_write_that_fails_leaves_nothing(void **state)
{
	MC_AUTOPTR(mc_store) store = open_with_table();
	struct job fails = { .store = store, .count = 700, .fails = true };
	struct job drops = { .store = store, .count = 700, .drops_an_error = true };

	(void)state;
	assert_err(MC_E_NOTHING, mc_store_write(store, "lock", add_many, &fails));
	assert_rows(store, "SELECT count(*) FROM word", 1, "0;");
	struct mc_err *err = mc_store_write(store, "lock", add_many, &drops);

	assert_non_null(err);
	mc_err_free(err);
	assert_rows(store, "SELECT count(*) FROM word", 1, "0;");
	fails.fails = false;
	assert_ok(mc_store_write(store, "lock", add_many, &fails));
}

static struct mc_err *read_and_write_elsewhere(void *context)
{
	struct job *job = context;
	MC_AUTOPTR(mc_store) other = open_store();

	assert_rows(job->store, "SELECT count(*) FROM word", 1, "0;");
	add_word(other, 1, "new");
	assert_rows(other, "SELECT count(*) FROM word", 1, "1;");
	assert_rows(job->store, "SELECT count(*) FROM word", 1, "0;");
	return NULL;
}

static void a_read_sees_one_state(void **state)
{
	MC_AUTOPTR(mc_store) store = open_with_table();
	struct job job = { .store = store };

	(void)state;
	assert_ok(mc_store_read(store, read_and_write_elsewhere, &job));
	assert_rows(store, "SELECT count(*) FROM word", 1, "1;");
}

static struct mc_err *write_one(void *context)
{
	struct job *job = context;
	MC_AUTOPTR(mc_query) insert = NULL;

	MC_TRY(mc_query_open(&insert, job->store, "INSERT INTO word (id, name) VALUES (1, 'x')"));
	return mc_query_run(insert);
}

static void a_read_cannot_write(void **state)
{
	MC_AUTOPTR(mc_store) store = open_with_table();
	MC_AUTOPTR(mc_store) reader = NULL;
	struct job job = { .store = store };

	(void)state;
	assert_err(MC_E_IO, mc_store_read(store, write_one, &job));
	assert_ok(mc_store_open(&reader, where, MC_STORE_READ_ONLY));
	job.store = reader;
	assert_err(MC_E_IO, mc_store_write(reader, "lock", write_one, &job));
	assert_rows(reader, "SELECT count(*) FROM word", 1, "0;");
	job.store = store;
	assert_ok(mc_store_write(store, "lock", write_one, &job));
}

/* The names of rows that are left, in one text. */
static struct mc_err *read_rest(struct mc_buf *names, struct mc_query *query)
{
	bool has_row = false;

	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		mc_buf_addz(names, mc_query_text(query, 0));
	}
}

static struct mc_err *read_side_by_side(void *context)
{
	struct job *job = context;
	MC_AUTOPTR(mc_query) outer = NULL;
	MC_AUTOPTR(mc_query) inner = NULL;
	MC_AUTO(mc_buf) names = MC_BUF_INIT;
	bool has_row = false;

	MC_TRY(mc_query_open(&outer, job->store, "SELECT name FROM word WHERE id >= ?1 ORDER BY id"));
	mc_query_bind_int(outer, 1, 2);
	MC_TRY(mc_query_step(&has_row, outer));
	assert_string_equal(mc_query_text(outer, 0), "b");
	MC_TRY(mc_query_open(&inner, job->store, "SELECT name FROM word ORDER BY id DESC"));
	MC_TRY(mc_query_step(&has_row, inner));
	assert_string_equal(mc_query_text(inner, 0), "e");
	assert_string_equal(mc_query_text(outer, 0), "b");
	MC_TRY(mc_query_step(&has_row, outer));
	assert_string_equal(mc_query_text(outer, 0), "c");
	MC_TRY(mc_query_step(&has_row, inner));
	assert_string_equal(mc_query_text(inner, 0), "d");
	mc_query_reset(inner);
	MC_TRY(read_rest(&names, inner));
	assert_string_equal(names.ptr, "edcba");
	mc_buf_reset(&names);
	MC_TRY(read_rest(&names, outer));
	assert_string_equal(names.ptr, "de");
	MC_TRY(mc_query_step(&has_row, outer));
	assert_false(has_row);
	mc_query_reset(outer);
	mc_query_bind_int(outer, 1, 9);
	MC_TRY(mc_query_step(&has_row, outer));
	assert_false(has_row);
	mc_query_reset(outer);
	mc_query_bind_int(outer, 1, 4);
	return mc_query_step(&has_row, outer); /* and leaves the rest */
}

static void answers_are_read_side_by_side(void **state)
{
	MC_AUTOPTR(mc_store) store = open_with_table();
	struct job job = { .store = store };

	(void)state;
	for (int64_t id = 1; id <= 5; id++)
		add_word(store, id, (const char[]){ (char)('a' + id - 1), '\0' });
	assert_ok(mc_store_read(store, read_side_by_side, &job));
	assert_ok(mc_store_read(store, read_side_by_side, &job));
	assert_rows(store, "SELECT count(*) FROM word", 1, "5;");
}

/* ---- only SQLite ---- */

static void a_file_is_for_its_owner_only(void **state)
{
	MC_AUTOPTR(mc_store) store = open_with_table();
	static const char *const names[] = { "test.db", "test.db-wal", "test.db-shm" };
	struct stat st;

	(void)state;
	for (size_t i = 0; i < MC_COUNT(names); i++) {
		assert_int_equal(stat(names[i], &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
	}
	assert_string_equal(mc_store_name(store), "test.db");
	assert_int_equal(mc_store_engine(store), MC_STORE_SQLITE);
}

static void what_is_no_database_is_refused(void **state)
{
	struct mc_store *store = NULL;

	(void)state;
	assert_err(MC_E_IO, mc_store_open(&store, "missing.db", 0));
	assert_err(MC_E_IO, mc_store_open(&store, "no/folder.db", MC_STORE_CREATE));
	assert_err(MC_E_IO, mc_store_open(&store, ".", MC_STORE_CREATE));
	temp_put("text.db", "id,name\n1,somebody\n2,and so on and so on and so on and so on and so on\n");
	assert_err(MC_E_INPUT, mc_store_open(&store, "text.db", 0));
	assert_err(MC_E_INPUT, mc_store_open(&store, "text.db", MC_STORE_READ_ONLY));
	assert_ok(mc_store_open(&store, ":memory:", MC_STORE_CREATE));
	mc_store_free(store);
	assert_int_equal(access(":memory:", F_OK), 0);
}

/* Whether a file of this folder contains the text. */
static bool is_in_a_file(const char *text)
{
	static const char *const names[] = { "test.db", "test.db-wal", "test.db-shm" };
	bool found = false;

	for (size_t i = 0; i < MC_COUNT(names); i++) {
		MC_AUTO(mc_buf) content = MC_BUF_INIT;

		mc_err_drop(mc_buf_read_file(&content, names[i], 64u << 20));
		found |= content.len > 0 && memmem(content.ptr, content.len, text, strlen(text));
	}
	return found;
}

static struct mc_err *run_on_secrets(struct mc_query *query, bool is_insert)
{
	uint64_t number = 3; /* with others, all bytes that are left may belong to rows that stay */

	for (int i = 0; i < 6000; i++) {
		MC_AUTO(mc_buf) name = MC_BUF_INIT;

		number = number * 6364136223846793005u + 1442695040888963407u;
		MC_AUTOTEXT id = mc_format("%016llx", (unsigned long long)(number * 0x9e3779b97f4a7c15u));

		if (!is_insert && i % 2 == 0)
			continue;
		for (uint64_t words = (number >> 40) % 90 + 1; words > 0; words--)
			mc_buf_addz(&name, i % 2 ? "Secretname" : "Publicname");
		mc_query_bind_text(query, 1, id);
		if (is_insert)
			mc_query_bind_text(query, 2, name.ptr);
		MC_TRY(mc_query_run(query));
	}
	return NULL;
}

/* Rows of many lengths in no order, so that pages fill up and SQLite moves rows to others; every second is
 * secret. */
static struct mc_err *add_secrets(void *context)
{
	MC_AUTOPTR(mc_query) insert = NULL;
	MC_AUTOPTR(mc_query) delete = NULL;

	MC_TRY(mc_query_open(&insert, context, "INSERT INTO secret VALUES (?1, ?2)"));
	MC_TRY(mc_query_open(&delete, context, "DELETE FROM secret WHERE id = ?1"));
	MC_TRY(run_on_secrets(insert, true));
	return run_on_secrets(delete, false);
}

static void scrubbed_files_hold_nothing_that_was_deleted(void **state)
{
	MC_AUTOPTR(mc_store) store = open_with_table();

	(void)state;
	add_word(store, 1, "Secretname");
	assert_true(is_in_a_file("Secretname"));
	assert_ok(mc_store_exec(store,
				"DELETE FROM word; CREATE TABLE secret (id TEXT PRIMARY KEY, name TEXT)"));
	assert_ok(mc_store_write(store, "lock", add_secrets, store));
	assert_ok(mc_store_scrub(store, "word secret"));
	assert_false(is_in_a_file("Secretname"));
	assert_true(is_in_a_file("Public"));
	assert_rows(store, "SELECT count(*) FROM secret", 1, "3000;");
}

/* ---- only PostgreSQL ---- */

static void messages_do_not_tell_the_login(void **state)
{
	MC_AUTOTEXT good = mc_strdup(where);
	MC_AUTO(mc_buf) bad = MC_BUF_INIT;
	const char *at = strstr(good, "//postgres@");
	struct mc_store *store = NULL;

	(void)state;
	assert_non_null(at);
	mc_buf_addf(&bad, "postgresql://guarded:Wrong%%20word@%s", at + strlen("//postgres@"));
	struct mc_err *err = mc_store_open(&store, bad.ptr, 0);

	assert_non_null(err);
	assert_int_equal(err->code, MC_E_IO);
	assert_null(strstr(err->msg, "guarded"));
	assert_null(strstr(err->msg, "Wrong"));
	assert_non_null(strstr(err->msg, "password"));
	mc_err_free(err);
	err = mc_store_open(&store, "postgresql://user:Wrong%zz@localhost/x", 0);
	assert_non_null(err);
	assert_int_equal(err->code, MC_E_INPUT);
	assert_null(strstr(err->msg, "Wrong"));
	mc_err_free(err);
	assert_err(MC_E_IO, mc_store_open(&store, "postgresql://postgres@/x?host=/nowhere", 0));
}

static void a_wrong_value_is_not_repeated(void **state)
{
	MC_AUTOPTR(mc_store) store = open_with_table();
	MC_AUTOPTR(mc_query) query = NULL;

	(void)state;
	assert_ok(mc_query_open(&query, store, "INSERT INTO word (id, name) VALUES (?1, 'x')"));
	mc_query_bind_text(query, 1, "Secretname");
	struct mc_err *err = mc_query_run(query);

	assert_non_null(err);
	assert_int_equal(err->code, MC_E_INPUT);
	assert_null(strstr(err->msg, "Secretname"));
	mc_err_free(err);
}

static void the_name_of_a_store_has_no_login(void **state)
{
	MC_AUTOPTR(mc_store) store = open_store();

	(void)state;
	assert_int_equal(mc_store_engine(store), MC_STORE_POSTGRES);
	assert_non_null(strstr(mc_store_name(store), "postgresql://"));
	assert_null(strstr(mc_store_name(store), "@"));
}

static void tables_can_be_scrubbed(void **state)
{
	MC_AUTOPTR(mc_store) store = open_with_table();

	(void)state;
	add_word(store, 1, "a");
	assert_ok(mc_store_scrub(store, "word  child"));
	assert_err(MC_E_IO, mc_store_scrub(store, "word nothing"));
	assert_rows(store, "SELECT name FROM word", 1, "a;");
}

static struct mc_err *fail_in_the_middle(void *context)
{
	struct job *job = context;
	MC_AUTOPTR(mc_query) query = NULL;
	MC_AUTO(mc_buf) names = MC_BUF_INIT;
	bool has_row = false;

	MC_TRY(mc_query_open(&query, job->store, "SELECT 60 / (3 - id) FROM word"));
	MC_TRY(mc_query_step(&has_row, query));
	assert_int_equal(mc_query_int(query, 0), 30);
	return read_rest(&names, query);
}

static void an_answer_that_fails_in_the_middle_is_an_error(void **state)
{
	MC_AUTOPTR(mc_store) store = open_with_table();
	struct job job = { .store = store };

	(void)state;
	for (int64_t id = 1; id <= 5; id++)
		add_word(store, id, "x");
	assert_err(MC_E_INPUT, mc_store_read(store, fail_in_the_middle, &job));
	assert_rows(store, "SELECT count(*) FROM word", 1, "5;");
}

#define FOR_BOTH(X) \
	X(values_come_back_as_they_were), X(a_statement_runs_again_without_its_parameters), \
		X(text_sorts_by_bytes), X(question_marks_in_texts_and_comments_are_no_parameters), \
		X(sql_may_be_for_one_engine_only), X(what_is_refused_says_why_without_values), \
		X(changed_rows_are_counted), X(a_write_is_kept_whole), X(a_write_that_fails_leaves_nothing), \
		X(a_read_sees_one_state), X(a_read_cannot_write), X(answers_are_read_side_by_side)

int main(void)
{
	const struct CMUnitTest sqlite[] = {
		FOR_BOTH(SQLITE),
		SQLITE(a_file_is_for_its_owner_only),
		SQLITE(what_is_no_database_is_refused),
		SQLITE(scrubbed_files_hold_nothing_that_was_deleted),
	};
	const struct CMUnitTest postgres[] = {
		FOR_BOTH(POSTGRES),
		POSTGRES(messages_do_not_tell_the_login),
		POSTGRES(a_wrong_value_is_not_repeated),
		POSTGRES(the_name_of_a_store_has_no_login),
		POSTGRES(tables_can_be_scrubbed),
		POSTGRES(an_answer_that_fails_in_the_middle_is_an_error),
	};
	int failed = cmocka_run_group_tests_name("SQLite", sqlite, NULL, NULL);

	return failed + (postgres_server() ? cmocka_run_group_tests_name("PostgreSQL", postgres, NULL, NULL)
					   : postgres_is_missing());
}
