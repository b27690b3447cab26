/* SPDX-License-Identifier: MIT */
/* The register of certificates: what was issued is found, its bytes come back, places are unique, and what is
 * revoked stays so. */
#include "check.h"

#include <string.h>

#include "cert/register.h"
#include "cohort/cohort.h"
#include "cohort/consent.h"
#include "cohort/due.h"
#include "cohort/enrolment.h"
#include "cohort/erase.h"
#include "cohort/projections.h"
#include "credential/status_list.h"
#include "ext/hash.h"
#include "records/people.h"
#include "records/rebuild.h"
#include "school_records.h"

#define ID_1 "aaaaaaaa-0000-8000-8000-000000000001"
#define ID_2 "aaaaaaaa-1111-8000-8000-000000000002"
#define BYTES "{\"a\": \"Sample One\"}\n"
#define METHOD "did:key:zSample#zSample"

static struct mc_err *enrol(void *context)
{
	static const char *const learners[] = { "L1", "L2" };
	size_t events = 0;

	for (size_t i = 0; i < MC_COUNT(learners); i++) {
		struct mc_enrolment wanted = { .cohort = "c1", .learner = learners[i] };

		wanted.facts[MC_FACT_STARTED_ON] = "2026-01-12";
		wanted.facts[MC_FACT_GRADUATED_ON] = "2026-05-01";
		MC_TRY(mc_enrolment_change(&events, context, &wanted, NULL));
		MC_TRY(mc_people_put(context, learners[i], MC_PEOPLE_PROFILE, "{}"));
	}
	return NULL;
}

static struct mc_records *open_school(void)
{
	struct mc_records *records = open_records("sample", &mc_school_projections);
	const struct mc_cohort cohort = {
		.id = "c1", .title = "Sample", .kind = "course", .start_on = "2026-01-12", .length_days = 120
	};

	assert_ok(mc_cohort_create(records, &cohort));
	assert_ok(mc_records_write(records, enrol, records));
	return records;
}

struct adding {
	struct mc_records *records;
	struct mc_cert_entry entry;
};

static struct mc_err *add(void *context)
{
	struct adding *a = context;

	return mc_cert_register_add(a->records, &a->entry, BYTES, strlen(BYTES));
}

static struct mc_err *issue(struct mc_records *records, const char *id, const char *learner, int64_t list,
			    int64_t index)
{
	struct adding adding = { records,
				 { .id = id,
				   .learner = learner,
				   .cohort = "c1",
				   .achievement = "sample/1.0.0",
				   .lang = "en",
				   .issued_at = "2026-05-12T10:00:00Z",
				   .rule_set = "rules@1.0.0",
				   .decision = 7,
				   .method = METHOD,
				   .list = list,
				   .index = index,
				   .status_url = "https://school.example.org/s" } };

	return mc_records_write(records, add, &adding);
}

static void finds_what_was_issued(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();
	MC_AUTO(mc_cert_entries) found = MC_CERT_ENTRIES_INIT;
	MC_AUTO(mc_cert_entries) all = MC_CERT_ENTRIES_INIT;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	char hash[MC_HASH_HEX];

	(void)state;
	assert_ok(issue(records, ID_1, "L1", 1, 42));
	assert_ok(issue(records, ID_2, "L2", 1, 7));
	assert_ok(mc_cert_register_find(&found, records, "urn:uuid:AAAAAAAA-0"));
	assert_int_equal(found.count, 1);
	const struct mc_cert_entry *entry = &found.items[0];

	assert_string_equal(entry->id, ID_1);
	assert_string_equal(entry->learner, "L1");
	assert_string_equal(entry->achievement, "sample/1.0.0");
	assert_string_equal(entry->issued_at, "2026-05-12T10:00:00Z");
	assert_string_equal(entry->status_url, "https://school.example.org/s");
	assert_null(entry->valid_until);
	assert_int_equal(entry->decision, 7);
	assert_int_equal(entry->list, 1);
	assert_int_equal(entry->index, 42);
	assert_int_equal(entry->state, MC_CERT_VALID);
	mc_hash_bytes(hash, BYTES, strlen(BYTES));
	assert_string_equal(entry->hash, hash);
	assert_ok(mc_cert_register_bytes(&bytes, records, entry));
	assert_string_equal(bytes.ptr, BYTES);
	assert_ok(mc_cert_register_read(&all, records, "c1", NULL));
	assert_int_equal(all.count, 2);
	assert_ok(mc_cert_register_read(&all, records, NULL, "L2"));
	assert_int_equal(all.count, 3);
	assert_ok(mc_cert_register_read(&all, records, "c2", NULL));
	assert_int_equal(all.count, 3);
}

static void refuses_ids_that_name_none_or_several(void **state)
{
	static const char *const ids[] = { "aaaaaaaa", "bbbbbbbb", "aaaaaaa", "", "aaaaaaaa%", ID_1 "0" };
	MC_AUTOPTR(mc_records) records = open_school();
	MC_AUTO(mc_cert_entries) found = MC_CERT_ENTRIES_INIT;

	(void)state;
	assert_ok(issue(records, ID_1, "L1", 1, 42));
	assert_ok(issue(records, ID_2, "L2", 1, 7));
	for (size_t i = 0; i < MC_COUNT(ids); i++)
		assert_err(MC_E_INPUT, mc_cert_register_find(&found, records, ids[i]));
	assert_int_equal(found.count, 0);
}

static void takes_no_id_and_no_place_twice(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();

	(void)state;
	assert_ok(issue(records, ID_1, "L1", 1, 42));
	assert_err(MC_E_NOTHING, issue(records, ID_1, "L1", 1, 43));
	assert_err(MC_E_INPUT, issue(records, ID_2, "L2", 1, 42));
	assert_ok(issue(records, ID_2, "L2", 2, 42));
}

static void sets_the_day_of_the_first_certificate(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_enrolment enrolment;
	bool found = false;

	(void)state;
	assert_ok(issue(records, ID_1, "L1", 1, 42));
	assert_ok(mc_enrolment_read(&enrolment, &found, &arena, records, "c1", "L1"));
	assert_string_equal(enrolment.facts[MC_FACT_CERTIFICATE_ON], "2026-05-12");
	assert_ok(mc_enrolment_read(&enrolment, &found, &arena, records, "c1", "L2"));
	assert_null(enrolment.facts[MC_FACT_CERTIFICATE_ON]);
}

static void assert_place(struct mc_records *records, const char *url, uint64_t wanted, int64_t list,
			 int64_t index)
{
	int64_t got_list = 0, got_index = 0;

	assert_ok(mc_cert_register_place(&got_list, &got_index, records, "did:key:zSample", url, wanted));
	assert_int_equal(got_list, list);
	assert_int_equal(got_index, index);
}

static void gives_free_places(void **state)
{
	static const char url[] = "https://school.example.org/s";
	MC_AUTOPTR(mc_records) records = open_school();
	int64_t list = 0, index = 0;

	(void)state;
	assert_place(records, url, 42, 1, 42);
	assert_ok(issue(records, ID_1, "L1", 1, MC_STATUS_BITS - 1));
	assert_ok(issue(records, ID_2, "L2", 1, 0));
	assert_place(records, url, 42, 1, 42);
	assert_place(records, url, MC_STATUS_BITS, 1, 1);
	assert_place(records, url, 5 * (uint64_t)MC_STATUS_BITS - 1, 1, 1);
	/* What certificates name for ever cannot be given another issuer or address. */
	assert_place(records, NULL, 0, 2, 0);
	assert_ok(mc_cert_register_place(&list, &index, records, "did:web:a.example", url, 0));
	assert_int_equal(list, 2);
}

static void leaves_a_list_that_is_half_full(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();
	struct mc_query *query = NULL;

	(void)state;
	assert_ok(issue(records, ID_1, "L1", 1, 42));
	assert_ok(mc_records_query(&query, records, "UPDATE status_list SET used = ?2 WHERE school_id = ?1"));
	mc_query_bind_int(query, 2, MC_STATUS_BITS / 2);
	assert_ok(mc_query_run(query));
	assert_place(records, "https://school.example.org/s", 42, 2, 42);
}

static struct mc_err *change(struct mc_records *records, const char *id, enum mc_cert_state to,
			     const char *reason)
{
	MC_AUTO(mc_cert_entries) found = MC_CERT_ENTRIES_INIT;
	size_t changed = 0;

	MC_TRY(mc_cert_register_find(&found, records, id));
	const struct mc_cert_change wanted = { found.items, found.count, to, reason, "2026-06-01T00:00:00Z" };

	return mc_cert_register_change(&changed, records, &wanted);
}

static enum mc_cert_state state_of(struct mc_records *records, const char *id)
{
	MC_AUTO(mc_cert_entries) found = MC_CERT_ENTRIES_INIT;

	assert_ok(mc_cert_register_find(&found, records, id));
	return found.items[0].state;
}

static void changes_states_and_seals_reasons(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();
	MC_AUTO(mc_cert_entries) found = MC_CERT_ENTRIES_INIT;
	MC_AUTO(mc_buf) reason = MC_BUF_INIT;
	bool has_reason = false;

	(void)state;
	assert_ok(issue(records, ID_1, "L1", 1, 42));
	assert_err(MC_E_NOTHING, change(records, ID_1, MC_CERT_VALID, NULL));
	assert_ok(change(records, ID_1, MC_CERT_SUSPENDED, "a question"));
	assert_int_equal(state_of(records, ID_1), MC_CERT_SUSPENDED);
	assert_ok(change(records, ID_1, MC_CERT_VALID, NULL));
	assert_int_equal(state_of(records, ID_1), MC_CERT_VALID);
	assert_ok(change(records, ID_1, MC_CERT_REVOKED, "given by mistake"));
	assert_err(MC_E_NOTHING, change(records, ID_1, MC_CERT_REVOKED, "again"));
	assert_err(MC_E_INPUT, change(records, ID_1, MC_CERT_VALID, NULL));
	assert_err(MC_E_INPUT, change(records, ID_1, MC_CERT_SUSPENDED, NULL));
	assert_ok(mc_cert_register_find(&found, records, ID_1));
	assert_int_equal(found.items[0].state, MC_CERT_REVOKED);
	assert_string_equal(found.items[0].changed_at, "2026-06-01T00:00:00Z");
	assert_ok(mc_people_get(&reason, &has_reason, records, "L1", found.items[0].note));
	assert_true(has_reason);
	assert_string_equal(reason.ptr, "given by mistake");
}

static struct mc_err *erase(void *context)
{
	struct mc_fields fields;

	MC_TRY(mc_people_erase(context, "L1"));
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "on", "2026-07-01");
	return mc_records_append(context, "learner.erased", "L1", &fields);
}

static void keeps_the_entry_of_who_was_erased(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();
	MC_AUTO(mc_cert_entries) found = MC_CERT_ENTRIES_INIT;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	(void)state;
	assert_ok(issue(records, ID_1, "L1", 1, 42));
	assert_ok(mc_records_write(records, erase, records));
	assert_ok(mc_cert_register_find(&found, records, ID_1));
	assert_err(MC_E_INPUT, mc_cert_register_bytes(&bytes, records, &found.items[0]));
	assert_ok(change(records, ID_1, MC_CERT_REVOKED, "asked for it"));
	assert_int_equal(state_of(records, ID_1), MC_CERT_REVOKED);
	assert_err(MC_E_INPUT, issue(records, ID_2, "L1", 1, 43));
}

static struct mc_err *add_note(void *context)
{
	return mc_people_put(context, "L1", "Nsample", "a note");
}

static bool has_part(struct mc_records *records, const char *part)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	bool found = false;

	assert_ok(mc_people_get(&text, &found, records, "L1", part));
	return found;
}

static void keeps_certificates_longer_than_notes(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();
	struct mc_school school = { .id = "sample" };
	MC_AUTO(mc_due) due = MC_DUE_INIT;

	(void)state;
	memcpy(school.retention_days, mc_purpose_days, sizeof(school.retention_days));
	assert_ok(issue(records, ID_1, "L1", 1, 42));
	assert_ok(mc_records_write(records, add_note, records));
	assert_ok(mc_due_read(&due, records, &school, "2037-01-01"));
	assert_int_equal(due.count, 2);
	assert_int_equal(due.items[0].purpose, MC_PURPOSE_CERTIFICATE);
	assert_int_equal(due.items[1].purpose, MC_PURPOSE_NOTES);
	assert_ok(mc_consent_end(records, "L1", MC_PURPOSE_NOTES));
	assert_false(has_part(records, "Nsample"));
	assert_true(has_part(records, MC_PEOPLE_CERTIFICATE ID_1));
	assert_ok(mc_consent_end(records, "L1", MC_PURPOSE_CERTIFICATE));
	assert_false(has_part(records, MC_PEOPLE_CERTIFICATE ID_1));
}

#define FOR_BOTH(X) \
	X(finds_what_was_issued), X(refuses_ids_that_name_none_or_several), \
		X(takes_no_id_and_no_place_twice), X(sets_the_day_of_the_first_certificate), \
		X(gives_free_places), X(leaves_a_list_that_is_half_full), \
		X(changes_states_and_seals_reasons), X(keeps_the_entry_of_who_was_erased), \
		X(keeps_certificates_longer_than_notes)

int main(void)
{
	const struct CMUnitTest on_sqlite[] = { FOR_BOTH(SQLITE) };
	const struct CMUnitTest on_postgres[] = { FOR_BOTH(POSTGRES) };
	int failed = cmocka_run_group_tests_name("SQLite", on_sqlite, NULL, NULL);

	if (postgres_server())
		return failed + cmocka_run_group_tests_name("PostgreSQL", on_postgres, NULL, NULL);
	return failed + postgres_is_missing();
}
