/* SPDX-License-Identifier: MIT */
#include "credential/status_list.h"

#include <string.h>

#include "base/base64.h"
#include "check.h"
#include "credential/sign.h"
#include "ext/deflate.h"

static void bits_start_at_the_highest_of_the_first_byte(void **state)
{
	MC_AUTO(mc_status_list) list = MC_STATUS_LIST_INIT;

	(void)state;
	mc_status_list_init(&list);
	mc_status_list_set(&list, 0, true);
	mc_status_list_set(&list, 9, true);
	mc_status_list_set(&list, MC_STATUS_BITS - 1, true);
	assert_int_equal(list.bytes[0], 0x80);
	assert_int_equal(list.bytes[1], 0x40);
	assert_int_equal(list.bytes[MC_STATUS_BITS / 8 - 1], 0x01);
	assert_true(mc_status_list_get(&list, 9));
	mc_status_list_set(&list, 9, false);
	assert_false(mc_status_list_get(&list, 9));
	assert_true(mc_status_list_get(&list, 0));
	assert_false(mc_status_list_get(&list, MC_STATUS_BITS));
}

static void a_list_is_read_again(void **state)
{
	MC_AUTO(mc_status_list) list = MC_STATUS_LIST_INIT;
	MC_AUTO(mc_status_list) again = MC_STATUS_LIST_INIT;
	MC_AUTO(mc_buf) one = MC_BUF_INIT;
	MC_AUTO(mc_buf) two = MC_BUF_INIT;

	(void)state;
	mc_status_list_init(&list);
	mc_status_list_set(&list, 4242, true);
	mc_status_list_encode(&one, &list);
	assert_ok(mc_status_list_decode(&again, one.ptr));
	assert_int_equal(again.bits, MC_STATUS_BITS);
	assert_memory_equal(again.bytes, list.bytes, MC_STATUS_BITS / 8);
	mc_status_list_encode(&two, &again);
	assert_string_equal(one.ptr, two.ptr);
}

/* Made by Python's gzip and base64. */
static void a_list_of_others_is_read(void **state)
{
	static const char zeros[] = "uH4sIAAAAAAACA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";
	MC_AUTO(mc_status_list) list = MC_STATUS_LIST_INIT;

	(void)state;
	assert_ok(mc_status_list_decode(&list, zeros));
	assert_int_equal(list.bits, MC_STATUS_BITS);
	for (size_t i = 0; i < MC_STATUS_BITS / 8; i++)
		assert_int_equal(list.bytes[i], 0);
}

/* Encodes len zeros as a list. */
static void encode_zeros(struct mc_buf *out, size_t len)
{
	MC_AUTO(mc_buf) zeros = MC_BUF_INIT;
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;

	memset(mc_buf_room(&zeros, len), 0, len);
	mc_buf_grown(&zeros, len);
	mc_deflate_add(&packed, (struct mc_str){ zeros.ptr, zeros.len }, MC_DEFLATE_GZIP);
	mc_buf_reset(out);
	mc_buf_addc(out, 'u');
	mc_base64url_add(out, (struct mc_str){ packed.ptr, packed.len });
}

static void lists_that_are_none_are_refused(void **state)
{
	MC_AUTO(mc_status_list) list = MC_STATUS_LIST_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	mc_status_list_init(&list);
	mc_status_list_set(&list, 1, true);
	assert_err(MC_E_INPUT, mc_status_list_decode(&list, ""));
	assert_err(MC_E_INPUT, mc_status_list_decode(&list, "u"));
	assert_err(MC_E_INPUT, mc_status_list_decode(&list, "zH4sI"));
	assert_err(MC_E_INPUT, mc_status_list_decode(&list, "uH4sIAAAAAAAC"));
	encode_zeros(&text, MC_STATUS_BITS / 8 - 1);
	assert_err(MC_E_INPUT, mc_status_list_decode(&list, text.ptr));
	encode_zeros(&text, MC_STATUS_MAX_BITS / 8 + 1);
	assert_err(MC_E_LIMIT, mc_status_list_decode(&list, text.ptr));
	assert_true(mc_status_list_get(&list, 1)); /* as it was */
}

static void its_credential_can_be_signed(void **state)
{
	static const unsigned char seed[MC_SIGN_SEED_BYTES] = { 1 };
	const struct mc_status_wanted wanted = { .url = "https://school.example/status/1.json",
						 .issuer = "did:web:school.example",
						 .issuer_name = "Sample School",
						 .purpose = "revocation",
						 .valid_from = "2026-05-12T10:00:00Z",
						 .valid_until = "2026-06-12T10:00:00Z" };
	struct mc_issuer_key key = MC_ISSUER_KEY_INIT;
	const struct mc_signer signer = { &key, "did:web:school.example#key-1", "2026-05-12T10:00:00Z",
					  NULL };
	MC_AUTO(mc_status_list) list = MC_STATUS_LIST_INIT;
	MC_AUTO(mc_buf) json = MC_BUF_INIT;
	MC_AUTO(mc_buf) signed_text = MC_BUF_INIT;

	(void)state;
	mc_sign_key_of(&key.sign, seed);
	mc_status_list_init(&list);
	mc_status_list_write(&json, &list, &wanted);
	assert_ok(mc_credential_sign(&signed_text, (struct mc_str){ json.ptr, json.len }, &signer));
	assert_non_null(strstr(signed_text.ptr, "\"statusPurpose\": \"revocation\""));
	assert_non_null(strstr(signed_text.ptr, "\"id\": \"https://school.example/status/1.json#list\""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bits_start_at_the_highest_of_the_first_byte),
		cmocka_unit_test(a_list_is_read_again),
		cmocka_unit_test(a_list_of_others_is_read),
		cmocka_unit_test(lists_that_are_none_are_refused),
		cmocka_unit_test(its_credential_can_be_signed),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
