/* SPDX-License-Identifier: MIT */
#include "ext/ec.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

static void of_hex(unsigned char *bytes, const char *hex)
{
	for (; hex[0] && hex[1]; hex += 2) {
		const char pair[3] = { hex[0], hex[1], '\0' };

		*bytes++ = (unsigned char)strtoul(pair, NULL, 16);
	}
}

/* RFC 6979, A.2.5 */
static const char scalar_hex[] = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
static const char x_hex[] = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
static const char y_hex[] = "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
static const char signature_hex[] = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
				    "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";

static void keys_follow_from_scalars(void **state)
{
	unsigned char scalar[32], public_key[33], point[64], wanted[64];

	(void)state;
	of_hex(scalar, scalar_hex);
	of_hex(wanted, x_hex);
	of_hex(wanted + 32, y_hex);
	assert_ok(mc_ec_public(public_key, scalar));
	assert_int_equal(public_key[0], 3); /* y is odd */
	assert_memory_equal(public_key + 1, wanted, 32);
	assert_ok(mc_ec_point(point, public_key));
	assert_memory_equal(point, wanted, 64);
}

static void signatures_of_others_are_checked(void **state)
{
	unsigned char scalar[32], public_key[33], signature[64];
	bool is_good = false;

	(void)state;
	of_hex(scalar, scalar_hex);
	of_hex(signature, signature_hex);
	assert_ok(mc_ec_public(public_key, scalar));
	assert_ok(mc_ec_is_good(&is_good, signature, public_key, "sample", 6));
	assert_true(is_good);
	assert_ok(mc_ec_is_good(&is_good, signature, public_key, "Sample", 6));
	assert_false(is_good);
	for (size_t i = 0; i < sizeof(signature); i += 9) {
		signature[i] ^= 1;
		assert_ok(mc_ec_is_good(&is_good, signature, public_key, "sample", 6));
		assert_false(is_good);
		signature[i] ^= 1;
	}
	memset(signature, 0, sizeof(signature));
	assert_ok(mc_ec_is_good(&is_good, signature, public_key, "sample", 6));
	assert_false(is_good);
}

static void what_is_signed_is_good(void **state)
{
	unsigned char scalar[32] = { 0 }, public_key[33], signature[64];
	bool is_good = false;

	(void)state;
	for (unsigned i = 1; i < 40; i++) { /* short numbers among r and s, too */
		scalar[31] = (unsigned char)i;
		assert_ok(mc_ec_public(public_key, scalar));
		assert_ok(mc_ec_sign(signature, scalar, &i, sizeof(i)));
		assert_ok(mc_ec_is_good(&is_good, signature, public_key, &i, sizeof(i)));
		assert_true(is_good);
	}
}

static void what_is_no_key_signs_nothing(void **state)
{
	static const unsigned char zero[32] = { 0 };
	unsigned char public_key[33] = { 2 };
	unsigned char point[64], signature[64];
	bool is_good = true;

	(void)state;
	assert_err(MC_E_TOOL, mc_ec_public(public_key, zero));
	memset(public_key, 0xff, sizeof(public_key));
	of_hex(signature, signature_hex);
	for (unsigned head = 0; head < 8; head++) {
		public_key[0] = (unsigned char)head;
		assert_err(MC_E_INPUT, mc_ec_point(point, public_key));
		assert_ok(mc_ec_is_good(&is_good, signature, public_key, "sample", 6));
		assert_false(is_good);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_follow_from_scalars),
		cmocka_unit_test(signatures_of_others_are_checked),
		cmocka_unit_test(what_is_signed_is_good),
		cmocka_unit_test(what_is_no_key_signs_nothing),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
