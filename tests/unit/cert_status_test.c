/* SPDX-License-Identifier: MIT */
/* What the register says of a certificate, a verifier reads in the status files: taken back, suspended, given
 * back, and under a new key. */
#include "check.h"

#include <string.h>

#include "base/time.h"
#include "cert/keyring.h"
#include "cert/recall.h"
#include "cert/status_files.h"
#include "cohort/cohort.h"
#include "cohort/enrolment.h"
#include "cohort/projections.h"
#include "credential/sign.h"
#include "credential/verify.h"
#include "records/people.h"
#include "sample_badge.h"
#include "school_records.h"

#define UUID "6a7e5f1c-0f3b-4d7e-9a51-1c2d3e4f5a6b"
#define ISSUED_AT "2026-05-12T10:00:00Z"

static struct mc_err *enrol(void *context)
{
	struct mc_enrolment wanted = { .cohort = "c1", .learner = "L1" };
	size_t events = 0;

	wanted.facts[MC_FACT_STARTED_ON] = "2026-01-12";
	wanted.facts[MC_FACT_GRADUATED_ON] = "2026-05-01";
	MC_TRY(mc_enrolment_change(&events, context, &wanted, NULL));
	return mc_people_put(context, "L1", MC_PEOPLE_PROFILE, "{}");
}

/* A school that issued one certificate. */
struct world {
	struct mc_cabinet cabinet;
	struct mc_cert_entry entry;
	struct mc_buf certificate;
};

static struct mc_err *add(void *context)
{
	struct world *world = context;

	MC_TRY(mc_cert_register_place(&world->entry.list, &world->entry.index, world->cabinet.office.records,
				      world->cabinet.keyring.id, world->cabinet.settings.status_url, 42));
	return mc_cert_register_add(world->cabinet.office.records, &world->entry, world->certificate.ptr,
				    world->certificate.len);
}

static void sign(struct world *world)
{
	const struct mc_keyring *keyring = &world->cabinet.keyring;
	const struct mc_signer signer = { &keyring->key, keyring->method, ISSUED_AT, NULL };
	struct mc_badge badge = sample_badge;
	MC_AUTO(mc_buf) list = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_status_files_url(&list, keyring, &world->cabinet.settings, 1, false);
	badge.issuer.id = keyring->id;
	badge.status_list = list.ptr;
	badge.status_index = 42;
	mc_badge_write(&text, &badge);
	assert_ok(mc_credential_sign(&world->certificate, mc_str(text.ptr), &signer));
}

static void open_world(struct world *world, const char *status_url)
{
	struct mc_cabinet *cabinet = &world->cabinet;
	const struct mc_cohort cohort = {
		.id = "c1", .title = "Sample", .kind = "course", .start_on = "2026-01-12", .length_days = 120
	};

	*world = (struct world){ .cabinet = MC_CABINET_INIT, .certificate = MC_BUF_INIT };
	cabinet->office.records = open_records("sample", &mc_school_projections);
	cabinet->office.school = (struct mc_school){ .dir = ".", .id = "sample", .name = "Sample School" };
	cabinet->settings.issuer.name = "Sample School";
	cabinet->settings.status_url = status_url;
	cabinet->settings.status_days = 30;
	assert_ok(mc_cohort_create(cabinet->office.records, &cohort));
	assert_ok(mc_records_write(cabinet->office.records, enrol, cabinet->office.records));
	assert_ok(mc_keyring_create(&cabinet->office.school, &cabinet->settings, cabinet->office.records,
				    NULL, "2026-01-12T09:00:00Z"));
	assert_ok(mc_keyring_open(&cabinet->keyring, &cabinet->office.school, &cabinet->settings,
				  cabinet->office.records, NULL));
	world->entry = (struct mc_cert_entry){ .id = UUID,
					       .learner = "L1",
					       .cohort = "c1",
					       .achievement = "sample/1.0.0",
					       .lang = "en",
					       .issued_at = ISSUED_AT,
					       .method = cabinet->keyring.method,
					       .status_url = status_url };
	sign(world);
	assert_ok(mc_records_write(cabinet->office.records, add, world));
	assert_int_equal(world->entry.index, 42);
	mc_keyring_release(&cabinet->keyring);
}

static void close_world(struct world *world)
{
	mc_records_free(world->cabinet.office.records);
	world->cabinet.office.records = NULL;
	mc_keyring_release(&world->cabinet.keyring);
	mc_buf_release(&world->certificate);
}

/* The answer of a verifier with the files of the school, at a moment. */
static void assert_answer(const struct world *world, const char *at, const char *reason)
{
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;
	MC_AUTO(mc_buf) revoked = MC_BUF_INIT;
	MC_AUTO(mc_buf) suspended = MC_BUF_INIT;
	int64_t at_ms = 0;

	assert_true(mc_time_read_ms(&at_ms, at));
	assert_ok(mc_issuers_read(&issuers, MC_CERT_ISSUERS_FILE));
	assert_ok(mc_buf_read_file(&revoked, MC_CERT_STATUS_FOLDER "/1.json", 1 << 20));
	assert_ok(mc_buf_read_file(&suspended, MC_CERT_STATUS_FOLDER "/1-suspension.json", 1 << 20));
	const char *const lists[] = { revoked.ptr, suspended.ptr };
	const struct mc_verify_wanted wanted = { .bytes = world->certificate.ptr,
						 .len = world->certificate.len,
						 .issuers = &issuers,
						 .status_lists = lists,
						 .status_list_count = MC_COUNT(lists),
						 .needs_status = true,
						 .now_s = at_ms / 1000 };

	assert_ok(mc_verify(&verified, &wanted));
	assert_string_equal(verified.reason ? verified.reason : "", reason);
	assert_int_equal(verified.is_valid, !*reason);
	assert_int_equal(verified.is_trusted, !*reason);
}

static void recall(struct world *world, enum mc_cert_state state, const char *at)
{
	static const char *const ids[] = { UUID };
	const struct mc_recall_wanted wanted = { .ids = ids, .count = 1, .state = state, .reason = "sample" };
	MC_AUTO(mc_recall) done = MC_RECALL_INIT;

	world->cabinet.at = at;
	mc_keyring_release(&world->cabinet.keyring);
	assert_ok(mc_recall_do(&done, &world->cabinet, &wanted));
	assert_true(done.files.len > 0);
}

static void renew(struct world *world, const char *at)
{
	struct mc_cabinet *cabinet = &world->cabinet;
	MC_AUTO(mc_buf) paths = MC_BUF_INIT;

	mc_keyring_release(&cabinet->keyring);
	assert_ok(mc_keyring_open(&cabinet->keyring, &cabinet->office.school, &cabinet->settings,
				  cabinet->office.records, NULL));
	assert_ok(mc_status_files_write(&paths, cabinet->office.records, &cabinet->office.school,
					&cabinet->keyring, &cabinet->settings, at));
}

static void go_through_all(const char *status_url)
{
	struct world world;

	open_world(&world, status_url);
	renew(&world, "2026-06-01T00:00:00Z");
	assert_answer(&world, "2026-06-02T00:00:00Z", "");
	assert_answer(&world, "2026-07-02T00:00:00Z", "list-expired");
	recall(&world, MC_CERT_SUSPENDED, "2026-06-03T00:00:00Z");
	assert_answer(&world, "2026-06-04T00:00:00Z", "suspended");
	recall(&world, MC_CERT_VALID, "2026-06-05T00:00:00Z");
	assert_answer(&world, "2026-06-06T00:00:00Z", "");
	recall(&world, MC_CERT_REVOKED, "2026-06-07T00:00:00Z");
	assert_answer(&world, "2026-06-08T00:00:00Z", "revoked");
	close_world(&world);
}

static void a_verifier_sees_every_change(void **state)
{
	(void)state;
	go_through_all("https://school.example.org/status");
}

static void also_of_lists_that_nobody_publishes(void **state)
{
	(void)state;
	go_through_all(NULL);
}

static void rotate(struct world *world, const char *at, bool is_lost)
{
	struct mc_cabinet *cabinet = &world->cabinet;

	assert_ok(mc_keyring_rotate(&cabinet->office.school, &cabinet->settings, cabinet->office.records,
				    NULL, at, is_lost));
}

static void what_an_old_key_signed_stays_valid(void **state)
{
	struct world world;

	(void)state;
	open_world(&world, NULL);
	rotate(&world, "2026-06-01T00:00:00Z", false);
	renew(&world, "2026-06-01T00:00:00Z");
	assert_answer(&world, "2026-06-02T00:00:00Z", "");
	rotate(&world, "2026-06-03T00:00:00Z", false);
	renew(&world, "2026-06-03T00:00:00Z");
	assert_answer(&world, "2026-06-04T00:00:00Z", "");
	recall(&world, MC_CERT_REVOKED, "2026-06-05T00:00:00Z");
	assert_answer(&world, "2026-06-06T00:00:00Z", "revoked");
	close_world(&world);
}

static void what_a_lost_key_signed_counts_for_nothing(void **state)
{
	struct world world;

	(void)state;
	open_world(&world, NULL);
	rotate(&world, "2026-06-01T00:00:00Z", true);
	renew(&world, "2026-06-01T00:00:00Z");
	assert_answer(&world, "2026-06-02T00:00:00Z", "key-lost");
	close_world(&world);
}

#define FOR_BOTH(X) \
	X(a_verifier_sees_every_change), X(also_of_lists_that_nobody_publishes), \
		X(what_an_old_key_signed_stays_valid), X(what_a_lost_key_signed_counts_for_nothing)

int main(void)
{
	const struct CMUnitTest on_sqlite[] = { FOR_BOTH(SQLITE) };
	const struct CMUnitTest on_postgres[] = { FOR_BOTH(POSTGRES) };
	int failed = cmocka_run_group_tests_name("SQLite", on_sqlite, NULL, NULL);

	if (postgres_server())
		return failed + cmocka_run_group_tests_name("PostgreSQL", on_postgres, NULL, NULL);
	return failed + postgres_is_missing();
}
