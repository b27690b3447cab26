/* SPDX-License-Identifier: MIT */
#include "ext/sign.h"

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

/* RFC 8032, 7.1, test 3 */
static void signs_as_the_standard_does(void **state)
{
	struct mc_sign_key key = MC_SIGN_KEY_INIT;
	unsigned char seed[32], public_key[32], wanted_key[32], signature[64], wanted[64];
	unsigned char bytes[2] = { 0xaf, 0x82 };

	(void)state;
	of_hex(seed, "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
	of_hex(wanted_key, "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
	of_hex(wanted, "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
		       "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
	mc_sign_key_of(&key, seed);
	mc_sign_public(public_key, &key);
	assert_memory_equal(public_key, wanted_key, sizeof(public_key));
	mc_sign_bytes(signature, &key, bytes, sizeof(bytes));
	assert_memory_equal(signature, wanted, sizeof(signature));
	assert_true(mc_sign_is_good(signature, public_key, bytes, sizeof(bytes)));
	bytes[1] ^= 1;
	assert_false(mc_sign_is_good(signature, public_key, bytes, sizeof(bytes)));
	bytes[1] ^= 1;
	signature[63] ^= 1;
	assert_false(mc_sign_is_good(signature, public_key, bytes, sizeof(bytes)));
	mc_sign_key_release(&key);
	assert_int_equal(key.bytes[0] | key.bytes[63], 0);
}

/* With the neutral element as key and R, and S = 0, the equation holds for every text. */
static void keys_that_sign_everything_are_refused(void **state)
{
	unsigned char public_key[32] = { 1 };
	unsigned char signature[64] = { 1 };

	(void)state;
	assert_false(mc_sign_is_good(signature, public_key, "any", 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signs_as_the_standard_does),
		cmocka_unit_test(keys_that_sign_everything_are_refused),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
