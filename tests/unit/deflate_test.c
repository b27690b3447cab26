/* SPDX-License-Identifier: MIT */
#include "ext/deflate.h"

#include <string.h>

#include "base/alloc.h"
#include "check.h"

enum { BIG = 1024 * 1024 };

static struct mc_str str_of(const struct mc_buf *buf)
{
	return (struct mc_str){ buf->ptr, buf->len };
}

static void what_is_compressed_comes_out_again(void **state)
{
	static const char *const texts[] = { "", "a", "one two one two one two" };

	(void)state;
	for (enum mc_deflate_form form = MC_DEFLATE_ZLIB; form <= MC_DEFLATE_GZIP; form++)
		for (size_t i = 0; i < MC_COUNT(texts); i++) {
			MC_AUTO(mc_buf) packed = MC_BUF_INIT;
			MC_AUTO(mc_buf) back = MC_BUF_INIT;

			mc_deflate_add(&packed, mc_str(texts[i]), form);
			assert_ok(mc_deflate_open(&back, str_of(&packed), form, strlen(texts[i])));
			assert_string_equal(back.ptr, texts[i]);
		}
}

static void gzip_tells_neither_time_nor_system(void **state)
{
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;

	(void)state;
	mc_deflate_add(&packed, mc_str("text"), MC_DEFLATE_GZIP);
	assert_memory_equal(packed.ptr, "\x1f\x8b\x08\0\0\0\0\0\x02\xff", 10);
}

static void what_comes_out_has_a_limit(void **state)
{
	MC_AUTOTEXT zeros = mc_alloc_zero(BIG, 1);
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;
	MC_AUTO(mc_buf) back = MC_BUF_INIT;

	(void)state;
	mc_deflate_add(&packed, (struct mc_str){ zeros, BIG }, MC_DEFLATE_ZLIB);
	assert_true(packed.len < 2000);
	mc_buf_addz(&back, "kept");
	assert_err(MC_E_LIMIT, mc_deflate_open(&back, str_of(&packed), MC_DEFLATE_ZLIB, BIG - 1));
	assert_err(MC_E_LIMIT, mc_deflate_open(&back, str_of(&packed), MC_DEFLATE_ZLIB, 0));
	assert_string_equal(back.ptr, "kept");
	assert_int_equal(back.len, 4);
	assert_ok(mc_deflate_open(&back, str_of(&packed), MC_DEFLATE_ZLIB, BIG));
	assert_int_equal(back.len, BIG + 4);
}

static void what_is_damaged_is_refused(void **state)
{
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;
	MC_AUTO(mc_buf) back = MC_BUF_INIT;

	(void)state;
	mc_deflate_add(&packed, mc_str("one two one two"), MC_DEFLATE_GZIP);
	for (size_t len = 0; len < packed.len; len++)
		assert_err(MC_E_INPUT,
			   mc_deflate_open(&back, (struct mc_str){ packed.ptr, len }, MC_DEFLATE_GZIP, 100));
	packed.ptr[packed.len - 6] ^= 1; /* the checksum */
	assert_err(MC_E_INPUT, mc_deflate_open(&back, str_of(&packed), MC_DEFLATE_GZIP, 100));
	packed.ptr[packed.len - 6] ^= 1;
	assert_err(MC_E_INPUT, mc_deflate_open(&back, str_of(&packed), MC_DEFLATE_ZLIB, 100));
	mc_buf_addc(&packed, 'x');
	assert_err(MC_E_INPUT, mc_deflate_open(&back, str_of(&packed), MC_DEFLATE_GZIP, 100));
	assert_int_equal(back.len, 0);
}

static void the_checksum_is_that_of_png(void **state)
{
	(void)state;
	assert_int_equal(mc_deflate_crc(0, "123456789", 9), 0xcbf43926);
	assert_int_equal(mc_deflate_crc(mc_deflate_crc(0, "1234", 4), "56789", 5), 0xcbf43926);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_compressed_comes_out_again),
		cmocka_unit_test(gzip_tells_neither_time_nor_system),
		cmocka_unit_test(what_comes_out_has_a_limit),
		cmocka_unit_test(what_is_damaged_is_refused),
		cmocka_unit_test(the_checksum_is_that_of_png),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
