/* SPDX-License-Identifier: MIT */
#include "ext/hash.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "check.h"
#include "ext/hash_many.h"

static void hash_gives_the_published_vectors(void **state)
{
	char hex[MC_HASH_HEX];

	(void)state;
	mc_hash_bytes(hex, "", 0);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	mc_hash_bytes(hex, "abc", 3);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/* Every length around the blocks of SHA-256, by both libraries. */
static void many_hashes_are_the_same_as_one(void **state)
{
	static const size_t expected[] = { 0, 1000000 };
	MC_AUTOTEXT bytes = mc_alloc(1000);

	(void)state;
	for (size_t i = 0; i < 1000; i++)
		bytes[i] = (char)(i * i >> 3);
	for (size_t e = 0; e < MC_COUNT(expected); e++) {
		MC_AUTOPTR(mc_hash_many) many = mc_hash_many_new(expected[e]);

		for (size_t len = 0; len <= 1000; len++) {
			char one[MC_HASH_HEX];
			char other[MC_HASH_HEX];

			mc_hash_bytes(one, bytes, len);
			mc_hash_many_bytes(other, many, bytes, len);
			assert_string_equal(one, other);
		}
	}
}

static void the_fast_library_is_loaded_for_many_only(void **state)
{
	MC_AUTOPTR(mc_hash_many) few = mc_hash_many_new(100);
	MC_AUTOPTR(mc_hash_many) many = mc_hash_many_new(1000000);

	(void)state;
	assert_string_equal(mc_hash_many_library(few), "libsodium");
	assert_string_equal(mc_hash_many_library(many), "libcrypto");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hash_gives_the_published_vectors),
		cmocka_unit_test(many_hashes_are_the_same_as_one),
		cmocka_unit_test(the_fast_library_is_loaded_for_many_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
