/* SPDX-License-Identifier: MIT */
#include "base/index.h"

#include "check.h"

static void texts_are_found_by_their_bytes(void **state)
{
	MC_AUTO(mc_index) index = MC_INDEX_INIT;
	char texts[1000][8];

	(void)state;
	assert_int_equal(mc_index_find(&index, "t1"), MC_INDEX_NONE);
	for (uint32_t i = 0; i < 1000; i++) {
		(void)snprintf(texts[i], sizeof(texts[i]), "t%u", i);
		mc_index_set(&index, texts[i], i);
	}
	assert_int_equal(index.count, 1000);
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(mc_index_find(&index, texts[i]), i);
	assert_int_equal(mc_index_find(&index, "t1000"), MC_INDEX_NONE);
	assert_int_equal(mc_index_find(&index, ""), MC_INDEX_NONE);
}

static void a_number_can_be_replaced(void **state)
{
	MC_AUTO(mc_index) index = MC_INDEX_INIT;

	(void)state;
	mc_index_set(&index, "a", 1);
	mc_index_set(&index, "a", 2);
	assert_int_equal(index.count, 1);
	assert_int_equal(mc_index_find(&index, "a"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_found_by_their_bytes),
		cmocka_unit_test(a_number_can_be_replaced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
