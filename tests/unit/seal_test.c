/* SPDX-License-Identifier: MIT */
#include "ext/seal.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

/* The key of the published vector: 0x80, 0x81 … 0x9f. */
static struct mc_seal_key vector_key(void)
{
	struct mc_seal_key key;

	for (size_t i = 0; i < sizeof(key.bytes); i++)
		key.bytes[i] = (unsigned char)(0x80 + i);
	return key;
}

static void add_hex(struct mc_buf *buf, const char *hex)
{
	for (; hex[0] && hex[1]; hex += 2) {
		const char pair[3] = { hex[0], hex[1], '\0' };

		mc_buf_addc(buf, (char)strtoul(pair, NULL, 16));
	}
}

static struct mc_str str_of(const struct mc_buf *buf)
{
	return (struct mc_str){ buf->ptr, buf->len };
}

/* draft-irtf-cfrg-xchacha-03, A.3.1 */
static void opens_the_published_vector(void **state)
{
	const struct mc_seal_key key = vector_key();
	MC_AUTO(mc_buf) sealed = MC_BUF_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;

	(void)state;
	add_hex(&sealed, "404142434445464748494a4b4c4d4e4f5051525354555657"
			 "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf"
			 "3a82f4eda7e39"
			 "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b"
			 "2383565d3fff9"
			 "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49");
	assert_ok(mc_seal_open(&open, &key, str_of(&sealed), "PQRS\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7"));
	assert_string_equal(open.ptr, "Ladies and Gentlemen of the class of '99: If I could offer you only "
				      "one tip for the future, sunscreen would be it.");
}

/* RFC 7693 with a key, computed by another implementation. */
static void fingerprints_are_keyed_blake2b(void **state)
{
	struct mc_seal_key key = vector_key();
	char hex[MC_SEAL_PRINT_HEX];

	(void)state;
	mc_seal_print(hex, &key, "amina@example.org");
	assert_string_equal(hex, "48b9f09c06ee045c2690ac40bf843a5f");
	key.bytes[31] ^= 1;
	mc_seal_print(hex, &key, "amina@example.org");
	assert_string_not_equal(hex, "48b9f09c06ee045c2690ac40bf843a5f");
}

static void keys_of_other_purposes_follow_from_a_key(void **state)
{
	const struct mc_seal_key key = vector_key();
	struct mc_seal_key backup;
	struct mc_seal_key other;
	MC_AUTO(mc_buf) wanted = MC_BUF_INIT;

	(void)state;
	add_hex(&wanted, "c688fd7b03e0f619ff110f1095bfa2d817094fc240c488c3f98f1b96b1a7d39d");
	mc_seal_key_derive(&backup, &key, "backup");
	assert_memory_equal(backup.bytes, wanted.ptr, sizeof(backup.bytes));
	mc_seal_key_derive(&other, &key, "backups8");
	assert_memory_not_equal(backup.bytes, other.bytes, sizeof(other.bytes));
}

static void seals_and_opens_texts_of_any_length(void **state)
{
	struct mc_seal_key key;

	(void)state;
	mc_seal_key_new(&key);
	for (size_t len = 0; len < 300; len += 1 + len / 7) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;
		MC_AUTO(mc_buf) sealed = MC_BUF_INIT;
		MC_AUTO(mc_buf) open = MC_BUF_INIT;

		memset(mc_buf_room(&text, len), 'x', len);
		mc_buf_grown(&text, len);
		mc_buf_addz(&sealed, "before");
		mc_seal_add(&sealed, &key, str_of(&text), "learner 1 name");
		assert_int_equal(sealed.len, strlen("before") + len + MC_SEAL_EXTRA_BYTES);
		assert_true(len < 8 || !memmem(sealed.ptr, sealed.len, text.ptr, 8));
		mc_buf_addz(&open, "before");
		assert_ok(mc_seal_open(&open, &key, (struct mc_str){ sealed.ptr + 6, sealed.len - 6 },
				       "learner 1 name"));
		assert_int_equal(open.len, 6 + len);
		assert_memory_equal(open.ptr + 6, text.ptr, len);
	}
}

static void the_same_text_is_never_sealed_the_same(void **state)
{
	struct mc_seal_key one;
	struct mc_seal_key two;
	MC_AUTO(mc_buf) a = MC_BUF_INIT;
	MC_AUTO(mc_buf) b = MC_BUF_INIT;

	(void)state;
	mc_seal_key_new(&one);
	mc_seal_key_new(&two);
	assert_memory_not_equal(one.bytes, two.bytes, sizeof(one.bytes));
	mc_seal_add(&a, &one, mc_str("Sample"), "x");
	mc_seal_add(&b, &one, mc_str("Sample"), "x");
	assert_memory_not_equal(a.ptr, b.ptr, a.len);
}

/* Opening must fail, and say nothing of what is inside. */
static void refuse(const struct mc_seal_key *key, struct mc_str sealed, const char *about)
{
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	struct mc_err *err = mc_seal_open(&open, key, sealed, about);

	assert_non_null(err);
	assert_null(strstr(err->msg, "Sample"));
	assert_int_equal(open.len, 0);
	assert_int_equal(open.ptr[0], 0);
	assert_err(MC_E_INPUT, err);
}

static void what_was_changed_cut_or_swapped_does_not_open(void **state)
{
	struct mc_seal_key key;
	struct mc_seal_key other;
	MC_AUTO(mc_buf) sealed = MC_BUF_INIT;

	(void)state;
	mc_seal_key_new(&key);
	mc_seal_key_new(&other);
	mc_seal_add(&sealed, &key, mc_str("Sample Person"), "learner 1 name");
	refuse(&other, str_of(&sealed), "learner 1 name");
	refuse(&key, str_of(&sealed), "learner 2 name");
	refuse(&key, str_of(&sealed), "");
	for (size_t len = 0; len < sealed.len; len++)
		refuse(&key, (struct mc_str){ sealed.ptr, len }, "learner 1 name");
	for (size_t bit = 0; bit < 8 * sealed.len; bit++) {
		sealed.ptr[bit / 8] ^= (char)(1 << bit % 8);
		refuse(&key, str_of(&sealed), "learner 1 name");
		sealed.ptr[bit / 8] ^= (char)(1 << bit % 8);
	}
	mc_buf_addc(&sealed, 'x');
	refuse(&key, str_of(&sealed), "learner 1 name");
}

static void keys_and_secrets_are_wiped(void **state)
{
	const unsigned char zeros[MC_SEAL_KEY_BYTES] = { 0 };
	struct mc_seal_key key = vector_key();
	struct mc_buf secret = MC_BUF_INIT;

	(void)state;
	mc_seal_key_release(&key);
	assert_memory_equal(key.bytes, zeros, sizeof(zeros));
	mc_seal_wipe(&secret);
	mc_buf_addz(&secret, "Sample");
	mc_seal_wipe(&secret);
	assert_int_equal(secret.len, 0);
	assert_int_equal(secret.cap, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opens_the_published_vector),
		cmocka_unit_test(fingerprints_are_keyed_blake2b),
		cmocka_unit_test(keys_of_other_purposes_follow_from_a_key),
		cmocka_unit_test(seals_and_opens_texts_of_any_length),
		cmocka_unit_test(the_same_text_is_never_sealed_the_same),
		cmocka_unit_test(what_was_changed_cut_or_swapped_does_not_open),
		cmocka_unit_test(keys_and_secrets_are_wiped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
