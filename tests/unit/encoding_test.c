/* SPDX-License-Identifier: MIT */
/* Bytes as text: base64, base64url, base58. */
#include "base/base58.h"
#include "base/base64.h"
#include "check.h"

static struct mc_str str_of(const struct mc_buf *buf)
{
	return (struct mc_str){ buf->ptr, buf->len };
}

/* RFC 4648, section 10 */
static void base64_is_that_of_the_standard(void **state)
{
	static const char *const pairs[][3] = { { "", "", "" },
						{ "f", "Zg==", "Zg" },
						{ "fo", "Zm8=", "Zm8" },
						{ "foo", "Zm9v", "Zm9v" },
						{ "foob", "Zm9vYg==", "Zm9vYg" },
						{ "fooba", "Zm9vYmE=", "Zm9vYmE" },
						{ "\xfb\xff\xbf", "+/+/", "-_-_" } };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(pairs); i++) {
		MC_AUTO(mc_buf) plain = MC_BUF_INIT;
		MC_AUTO(mc_buf) url = MC_BUF_INIT;
		MC_AUTO(mc_buf) back = MC_BUF_INIT;

		mc_base64_add(&plain, mc_str(pairs[i][0]));
		mc_base64url_add(&url, mc_str(pairs[i][0]));
		assert_string_equal(plain.ptr, pairs[i][1]);
		assert_string_equal(url.ptr, pairs[i][2]);
		assert_true(mc_base64url_read(&back, str_of(&url)));
		assert_string_equal(back.ptr, pairs[i][0]);
	}
}

static void one_text_of_base64url_stands_for_the_same_bytes(void **state)
{
	static const char *const wrong[] = { "Zg==",  "Zh",   "Zm9=", "Zm9 ", "Z",
					     "Zm9vY", "Zm+v", "Zm/v", "Zm9\n" };
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	mc_buf_addz(&out, "kept");
	for (size_t i = 0; i < MC_COUNT(wrong); i++) {
		assert_false(mc_base64url_read(&out, mc_str(wrong[i])));
		assert_string_equal(out.ptr, "kept");
	}
}

/* draft-msporny-base58-03, section 5 */
static void base58_is_that_of_the_draft(void **state)
{
	static const struct {
		struct mc_str bytes;
		const char *text;
	} pairs[] = {
		{ { "Hello World!", 12 }, "2NEpo7TZRRrLZSi2U" },
		{ { "The quick brown fox jumps over the lazy dog.", 44 },
		  "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z" },
		{ { "\0\0\x28\x7f\xb4\xcd", 6 }, "11233QC4" },
		{ { "", 0 }, "" },
		{ { "\0", 1 }, "1" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(pairs); i++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;
		MC_AUTO(mc_buf) back = MC_BUF_INIT;

		mc_base58_add(&text, pairs[i].bytes);
		assert_string_equal(text.ptr, pairs[i].text);
		assert_true(mc_base58_read(&back, str_of(&text)));
		assert_int_equal(back.len, pairs[i].bytes.len);
		assert_memory_equal(back.ptr, pairs[i].bytes.ptr, back.len);
	}
}

static void base58_of_other_characters_or_too_long_is_refused(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTO(mc_buf) longest = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	assert_false(mc_base58_read(&out, mc_str("2NEpo7TZRRrLZSi2U0")));
	assert_false(mc_base58_read(&out, mc_str("2NEpo7TZRRrLZSi2 U")));
	assert_false(mc_base58_read(&out, (struct mc_str){ "2NE\0o", 5 }));
	for (size_t i = 0; i < MC_BASE58_MAX_BYTES; i++)
		mc_buf_addc(&longest, '\xff');
	mc_base58_add(&text, str_of(&longest));
	assert_true(mc_base58_read(&out, str_of(&text)));
	assert_int_equal(out.len, MC_BASE58_MAX_BYTES);
	mc_buf_addc(&text, '1');
	assert_false(mc_base58_read(&out, str_of(&text)));
	mc_buf_reset(&text);
	for (size_t i = 0; i <= MC_BASE58_MAX_BYTES; i++)
		mc_buf_addc(&text, '1');
	assert_false(mc_base58_read(&out, str_of(&text)));
	assert_int_equal(out.len, MC_BASE58_MAX_BYTES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(base64_is_that_of_the_standard),
		cmocka_unit_test(one_text_of_base64url_stands_for_the_same_bytes),
		cmocka_unit_test(base58_is_that_of_the_draft),
		cmocka_unit_test(base58_of_other_characters_or_too_long_is_refused),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
