/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "credential/qr_text.h"

#define UUID "0f8fad5b-d9cb-469f-a165-70867728950e"
#define CREDENTIAL "{\"id\": \"sample\"}"

static void make_key(struct mc_issuer_key *key, unsigned char seed_byte)
{
	unsigned char seed[MC_SIGN_SEED_BYTES];

	memset(seed, seed_byte, sizeof(seed));
	memset(key, 0, sizeof(*key));
	mc_sign_key_of(&key->sign, seed);
}

static void add_did(struct mc_buf *did, const struct mc_issuer_key *key)
{
	unsigned char public_key[MC_SIGN_PUBLIC_BYTES];

	mc_sign_public(public_key, &key->sign);
	mc_buf_addz(did, "did:key:");
	mc_multikey_add(did, public_key);
}

static void make_text(struct mc_buf *text, const char *page, bool has_index)
{
	struct mc_issuer_key key;

	make_key(&key, 1);
	assert_ok(mc_qr_text_add(text, page, mc_str(CREDENTIAL), UUID, "2026-05-12", has_index, 4711, &key));
}

static void comes_back_as_it_was_written(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_qr qr;
	(void)state;

	make_text(&text, "https://school.example/verify#old#", true);
	assert_ok(mc_qr_text_read(&qr, text.ptr));
	assert_string_equal(qr.uuid, UUID);
	assert_string_equal(qr.day, "2026-05-12");
	assert_true(qr.has_index);
	assert_int_equal(qr.index, 4711);
	assert_true(mc_qr_is_of(&qr, mc_str(CREDENTIAL)));
	assert_false(mc_qr_is_of(&qr, mc_str(CREDENTIAL " ")));
}

static void works_without_page_and_list(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_qr qr;
	(void)state;

	make_text(&text, NULL, false);
	assert_memory_equal(text.ptr, "migracode:#v1.D4-tW9nLRp-hZXCGdyiVDg.20260512.-.", 48);
	assert_ok(mc_qr_text_read(&qr, text.ptr));
	assert_false(qr.has_index);
}

static void is_signed_by_its_issuer_alone(void **state)
{
	struct mc_issuer_key key, other;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) did = MC_BUF_INIT;
	MC_AUTO(mc_buf) other_did = MC_BUF_INIT;
	struct mc_qr qr;
	(void)state;

	make_key(&key, 1);
	make_key(&other, 2);
	add_did(&did, &key);
	add_did(&other_did, &other);
	make_text(&text, NULL, true);
	assert_ok(mc_qr_text_read(&qr, text.ptr));
	assert_true(mc_qr_is_signed_by(&qr, &(const struct mc_issuer){ .id = did.ptr }));
	assert_false(mc_qr_is_signed_by(&qr, &(const struct mc_issuer){ .id = other_did.ptr }));

	struct mc_issuer_public keys[] = { { .id = "did:web:a.example#2", .multikey = other_did.ptr + 8 },
					   { .id = "did:web:a.example#1", .multikey = did.ptr + 8 } };
	const struct mc_issuer web = { .id = "did:web:a.example", .keys = keys, .key_count = 2 };

	assert_true(mc_qr_is_signed_by(&qr, &web));
	keys[1].until = "2026-05-11T23:00:00Z";
	assert_false(mc_qr_is_signed_by(&qr, &web));
	keys[1].until = "2026-05-12T08:00:00Z";
	assert_true(mc_qr_is_signed_by(&qr, &web));
	keys[1].revoked = "2027-01-01T00:00:00Z";
	assert_false(mc_qr_is_signed_by(&qr, &web));
}

static void no_character_of_it_can_be_changed(void **state)
{
	struct mc_issuer_key key;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) did = MC_BUF_INIT;
	struct mc_qr qr;
	(void)state;

	make_key(&key, 1);
	add_did(&did, &key);
	make_text(&text, NULL, true);
	const struct mc_issuer issuer = { .id = did.ptr };

	for (size_t i = strlen("migracode:#"); i < text.len; i++) {
		char kept = text.ptr[i];

		for (const char *p = "A0.-z9_#"; *p; p++) {
			if (*p == kept)
				continue;
			text.ptr[i] = *p;
			MC_AUTOPTR(mc_err) err = mc_qr_text_read(&qr, text.ptr);

			if (!err && mc_qr_is_signed_by(&qr, &issuer))
				fail_msg("byte %zu as '%c' was taken: %s", i, *p, text.ptr);
		}
		text.ptr[i] = kept;
	}
}

static void refuses_what_is_none(void **state)
{
	static const char *const all[] = {
		"",	"https://school.example/verify",	 "https://school.example/verify#v2.a.b.c.d.e",
		"#v1.", "#v1.D4-tW9nLRp-hZXCGdyiVDg.20260512.-", "#v1.D4-tW9nLRp-hZXCGdyiVDg.20260231.-.A.A",
	};
	struct mc_issuer_key key;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	struct mc_qr qr;
	(void)state;

	for (size_t i = 0; i < MC_COUNT(all); i++)
		assert_err(MC_E_INPUT, mc_qr_text_read(&qr, all[i]));
	make_text(&text, NULL, true);
	mc_buf_addz(&text, ".more");
	assert_err(MC_E_INPUT, mc_qr_text_read(&qr, text.ptr));
	make_key(&key, 1);
	assert_err(MC_E_INPUT,
		   mc_qr_text_add(&out, NULL, mc_str("x"), "0f8fad5b", "2026-05-12", false, 0, &key));
	assert_err(MC_E_INPUT, mc_qr_text_add(&out, NULL, mc_str("x"), UUID, "2026-02-30", false, 0, &key));
	assert_int_equal(out.len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back_as_it_was_written),
		cmocka_unit_test(works_without_page_and_list),
		cmocka_unit_test(is_signed_by_its_issuer_alone),
		cmocka_unit_test(no_character_of_it_can_be_changed),
		cmocka_unit_test(refuses_what_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
