/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "badge_verify.h"
#include "credential/sign.h"

static void a_genuine_one_is_valid_and_trusted(void **state)
{
	const struct signer signer = signer_of(1);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;
	(void)state;

	sample_add(&open, signer.did, NULL);
	assert_ok(sign_both(&text, open.ptr, &signer));
	trust(&issuers, &signer, "");
	const struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

	assert_ok(mc_verify(&verified, &wanted));
	if (!verified.is_valid)
		fail_msg("%s", verified.reason);
	assert_true(verified.is_trusted && verified.has_badge && verified.is_signed);
	assert_null(verified.reason);
	assert_string_equal(verified.issuer_name, "The Sample School");
	assert_string_equal(verified.issuer_id, signer.did);
	assert_string_equal(verified.signed_at, SAMPLE_CREATED);
	assert_string_equal(verified.method, signer.method);
	assert_string_equal(verified.badge.achievement_name, "First steps in programming");
	assert_int_equal(verified.checks[MC_CHECK_STATUS].state, MC_CHECK_NOT_DONE);
	assert_string_equal(verified.checks[MC_CHECK_STATUS].code, "no-status");
}

static void an_unknown_issuer_is_valid_and_not_trusted(void **state)
{
	const struct signer signer = signer_of(1), other = signer_of(2);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	(void)state;

	sample_add(&open, signer.did, NULL);
	assert_ok(sign_both(&text, open.ptr, &signer));
	trust(&issuers, &other, "");
	for (int round = 0; round < 2; round++) {
		MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;
		const struct mc_verify_wanted wanted = wanted_of(&text, round ? NULL : &issuers);

		assert_ok(mc_verify(&verified, &wanted));
		assert_true(verified.is_valid && !verified.is_trusted);
		assert_string_equal(verified.reason, "unknown-issuer");
		assert_int_equal(verified.checks[MC_CHECK_ISSUER].state, MC_CHECK_UNKNOWN);
		assert_null(verified.issuer_name);
	}
}

/* A key of a list: when it was good. */
static void a_key_counts_in_its_time(void **state)
{
	static const struct {
		const char *more, *created, *code;
	} all[] = {
		{ "", SAMPLE_CREATED, NULL },
		{ ",\"from\":\"2026-05-12T10:00:00Z\",\"until\":\"2026-05-12T10:00:00Z\"", SAMPLE_CREATED,
		  NULL },
		{ ",\"from\":\"2026-05-12T10:00:01Z\"", SAMPLE_CREATED, "key-too-new" },
		{ ",\"until\":\"2026-05-12T11:59:59+02:00\"", SAMPLE_CREATED, "key-retired" },
		{ ",\"until\":\"2026-05-12T12:00:00+02:00\"", "", "no-signing-date" },
		{ ",\"revoked\":\"2026-09-01T00:00:00Z\"", SAMPLE_CREATED, "key-lost" },
	};
	struct signer signer = signer_of(1);
	(void)state;

	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
		MC_AUTO(mc_buf) open = MC_BUF_INIT;
		MC_AUTO(mc_buf) text = MC_BUF_INIT;
		MC_AUTOTEXT keys = mc_format(",\"keys\":[{\"id\":\"%s\",\"publicKeyMultibase\":\"%s\"%s}]",
					     signer.method, signer.did + 8, all[i].more);

		trust(&issuers, &signer, keys);
		sample_add(&open, signer.did, NULL);
		assert_ok(sign_with(&text, open.ptr, &signer,
				    (const struct proof_wanted[]){ { .created = all[i].created } }, 1));
		const struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

		expect(all[i].code, &wanted, all[i].more);
	}
}

/* A DID of the web says nothing of its keys. */
static void a_key_of_the_web_must_be_in_a_list(void **state)
{
	const struct signer signer = signer_of(1), web = signer_of_web(&signer);
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	(void)state;

	sample_add(&open, web.did, NULL);
	assert_ok(sign_both(&text, open.ptr, &web));
	const struct mc_verify_wanted nobody = wanted_of(&text, NULL);

	expect("key-unknown", &nobody, "no list");
	MC_AUTOTEXT keys = mc_format(",\"keys\":[{\"id\":\"%s\",\"publicKeyMultibase\":\"%s\"}]", web.method,
				     signer.did + 8);

	trust(&issuers, &web, keys);
	const struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

	expect(NULL, &wanted, "in the list");
}

static void another_key_in_the_name_of_an_issuer_is_refused(void **state)
{
	const struct signer signer = signer_of(1);
	const struct signer other = signer_of(2);
	struct signer fragment = signer_of(1);
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) first = MC_BUF_INIT;
	MC_AUTO(mc_buf) second = MC_BUF_INIT;
	(void)state;

	trust(&issuers, &signer, "");
	sample_add(&open, signer.did, NULL);
	/* Signed by another, who says so. */
	assert_ok(sign_both(&first, open.ptr, &other));
	const struct mc_verify_wanted honest = wanted_of(&first, &issuers);

	expect("key-of-another", &honest, "another signer");
	/* The method has the DID of the issuer and the key of another behind it. */
	fragment.key = other.key;
	signer_name(fragment.method, signer.did, other.did + 8);
	assert_ok(sign_both(&second, open.ptr, &fragment));
	const struct mc_verify_wanted mixed = wanted_of(&second, &issuers);

	expect("key-of-another", &mixed, "fragment of another key");
}

static void what_is_no_certificate_is_no_error(void **state)
{
	static const char *const all[] = { "",
					   " ",
					   "{}",
					   "[]",
					   "null",
					   "{",
					   "{\"@context\":1}",
					   "a.b.c",
					   "...",
					   "eyJhbGciOiJub25lIn0.e30.",
					   "\xef\xbb\xbf{}",
					   "%PDF-1.7" };
	MC_AUTO(mc_buf) deep = MC_BUF_INIT;
	MC_AUTO(mc_buf) large = MC_BUF_INIT;
	(void)state;

	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;
		const struct mc_verify_wanted wanted = { .bytes = all[i], .len = strlen(all[i]) };

		assert_ok(mc_verify(&verified, &wanted));
		assert_false(verified.is_valid);
		assert_non_null(verified.reason);
	}
	for (int i = 0; i < 100; i++)
		mc_buf_addz(&deep, "{\"a\":");
	const struct mc_verify_wanted wanted = { .bytes = deep.ptr, .len = deep.len };

	expect("damaged", &wanted, "deep");
	mc_buf_addc(&large, '{');
	for (size_t i = 0; i < MC_VERIFY_MAX_BYTES; i++)
		mc_buf_addc(&large, ' ');
	const struct mc_verify_wanted other = { .bytes = large.ptr, .len = large.len };

	expect("too-large", &other, "large");
}

static void tells_whose_it_is(void **state)
{
	static const struct {
		const char *email, *name, *code;
	} all[] = {
		{ "sample@learner.example", NULL, NULL },
		{ " Sample@Learner.example\n", "Sample Learner", NULL },
		{ NULL, "Sample Other", "other-person" },
		{ "other@learner.example", "Sample Learner", "other-person" },
	};
	const struct signer signer = signer_of(1);
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	(void)state;

	trust(&issuers, &signer, "");
	sample_add(&open, signer.did, NULL);
	assert_ok(sign_both(&text, open.ptr, &signer));
	for (size_t i = 0; i < MC_COUNT(all); i++) {
		struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

		wanted.email = all[i].email;
		wanted.name = all[i].name;
		expect(all[i].code, &wanted, all[i].email ? all[i].email : all[i].name);
	}
}

static void a_qr_code_belongs_to_one_file(void **state)
{
	const struct signer signer = signer_of(1), other = signer_of(2);
	struct mc_issuer_key key = MC_ISSUER_KEY_INIT, other_key = MC_ISSUER_KEY_INIT;
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	(void)state;

	key.sign = signer.key;
	other_key.sign = other.key;
	trust(&issuers, &signer, "");
	sample_add(&open, signer.did, SAMPLE_LIST);
	assert_ok(sign_both(&text, open.ptr, &signer));
	const struct {
		const char *uuid, *day, *code;
		uint64_t index;
		const struct mc_issuer_key *key;
		size_t len;
	} all[] = {
		{ SAMPLE_UUID, "2026-05-12", NULL, 4711, &key, text.len },
		{ SAMPLE_UUID, "2026-05-12", "qr-changed", 4711, &key, text.len - 1 },
		{ SAMPLE_UUID, "2026-05-12", "qr-changed", 4712, &key, text.len },
		{ SAMPLE_UUID, "2026-05-13", "qr-changed", 4711, &key, text.len },
		{ SAMPLE_UUID, "2026-05-12", "qr-not-signed", 4711, &other_key, text.len },
		{ "11111111-d9cb-469f-a165-70867728950e", "2026-05-12", "qr-of-another", 4711, &key,
		  text.len },
	};

	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_buf) qr = MC_BUF_INIT;
		struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

		assert_ok(mc_qr_text_add(&qr, NULL, (struct mc_str){ text.ptr, all[i].len }, all[i].uuid,
					 all[i].day, true, all[i].index, all[i].key));
		wanted.qr = qr.ptr;
		expect(all[i].code, &wanted, qr.ptr);
		/* Alone it says who made it, and for what. */
		wanted.bytes = NULL;
		expect(all[i].key == &key ? NULL : "key-unknown", &wanted, qr.ptr);
		wanted.qr = "https://school.example/#v1.a";
		expect("qr-damaged", &wanted, wanted.qr);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_genuine_one_is_valid_and_trusted),
		cmocka_unit_test(an_unknown_issuer_is_valid_and_not_trusted),
		cmocka_unit_test(a_key_counts_in_its_time),
		cmocka_unit_test(a_key_of_the_web_must_be_in_a_list),
		cmocka_unit_test(another_key_in_the_name_of_an_issuer_is_refused),
		cmocka_unit_test(what_is_no_certificate_is_no_error),
		cmocka_unit_test(tells_whose_it_is),
		cmocka_unit_test(a_qr_code_belongs_to_one_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
