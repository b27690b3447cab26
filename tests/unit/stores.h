/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_STORES_H
#define MC_TESTS_STORES_H

/*
 * For tests that run on SQLite and on PostgreSQL: each gets a new, empty database at where, and an empty
 * folder. Lists of tests are made with FOR_BOTH(SQLITE) and FOR_BOTH(POSTGRES), where FOR_BOTH(X) is
 * X(first), X(second) …
 */
#include "base/alloc.h"
#include "base/buf.h"
#include "check.h"
#include "ext/db_store.h"
#include "postgres.h"
#include "temp.h"

static const char *where = "test.db";

static int enter_sqlite(void **state)
{
	where = "test.db";
	return temp_enter(state);
}

struct postgres_room {
	void *folder;
	char *name, *url;
};

static int enter_postgres(void **state)
{
	static unsigned count;
	struct postgres_room *room = calloc(1, sizeof(*room));

	room->name = mc_format("unit_%d_%u", (int)getpid(), count++);
	room->url = postgres_new(room->name);
	where = room->url;
	*state = room;
	return temp_enter(&room->folder);
}

static int leave_postgres(void **state)
{
	struct postgres_room *room = *state;
	int failed = temp_leave(&room->folder);

	postgres_delete(room->name);
	free(room->name);
	free(room->url);
	free(room);
	return failed;
}

#define SQLITE(test) cmocka_unit_test_setup_teardown(test, enter_sqlite, temp_leave)
#define POSTGRES(test) \
	{ \
		"postgresql_" #test, test, enter_postgres, leave_postgres, NULL \
	}

static void needs_a_server(void **state)
{
	(void)state;
	skip();
}

/* In place of the tests on PostgreSQL when there is no server: one that counts as skipped. */
static inline int postgres_is_missing(void)
{
	const struct CMUnitTest none[] = { cmocka_unit_test(needs_a_server) };

	return cmocka_run_group_tests_name("PostgreSQL", none, NULL, NULL);
}

static inline struct mc_store *open_store(void)
{
	struct mc_store *store = NULL;

	assert_ok(mc_store_open(&store, where, MC_STORE_CREATE));
	return store;
}

/* All rows of a statement, columns with ' ' between and rows with ';'. */
static inline char *rows_of(struct mc_store *store, const char *sql, unsigned columns)
{
	MC_AUTOPTR(mc_query) query = NULL;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	bool has_row;

	assert_ok(mc_query_open(&query, store, sql));
	assert_ok(mc_query_step(&has_row, query));
	while (has_row) {
		for (unsigned i = 0; i < columns; i++) {
			const char *text = mc_query_text(query, i);

			mc_buf_addf(&out, "%s%s", i ? " " : "", text ? text : "NULL");
		}
		mc_buf_addc(&out, ';');
		assert_ok(mc_query_step(&has_row, query));
	}
	return mc_buf_take(&out);
}

static inline void assert_rows(struct mc_store *store, const char *sql, unsigned columns, const char *wanted)
{
	MC_AUTOTEXT rows = rows_of(store, sql, columns);

	assert_string_equal(rows, wanted);
}

#endif
