/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "badge_sample.h"
#include "base/alloc.h"
#include "credential/verify.h"

/* Status lists at hand, and what a certificate then is. */
struct stage {
	struct signer signer;
	struct mc_buf certificate;
	struct mc_issuers issuers;
	const char *lists[4];
	size_t list_count;
	struct mc_arena arena;
};

static void start(struct stage *stage, const char *url)
{
	MC_AUTO(mc_buf) open = MC_BUF_INIT;

	*stage = (struct stage){ .signer = signer_of(1),
				 .certificate = MC_BUF_INIT,
				 .issuers = MC_ISSUERS_INIT,
				 .arena = MC_ARENA_INIT };
	sample_add(&open, stage->signer.did, url);
	assert_ok(sign_both(&stage->certificate, open.ptr, &stage->signer));
}

static void trust(struct stage *stage, const char *more)
{
	MC_AUTOTEXT text = mc_format("{\"schema\":\"migracode/issuers/v1\",\"issuers\":[{\"id\":\"%s\","
				     "\"name\":\"A\"%s}]}",
				     stage->signer.did, more);

	assert_ok(mc_issuers_parse(&stage->issuers, "issuers.json", text, strlen(text)));
}

static void stop(struct stage *stage)
{
	mc_buf_release(&stage->certificate);
	mc_issuers_release(&stage->issuers);
	mc_arena_release(&stage->arena);
}

/* A list, in which `from` was replaced before it was signed, when there is any. */
static void add_list(struct stage *stage, const struct signer *signer, const char *url, const char *purpose,
		     uint64_t index, const char *from, const char *to)
{
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	sample_list_add(&open, signer->did, url, purpose, index);
	if (from)
		replace(&open, from, to);
	assert_ok(sign_with(&text, open.ptr, signer,
			    (const struct proof_wanted[]){ { .suite = "eddsa-jcs-2022" } }, 1));
	stage->lists[stage->list_count++] = mc_arena_strdup(&stage->arena, text.ptr);
}

static void expect(const char *code, enum mc_check_state state, struct stage *stage, bool needs_status)
{
	const struct mc_verify_wanted wanted = { .bytes = stage->certificate.ptr,
						 .len = stage->certificate.len,
						 .issuers = &stage->issuers,
						 .status_lists = stage->lists,
						 .status_list_count = stage->list_count,
						 .needs_status = needs_status,
						 .now_s = SAMPLE_NOW };
	MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;

	assert_ok(mc_verify(&verified, &wanted));
	const struct mc_check *check = &verified.checks[MC_CHECK_STATUS];

	if (check->state != state || strcmp(check->code ? check->code : "", code ? code : "") != 0)
		fail_msg("%s %s, expected %s %s", mc_check_states[check->state],
			 check->code ? check->code : "-", mc_check_states[state], code ? code : "-");
	assert_int_equal(verified.is_valid, state != MC_CHECK_FAIL);
}

static void a_list_that_does_not_have_it_speaks_for_it(void **state)
{
	struct stage stage;
	(void)state;

	start(&stage, SAMPLE_LIST);
	expect("no-list", MC_CHECK_UNKNOWN, &stage, false);
	expect("no-list", MC_CHECK_FAIL, &stage, true);
	add_list(&stage, &stage.signer, SAMPLE_LIST, "revocation", 4712, NULL, NULL);
	expect(NULL, MC_CHECK_PASS, &stage, true);
	stop(&stage);
}

static void one_without_status_cannot_be_taken_back(void **state)
{
	struct stage stage;
	(void)state;

	start(&stage, NULL);
	expect("no-status", MC_CHECK_NOT_DONE, &stage, false);
	expect("no-status", MC_CHECK_FAIL, &stage, true);
	stop(&stage);
}

static void the_newest_list_counts(void **state)
{
	struct stage stage;
	(void)state;

	start(&stage, SAMPLE_LIST);
	add_list(&stage, &stage.signer, SAMPLE_LIST, "revocation", 4711, NULL, NULL);
	add_list(&stage, &stage.signer, SAMPLE_LIST, "revocation", UINT64_MAX, "2026-09-01", "2026-08-01");
	expect("revoked", MC_CHECK_FAIL, &stage, false);
	add_list(&stage, &stage.signer, SAMPLE_LIST, "revocation", UINT64_MAX, "2026-09-01", "2026-09-02");
	expect(NULL, MC_CHECK_PASS, &stage, false);
	stop(&stage);
}

static void what_is_suspended_is_told_from_what_is_revoked(void **state)
{
	struct stage stage;
	(void)state;

	start(&stage, SAMPLE_LIST);
	add_list(&stage, &stage.signer, SAMPLE_LIST, "revocation", 4711, NULL, NULL);
	add_list(&stage, &stage.signer, "https://school.example/status/2-suspension.json", "suspension", 4711,
		 NULL, NULL);
	expect("revoked", MC_CHECK_FAIL, &stage, false);
	add_list(&stage, &stage.signer, "https://school.example/status/1-suspension.json", "suspension", 4711,
		 NULL, NULL);
	expect("suspended", MC_CHECK_FAIL, &stage, false);
	stop(&stage);
	start(&stage, "urn:uuid:44444444-4444-4444-8444-444444444444");
	add_list(&stage, &stage.signer, "urn:uuid:44444444-4444-4444-8444-444444444444", "revocation", 4711,
		 NULL, NULL);
	add_list(&stage, &stage.signer, "urn:uuid:55555555-5555-4555-8555-555555555555", "suspension", 4711,
		 NULL, NULL);
	expect("suspended", MC_CHECK_FAIL, &stage, false);
	stop(&stage);
}

/* What is wrong with a list that was given for this certificate is a failure, not a list that is missing. */
static void a_bad_list_speaks_for_nobody(void **state)
{
	static const struct {
		const char *from, *to, *code;
	} all[] = {
		{ "2026-12-01", "2026-09-20", "list-expired" },
		{ "2026-09-01", "2026-11-01", "list-expired" },
		{ "\"revocation\"", "\"refresh\"", "list-purpose" },
		{ "\"encodedList\":\"u", "\"encodedList\":\"z", "list-damaged" },
		{ "\"encodedList\":\"uH4s", "\"encodedList\":\"uH4sAAA", "list-damaged" },
		{ "\"type\":[\"VerifiableCredential\",\"BitstringStatusListCredential\"]",
		  "\"type\":[\"VerifiableCredential\"]", "list-damaged" },
		{ "\"BitstringStatusList\"", "\"AchievementSubject\"", "list-damaged" },
		{ "\"credentialSubject\":", "\"issuer2\":1,\"credentialSubject\":", "list-damaged" },
	};
	(void)state;

	for (size_t i = 0; i < MC_COUNT(all); i++) {
		struct stage stage;

		start(&stage, SAMPLE_LIST);
		add_list(&stage, &stage.signer, SAMPLE_LIST, "revocation", UINT64_MAX, all[i].from,
			 all[i].to);
		expect(all[i].code, MC_CHECK_FAIL, &stage, false);
		stop(&stage);
	}
}

static void a_list_must_be_signed_by_the_issuer(void **state)
{
	const struct signer other = signer_of(2);
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct signer thief = signer_of(1);
	struct stage stage;
	(void)state;

	start(&stage, SAMPLE_LIST);
	add_list(&stage, &other, SAMPLE_LIST, "revocation", UINT64_MAX, NULL, NULL);
	expect("list-of-another", MC_CHECK_FAIL, &stage, false);
	stop(&stage);
	/* In the name of the issuer, with another key. */
	start(&stage, SAMPLE_LIST);
	thief.key = other.key;
	add_list(&stage, &thief, SAMPLE_LIST, "revocation", UINT64_MAX, NULL, NULL);
	expect("list-not-signed", MC_CHECK_FAIL, &stage, false);
	stop(&stage);
	/* By nobody. */
	start(&stage, SAMPLE_LIST);
	sample_list_add(&open, stage.signer.did, SAMPLE_LIST, "revocation", UINT64_MAX);
	stage.lists[stage.list_count++] = open.ptr;
	expect("list-not-signed", MC_CHECK_FAIL, &stage, false);
	/* A good one beside them still counts. */
	add_list(&stage, &stage.signer, SAMPLE_LIST, "revocation", 4711, NULL, NULL);
	expect("revoked", MC_CHECK_FAIL, &stage, false);
	stop(&stage);
}

static void a_successor_may_take_back_what_came_before(void **state)
{
	const struct signer next = signer_of(2), last = signer_of(3);
	struct stage stage;
	(void)state;

	start(&stage, SAMPLE_LIST);
	MC_AUTOTEXT more =
		mc_format(",\"successor\":\"%s\"},{\"id\":\"%s\",\"name\":\"A\",\"successor\":\"%s\"},"
			  "{\"id\":\"%s\",\"name\":\"A\",\"successor\":\"%s\"",
			  next.did, next.did, last.did, last.did, stage.signer.did);

	trust(&stage, more);
	add_list(&stage, &last, SAMPLE_LIST, "revocation", 4711, NULL, NULL);
	expect("revoked", MC_CHECK_FAIL, &stage, false);
	stop(&stage);
}

static void an_index_beyond_the_list_is_not_a_good_sign(void **state)
{
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	struct stage stage;
	(void)state;

	start(&stage, SAMPLE_LIST);
	sample_add(&open, stage.signer.did, SAMPLE_LIST);
	replace(&open, "\"4711\"", "\"131072\"");
	mc_buf_reset(&stage.certificate);
	assert_ok(sign_both(&stage.certificate, open.ptr, &stage.signer));
	add_list(&stage, &stage.signer, SAMPLE_LIST, "revocation", UINT64_MAX, NULL, NULL);
	expect("list-index", MC_CHECK_FAIL, &stage, false);
	stop(&stage);
}

static void a_status_of_another_kind_is_not_known(void **state)
{
	static const struct {
		const char *from, *to;
	} all[] = {
		{ "BitstringStatusListEntry", "1EdTechRevocationList" },
		{ "\"statusPurpose\":\"revocation\"", "\"statusPurpose\":\"message\"" },
		{ "\"4711\"", "\"-1\"" },
		{ "\"4711\"", "\"4711 \"" },
		{ "\"4711\"", "\"99999999999999999999\"" },
	};
	(void)state;

	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_buf) open = MC_BUF_INIT;
		struct stage stage;

		start(&stage, SAMPLE_LIST);
		sample_add(&open, stage.signer.did, SAMPLE_LIST);
		replace(&open, all[i].from, all[i].to);
		mc_buf_reset(&stage.certificate);
		assert_ok(sign_with(&stage.certificate, open.ptr, &stage.signer,
				    (const struct proof_wanted[]){ { .suite = "eddsa-jcs-2022" } }, 1));
		const struct mc_verify_wanted wanted = { .bytes = stage.certificate.ptr,
							 .len = stage.certificate.len,
							 .now_s = SAMPLE_NOW,
							 .needs_status = true };
		MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;

		assert_ok(mc_verify(&verified, &wanted));
		assert_false(verified.is_valid);
		assert_non_null(verified.reason);
		stop(&stage);
	}
}

/* 128 Mi bits and more of zeros, in some kilobytes. */
static void a_bomb_is_a_damaged_list(void **state)
{
	MC_AUTO(mc_status_list) list = MC_STATUS_LIST_INIT;
	MC_AUTO(mc_buf) encoded = MC_BUF_INIT;
	MC_AUTO(mc_buf) member = MC_BUF_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct stage stage;
	(void)state;

	list.bits = MC_STATUS_MAX_BITS + 8;
	list.bytes = mc_alloc_zero(list.bits / 8, 1);
	mc_status_list_encode(&encoded, &list);
	start(&stage, SAMPLE_LIST);
	sample_list_add(&open, stage.signer.did, SAMPLE_LIST, "revocation", UINT64_MAX);
	mc_buf_addf(&member, "\"encodedList\":\"%s\",\"name\":\"", encoded.ptr);
	replace(&open, "\"encodedList\":\"", member.ptr);
	replace(&open, "\"name\":\"u", "\"description\":\"u");
	assert_ok(sign_with(&text, open.ptr, &stage.signer,
			    (const struct proof_wanted[]){ { .suite = "eddsa-jcs-2022" } }, 1));
	stage.lists[stage.list_count++] = text.ptr;
	const struct mc_verify_wanted wanted = { .bytes = stage.certificate.ptr,
						 .len = stage.certificate.len,
						 .status_lists = stage.lists,
						 .status_list_count = 1,
						 .now_s = SAMPLE_NOW };
	MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;

	assert_ok(mc_verify(&verified, &wanted));
	assert_false(verified.is_valid);
	assert_string_equal(verified.reason, "list-damaged");
	stop(&stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_that_does_not_have_it_speaks_for_it),
		cmocka_unit_test(one_without_status_cannot_be_taken_back),
		cmocka_unit_test(the_newest_list_counts),
		cmocka_unit_test(what_is_suspended_is_told_from_what_is_revoked),
		cmocka_unit_test(a_bad_list_speaks_for_nobody),
		cmocka_unit_test(a_list_must_be_signed_by_the_issuer),
		cmocka_unit_test(a_successor_may_take_back_what_came_before),
		cmocka_unit_test(an_index_beyond_the_list_is_not_a_good_sign),
		cmocka_unit_test(a_status_of_another_kind_is_not_known),
		cmocka_unit_test(a_bomb_is_a_damaged_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
