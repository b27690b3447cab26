/* SPDX-License-Identifier: MIT */
/* What is kept about people is sealed: with the right key it is read, with another it is not, erased it is
 * gone. */
#include "check.h"

#include <string.h>

#include "records/people.h"
#include "school_records.h"

static const struct mc_projections none = { NULL, 0, NULL, 0 };

static struct mc_err *put(void *context)
{
	MC_TRY(mc_people_put(context, "L1", MC_PEOPLE_PROFILE, "old"));
	MC_TRY(mc_people_put(context, "L1", MC_PEOPLE_PROFILE, "Sample One"));
	MC_TRY(mc_people_put(context, "L1", "note-1", "a note"));
	MC_TRY(mc_people_put_first(context, "L2", MC_PEOPLE_PROFILE, "Sample Two"));
	MC_TRY(mc_people_add_print(context, "L1", "email", "One@example.org"));
	MC_TRY(mc_people_add_print(context, "L2", "email", "one@EXAMPLE.org "));
	return mc_people_add_print(context, "L2", "login", "two");
}

static struct mc_records *open_with_people(void)
{
	struct mc_records *records = open_records("sample", &none);

	assert_ok(mc_records_write(records, put, records));
	return records;
}

static void assert_part(struct mc_records *records, const char *learner, const char *part, const char *wanted)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	bool found = false;

	assert_ok(mc_people_get(&text, &found, records, learner, part));
	assert_int_equal(found, wanted != NULL);
	if (wanted)
		assert_string_equal(text.ptr, wanted);
}

static void assert_has(struct mc_records *records, const char *field, const char *value, const char *learner,
		       size_t wanted)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	size_t count = 99;

	assert_ok(mc_people_find(&text, &count, records, field, value));
	assert_int_equal(count, wanted);
	assert_string_equal(text.ptr ? text.ptr : "", learner);
}

static void parts_come_back(void **state)
{
	MC_AUTOPTR(mc_records) records = open_with_people();

	(void)state;
	assert_part(records, "L1", MC_PEOPLE_PROFILE, "Sample One");
	assert_part(records, "L1", "note-1", "a note");
	assert_part(records, "L2", MC_PEOPLE_PROFILE, "Sample Two");
	assert_part(records, "L2", "note-1", NULL);
	assert_part(records, "L3", MC_PEOPLE_PROFILE, NULL);
}

static void people_are_found_whatever_the_case(void **state)
{
	MC_AUTOPTR(mc_records) records = open_with_people();

	(void)state;
	assert_has(records, "email", " ONE@example.org", "L1", 2);
	assert_has(records, "login", "TWO", "L2", 1);
	/* A value of another field is another value. */
	assert_has(records, "login", "one@example.org", "", 0);
	assert_has(records, "email", "two", "", 0);
}

/* Another key than the one that the records were sealed with. */
static struct mc_records *open_with_another_key(void)
{
	const struct mc_records_place place = {
		.where = where, .school = "sample", .actor = "", .key_path = "other", .projections = &none
	};
	MC_AUTO(mc_seal_key) key = MC_SEAL_KEY_INIT;
	struct mc_records *records = NULL;

	mc_seal_key_new(&key);
	assert_ok(mc_seal_key_write("other", &key, NULL));
	assert_ok(mc_records_open(&records, &place));
	return records;
}

static void a_wrong_key_reads_nothing(void **state)
{
	MC_AUTOPTR(mc_records) records = open_with_people();
	MC_AUTOPTR(mc_records) other = open_with_another_key();
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	bool found = false;
	struct mc_err *err = mc_people_get(&text, &found, other, "L1", MC_PEOPLE_PROFILE);

	(void)state;
	assert_non_null(err);
	assert_int_equal(err->code, MC_E_INPUT);
	assert_null(strstr(err->msg, "Sample"));
	mc_err_free(err);
	assert_int_equal(text.len, 0);
	assert_has(other, "email", "one@example.org", "", 0);
	/* Nothing is added under it to what is there. */
	assert_err(MC_E_INPUT, mc_records_write(other, put, other));
	assert_part(records, "L1", MC_PEOPLE_PROFILE, "Sample One");
}

/* Whoever can write into the database cannot give one learner what is another's. */
static void sealed_parts_cannot_change_places(void **state)
{
	MC_AUTOPTR(mc_records) records = open_with_people();
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	bool found = false;

	(void)state;
	assert_ok(mc_store_exec(mc_records_store(records),
				"UPDATE person SET sealed = (SELECT sealed FROM person WHERE part = 'note-1')"
				" WHERE learner_id = 'L1' AND part = 'profile';"
				"UPDATE person_key SET sealed = (SELECT sealed FROM person_key WHERE "
				"learner_id = 'L1') WHERE learner_id = 'L2'"));
	assert_err(MC_E_INPUT, mc_people_get(&text, &found, records, "L1", MC_PEOPLE_PROFILE));
	assert_err(MC_E_INPUT, mc_people_get(&text, &found, records, "L2", MC_PEOPLE_PROFILE));
	assert_part(records, "L1", "note-1", "a note");
}

static struct mc_err *put_first_again(void *context)
{
	return mc_people_put_first(context, "L1", MC_PEOPLE_PROFILE, "other");
}

static void who_is_known_gets_no_second_key(void **state)
{
	MC_AUTOPTR(mc_records) records = open_with_people();
	struct mc_err *err = mc_records_write(records, put_first_again, records);

	(void)state;
	assert_non_null(err);
	mc_err_free(err);
	assert_part(records, "L1", MC_PEOPLE_PROFILE, "Sample One");
}

static struct mc_err *erase(void *context)
{
	return mc_people_erase(context, "L1");
}

static struct mc_err *forget_email(void *context)
{
	MC_TRY(mc_people_remove_prints(context, "L2", "email"));
	return mc_people_remove(context, "L2", MC_PEOPLE_PROFILE);
}

static void erased_people_are_gone(void **state)
{
	MC_AUTOPTR(mc_records) records = open_with_people();

	(void)state;
	assert_ok(mc_records_write(records, erase, records));
	assert_ok(mc_people_scrub(records));
	assert_part(records, "L1", MC_PEOPLE_PROFILE, NULL);
	assert_part(records, "L1", "note-1", NULL);
	assert_has(records, "email", "one@example.org", "L2", 1);
	assert_part(records, "L2", MC_PEOPLE_PROFILE, "Sample Two");
	assert_ok(mc_records_write(records, forget_email, records));
	assert_has(records, "email", "one@example.org", "", 0);
	assert_has(records, "login", "two", "L2", 1);
	assert_part(records, "L2", MC_PEOPLE_PROFILE, NULL);
}

#define FOR_BOTH(X) \
	X(parts_come_back), X(people_are_found_whatever_the_case), X(a_wrong_key_reads_nothing), \
		X(sealed_parts_cannot_change_places), X(who_is_known_gets_no_second_key), \
		X(erased_people_are_gone)

int main(void)
{
	const struct CMUnitTest on_sqlite[] = { FOR_BOTH(SQLITE) };
	const struct CMUnitTest on_postgres[] = { FOR_BOTH(POSTGRES) };
	int failed = cmocka_run_group_tests_name("SQLite", on_sqlite, NULL, NULL);

	if (postgres_server())
		return failed + cmocka_run_group_tests_name("PostgreSQL", on_postgres, NULL, NULL);
	return failed + postgres_is_missing();
}
