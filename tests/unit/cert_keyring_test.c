/* SPDX-License-Identifier: MIT */
/* The keys of a school: files follow from the records whatever was cut off, the right secret opens, no other
 * one does, and status lists have names that stay. */
#include "check.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cert/keyring.h"
#include "cert/keyring_print.h"
#include "cert/moment.h"
#include "cert/status_files.h"
#include "cohort/projections.h"
#include "school_records.h"

#define AT_1 "2026-01-12T09:00:00Z"
#define AT_2 "2026-06-01T00:00:00Z"

static const struct mc_school school = { .dir = ".", .id = "sample", .name = "Sample School" };

static struct mc_cert_settings settings_of(const char *did)
{
	return (struct mc_cert_settings){ .issuer = { .name = "Sample School" }, .did = did };
}

static struct mc_err *open_with(struct mc_keyring *keyring, struct mc_records *records, const char *did)
{
	const struct mc_cert_settings settings = settings_of(did);

	return mc_keyring_open(keyring, &school, &settings, records, NULL);
}

static void a_key_that_was_made_opens(void **state)
{
	MC_AUTOPTR(mc_records) records = open_records("sample", &mc_school_projections);
	const struct mc_cert_settings settings = settings_of(NULL);
	MC_AUTO(mc_keyring) none = MC_KEYRING_INIT;
	MC_AUTO(mc_keyring) keyring = MC_KEYRING_INIT;
	MC_AUTO(mc_issuers) read = MC_ISSUERS_INIT;

	(void)state;
	assert_err(MC_E_INPUT, mc_keyring_open(&none, &school, &settings, records, NULL));
	assert_err(MC_E_INPUT, mc_keyring_rotate(&school, &settings, records, NULL, AT_1, false));
	assert_ok(mc_keyring_create(&school, &settings, records, NULL, AT_1));
	assert_err(MC_E_INPUT, mc_keyring_create(&school, &settings, records, NULL, AT_1));
	assert_ok(open_with(&keyring, records, NULL));
	assert_int_equal(keyring.issuers.count, 1);
	assert_string_equal(keyring.id, keyring.issuers.items[0].id);
	assert_memory_equal(keyring.method, keyring.id, strlen(keyring.id));
	assert_string_equal(keyring.issuers.items[0].keys[0].from, AT_1);
	assert_ok(mc_issuers_read(&read, MC_CERT_ISSUERS_FILE));
	assert_non_null(mc_issuers_find(&read, keyring.id));
}

static void what_was_cut_off_is_finished(void **state)
{
	MC_AUTOPTR(mc_records) records = open_records("sample", &mc_school_projections);
	const struct mc_cert_settings settings = settings_of("did:web:a.example");
	MC_AUTO(mc_keyring) before = MC_KEYRING_INIT;
	MC_AUTO(mc_keyring) after = MC_KEYRING_INIT;
	MC_AUTO(mc_buf) pending = MC_BUF_INIT;

	(void)state;
	assert_ok(mc_keyring_create(&school, &settings, records, NULL, AT_1));
	assert_ok(open_with(&before, records, NULL));
	mc_buf_addf(&pending, "%s.%s", MC_CERT_KEY_FILE, before.issuers.items[0].keys[0].multikey);
	assert_int_equal(rename(MC_CERT_KEY_FILE, pending.ptr), 0);
	assert_int_equal(unlink(MC_CERT_ISSUERS_FILE), 0);
	temp_put(MC_CERT_DID_FILE, "{}");
	assert_ok(open_with(&after, records, NULL));
	assert_memory_equal(&before.key, &after.key, sizeof(before.key));
	assert_int_not_equal(access(pending.ptr, F_OK), 0);
	assert_int_equal(access(MC_CERT_ISSUERS_FILE, F_OK), 0);
	MC_AUTO(mc_issuers) read = MC_ISSUERS_INIT;

	assert_ok(mc_issuers_read(&read, MC_CERT_DID_FILE));
	assert_string_equal(read.items[0].id, "did:web:a.example");
}

static void a_secret_of_another_key_is_refused(void **state)
{
	MC_AUTOPTR(mc_records) records = open_records("sample", &mc_school_projections);
	const struct mc_cert_settings settings = settings_of(NULL);
	MC_AUTO(mc_issuer_key) other = MC_ISSUER_KEY_INIT;
	MC_AUTO(mc_keyring) one = MC_KEYRING_INIT;
	MC_AUTO(mc_keyring) two = MC_KEYRING_INIT;
	MC_AUTO(mc_keyring) three = MC_KEYRING_INIT;

	(void)state;
	assert_ok(mc_keyring_create(&school, &settings, records, NULL, AT_1));
	assert_err(MC_E_INPUT, open_with(&one, records, "did:web:a.example"));
	assert_int_equal(unlink(MC_CERT_KEY_FILE), 0);
	assert_err(MC_E_INPUT, open_with(&two, records, NULL));
	mc_issuer_key_new(&other);
	assert_ok(mc_issuer_key_write(MC_CERT_KEY_FILE, &other, NULL));
	assert_err(MC_E_INPUT, open_with(&three, records, NULL));
}

static void old_keys_stay_with_their_end(void **state)
{
	MC_AUTOPTR(mc_records) records = open_records("sample", &mc_school_projections);
	const struct mc_cert_settings key = settings_of(NULL);
	const struct mc_cert_settings web = settings_of("did:web:a.example");
	MC_AUTO(mc_keyring) keyring = MC_KEYRING_INIT;

	(void)state;
	assert_ok(mc_keyring_create(&school, &key, records, NULL, AT_1));
	assert_ok(mc_keyring_rotate(&school, &web, records, NULL, AT_2, true));
	/* A DID of the web stays when school.json forgets it. */
	assert_ok(mc_keyring_rotate(&school, &key, records, NULL, AT_2, false));
	assert_ok(open_with(&keyring, records, NULL));
	assert_string_equal(keyring.id, "did:web:a.example");
	assert_string_equal(keyring.method, "did:web:a.example#key-2");
	assert_int_equal(keyring.issuers.count, 2);
	const struct mc_issuer *self = &keyring.issuers.items[0];
	const struct mc_issuer *old = &keyring.issuers.items[1];

	assert_int_equal(self->key_count, 2);
	assert_string_equal(self->keys[0].until, AT_2);
	assert_null(self->keys[0].revoked);
	assert_null(self->keys[1].until);
	assert_null(self->successor);
	assert_string_equal(old->successor, self->id);
	assert_string_equal(old->keys[0].revoked, AT_2);
}

static void documents_of_the_web_have_a_place(void **state)
{
	static const char *const cases[][2] = {
		{ "did:web:a.example", "https://a.example/.well-known/did.json" },
		{ "did:web:a.example%3A8443", "https://a.example:8443/.well-known/did.json" },
		{ "did:web:a.example:x:y", "https://a.example/x/y/did.json" },
		{ "did:web:a.example%3A8443:x", "https://a.example:8443/x/did.json" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		MC_AUTO(mc_buf) url = MC_BUF_INIT;

		mc_keyring_did_url(&url, cases[i][0]);
		assert_string_equal(url.ptr, cases[i][1]);
	}
}

static void lists_have_names_that_stay(void **state)
{
	const struct mc_keyring keyring = { .id = "did:key:zSample" };
	struct mc_cert_settings settings = settings_of(NULL);
	MC_AUTO(mc_buf) one = MC_BUF_INIT;
	MC_AUTO(mc_buf) again = MC_BUF_INIT;
	MC_AUTO(mc_buf) suspended = MC_BUF_INIT;
	MC_AUTO(mc_buf) two = MC_BUF_INIT;
	MC_AUTO(mc_buf) web = MC_BUF_INIT;

	(void)state;
	mc_status_files_url(&one, &keyring, &settings, 1, false);
	mc_status_files_url(&again, &keyring, &settings, 1, false);
	mc_status_files_url(&suspended, &keyring, &settings, 1, true);
	mc_status_files_url(&two, &keyring, &settings, 2, false);
	assert_int_equal(strlen(one.ptr), strlen("urn:uuid:") + 36);
	assert_string_equal(one.ptr, again.ptr);
	assert_string_not_equal(one.ptr, suspended.ptr);
	assert_string_not_equal(one.ptr, two.ptr);
	settings.status_url = "https://a.example/s";
	mc_status_files_url(&web, &keyring, &settings, 12, true);
	assert_string_equal(web.ptr, "https://a.example/s/12-suspension.json");
}

static void moments_are_utc(void **state)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	const char *moment = NULL;

	(void)state;
	assert_ok(mc_cert_moment(&moment, &arena, "2026-03-01T00:30:00.999+02:00"));
	assert_string_equal(moment, "2026-02-28T22:30:00Z");
	assert_string_equal(mc_cert_moment_after(&arena, moment, 30), "2026-03-30T22:30:00Z");
	assert_err(MC_E_USAGE, mc_cert_moment(&moment, &arena, "2026-03-01"));
	assert_ok(mc_cert_moment(&moment, &arena, NULL));
	assert_int_equal(strlen(moment), strlen(AT_1));
}

#define FOR_BOTH(X) \
	X(a_key_that_was_made_opens), X(what_was_cut_off_is_finished), \
		X(a_secret_of_another_key_is_refused), X(old_keys_stay_with_their_end)

int main(void)
{
	const struct CMUnitTest plain[] = {
		cmocka_unit_test(documents_of_the_web_have_a_place),
		cmocka_unit_test(lists_have_names_that_stay),
		cmocka_unit_test(moments_are_utc),
	};
	const struct CMUnitTest on_sqlite[] = { FOR_BOTH(SQLITE) };
	const struct CMUnitTest on_postgres[] = { FOR_BOTH(POSTGRES) };
	int failed = cmocka_run_group_tests(plain, NULL, NULL);

	failed += cmocka_run_group_tests_name("SQLite", on_sqlite, NULL, NULL);
	if (postgres_server())
		return failed + cmocka_run_group_tests_name("PostgreSQL", on_postgres, NULL, NULL);
	return failed + postgres_is_missing();
}
