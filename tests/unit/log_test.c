/* SPDX-License-Identifier: MIT */
/* The log is a chain: whatever somebody changes in it is found. */
#include "check.h"

#include <string.h>

#include "records/log.h"
#include "school_records.h"

enum { EVENTS = 5 };

static struct mc_err *apply_nothing(struct mc_records *records, const struct mc_event *event,
				    const struct mc_fields *fields)
{
	(void)records;
	(void)event;
	return mc_fields_int(fields, "refuse", 0) ? mc_err_new(MC_E_INPUT, "refused") : NULL;
}

static const struct mc_projection kinds[] = { { "thing.noted", apply_nothing } };
static const struct mc_projections projections = { kinds, 1, NULL, 0 };

struct noting {
	struct mc_records *records;
	int64_t from, count;
	const char *subject;
	bool is_refused;
};

static struct mc_err *note(void *context)
{
	const struct noting *noting = context;
	struct mc_fields fields;

	for (int64_t i = 0; i < noting->count; i++) {
		mc_fields_init(&fields);
		mc_fields_add_int(&fields, "number", noting->from + i);
		if (noting->is_refused && i == noting->count - 1)
			mc_fields_add_int(&fields, "refuse", 1);
		MC_TRY(mc_records_append(noting->records, "thing.noted", noting->subject, &fields));
	}
	return NULL;
}

static struct mc_records *open_with_events(void)
{
	struct mc_records *records = open_records("sample", &projections);
	struct noting noting = { records, 1, EVENTS, "T1", false };

	assert_ok(mc_records_write(records, note, &noting));
	return records;
}

/* What the records themselves refuse; where is that of the test. */
static void change(struct mc_records *records, const char *sql)
{
	struct mc_store *store = mc_records_store(records);

	assert_ok(mc_store_exec(
		store, strstr(where, "://")
			       ? "ALTER TABLE event DISABLE TRIGGER ALL"
			       : "DROP TRIGGER event_is_not_changed; DROP TRIGGER event_is_not_deleted"));
	assert_ok(mc_store_exec(store, sql));
}

static void assert_found(struct mc_records *records, enum mc_log_fault fault, int64_t seq)
{
	struct mc_log_check check;

	assert_ok(mc_log_verify(&check, records, 0, NULL, NULL));
	assert_int_equal(check.fault, fault);
	assert_int_equal(check.fault_seq, seq);
	assert_int_equal(check.count, seq ? seq - 1 : EVENTS);
}

static void what_was_recorded_is_good(void **state)
{
	MC_AUTOPTR(mc_records) records = open_with_events();
	struct mc_log_check check;
	const char *head = NULL;
	int64_t seq = 0;

	(void)state;
	assert_found(records, MC_LOG_GOOD, 0);
	assert_ok(mc_records_head(&seq, &head, records));
	assert_int_equal(seq, EVENTS);
	assert_ok(mc_log_verify(&check, records, seq, head, NULL));
	assert_int_equal(check.fault, MC_LOG_GOOD);
	assert_string_equal(check.head, head);
	assert_ok(mc_log_demand(records));
}

static void the_database_refuses_changes(void **state)
{
	MC_AUTOPTR(mc_records) records = open_with_events();
	struct mc_store *store = mc_records_store(records);

	(void)state;
	assert_err(MC_E_INPUT, mc_store_exec(store, "UPDATE event SET subject = 'T2' WHERE seq = 2"));
	assert_err(MC_E_INPUT, mc_store_exec(store, "DELETE FROM event WHERE seq = 5"));
	assert_found(records, MC_LOG_GOOD, 0);
}

static void a_changed_event_is_found(void **state)
{
	static const char *const columns[] = { "at", "actor", "kind", "subject", "body" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(columns); i++) {
		MC_AUTOTEXT school = mc_format("sample%zu", i);
		MC_AUTOPTR(mc_records) records = open_records(school, &projections);
		struct noting noting = { records, 1, EVENTS, "T1", false };
		MC_AUTOTEXT sql = mc_format("UPDATE event SET %s = 'x' WHERE seq = 3 AND school_id = '%s'",
					    columns[i], school);

		assert_ok(mc_records_write(records, note, &noting));
		if (i == 0)
			change(records, sql);
		else
			assert_ok(mc_store_exec(mc_records_store(records), sql));
		assert_found(records, MC_LOG_CHANGED, 3);
		assert_err(MC_E_INPUT, mc_log_demand(records));
	}
}

static void a_missing_event_is_found(void **state)
{
	MC_AUTOPTR(mc_records) records = open_with_events();

	(void)state;
	change(records, "DELETE FROM event WHERE seq = 2");
	assert_found(records, MC_LOG_GAP, 2);
}

static void a_broken_link_is_found(void **state)
{
	MC_AUTOPTR(mc_records) records = open_with_events();

	(void)state;
	change(records, "UPDATE event SET prev_hash = hash WHERE seq = 4");
	assert_found(records, MC_LOG_LINK, 4);
}

static void a_hash_that_is_gone_is_found(void **state)
{
	MC_AUTOPTR(mc_records) records = open_with_events();
	struct noting noting = { records, 6, 1, "T1", false };

	(void)state;
	change(records, "UPDATE event SET hash = '' WHERE seq = 5");
	assert_found(records, MC_LOG_CHANGED, 5);
	/* Nothing is added to it, since the next event would hide the place. */
	assert_err(MC_E_INPUT, mc_records_write(records, note, &noting));
}

/* Only who noted the end of the log can see that its end was cut off. */
static void a_log_that_was_cut_is_found_by_its_head(void **state)
{
	MC_AUTOPTR(mc_records) records = open_with_events();
	struct mc_log_check check;
	char head[65];
	const char *hash = NULL;
	int64_t seq = 0;

	(void)state;
	assert_ok(mc_records_head(&seq, &hash, records));
	memcpy(head, hash, sizeof(head));
	change(records, "DELETE FROM event WHERE seq = 5");
	assert_ok(mc_log_verify(&check, records, 0, NULL, NULL));
	assert_int_equal(check.fault, MC_LOG_GOOD);
	assert_ok(mc_log_verify(&check, records, seq, head, NULL));
	assert_int_equal(check.fault, MC_LOG_END);
	assert_int_equal(check.fault_seq, 5);
	/* And so is one that was written anew. */
	struct noting noting = { records, 7, 1, "T2", false };

	assert_ok(mc_records_write(records, note, &noting));
	assert_ok(mc_log_verify(&check, records, 0, NULL, NULL));
	assert_int_equal(check.fault, MC_LOG_GOOD);
	assert_ok(mc_log_verify(&check, records, seq, head, NULL));
	assert_int_equal(check.fault, MC_LOG_END);
	assert_int_equal(check.fault_seq, 5);
}

static void nothing_is_kept_of_what_failed(void **state)
{
	MC_AUTOPTR(mc_records) records = open_with_events();
	struct noting noting = { records, 6, 3, "T1", true };
	int64_t last = 0;

	(void)state;
	assert_err(MC_E_INPUT, mc_records_write(records, note, &noting));
	noting.is_refused = false;
	noting.subject = "two\nlines";
	assert_err(MC_E_INPUT, mc_records_write(records, note, &noting));
	assert_ok(mc_log_count(&last, records));
	assert_int_equal(last, EVENTS);
	noting.subject = "T1";
	assert_ok(mc_records_write(records, note, &noting));
	assert_ok(mc_log_count(&last, records));
	assert_int_equal(last, EVENTS + 3);
	assert_ok(mc_log_demand(records));
}

struct counting {
	int64_t next, count;
	bool is_refused;
};

static struct mc_err *count_event(void *context, const struct mc_event *event)
{
	struct counting *counting = context;

	assert_int_equal(event->seq, counting->next++);
	assert_string_equal(event->subject, "T1");
	counting->count++;
	return counting->is_refused ? mc_err_new(MC_E_INPUT, "refused") : NULL;
}

/* The log is read in pages of 2000. */
static void long_logs_are_read_in_order_and_once(void **state)
{
	MC_AUTOPTR(mc_records) records = open_with_events();
	struct noting noting = { records, 6, 4000 - EVENTS, "T1", false };
	struct counting counting = { 1, 0, false };
	const struct mc_event_sink sink = { count_event, &counting };

	(void)state;
	assert_ok(mc_records_write(records, note, &noting));
	assert_ok(mc_log_each(records, 0, &sink));
	assert_int_equal(counting.count, 4000);
	counting = (struct counting){ 3999, 0, false };
	assert_ok(mc_log_each(records, 3998, &sink));
	assert_int_equal(counting.count, 2);
	counting = (struct counting){ 1, 0, true };
	assert_err(MC_E_INPUT, mc_log_each(records, 0, &sink));
	assert_int_equal(counting.count, 1);
	assert_ok(mc_log_demand(records));
}

/* Statements are kept by the address of their text, in a table that grows from 64 places. */
static void kept_statements_survive_growth(void **state)
{
	enum { MANY = 200 };
	static char sql[MANY][40];
	MC_AUTOPTR(mc_records) records = open_records("sample", &projections);
	struct mc_query *queries[MANY];
	bool has_row = false;

	(void)state;
	for (int i = 0; i < MANY; i++) {
		(void)snprintf(sql[i], sizeof(sql[i]), "SELECT %d WHERE ?1 <> ''", i);
		assert_ok(mc_records_query(&queries[i], records, sql[i]));
	}
	for (int i = 0; i < MANY; i++) {
		struct mc_query *again = NULL;

		assert_ok(mc_records_query(&again, records, sql[i]));
		assert_ptr_equal(again, queries[i]);
		assert_ok(mc_query_step(&has_row, again));
		assert_int_equal(mc_query_int(again, 0), i);
	}
	/* One that cannot be made leaves nothing behind. */
	struct mc_query *bad = NULL;

	assert_err(MC_E_IO, mc_records_query(&bad, records, "SELECT of nothing"));
	assert_null(bad);
}

static void schools_in_one_database_have_logs_of_their_own(void **state)
{
	MC_AUTOPTR(mc_records) one = open_with_events();
	MC_AUTOPTR(mc_records) other = open_records("other", &projections);
	struct noting noting = { other, 1, 2, "T1", false };
	int64_t last = 0;

	(void)state;
	assert_ok(mc_records_write(other, note, &noting));
	assert_ok(mc_log_count(&last, other));
	assert_int_equal(last, 2);
	assert_ok(mc_log_demand(one));
	assert_ok(mc_log_demand(other));
}

#define FOR_BOTH(X) \
	X(what_was_recorded_is_good), X(the_database_refuses_changes), X(a_changed_event_is_found), \
		X(a_missing_event_is_found), X(a_broken_link_is_found), X(a_hash_that_is_gone_is_found), \
		X(a_log_that_was_cut_is_found_by_its_head), X(nothing_is_kept_of_what_failed), \
		X(long_logs_are_read_in_order_and_once), X(kept_statements_survive_growth), \
		X(schools_in_one_database_have_logs_of_their_own)

int main(void)
{
	const struct CMUnitTest on_sqlite[] = { FOR_BOTH(SQLITE) };
	const struct CMUnitTest on_postgres[] = { FOR_BOTH(POSTGRES) };
	int failed = cmocka_run_group_tests_name("SQLite", on_sqlite, NULL, NULL);

	if (postgres_server())
		return failed + cmocka_run_group_tests_name("PostgreSQL", on_postgres, NULL, NULL);
	return failed + postgres_is_missing();
}
