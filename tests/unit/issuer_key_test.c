/* SPDX-License-Identifier: MIT */
/* Keys of an issuer: made, kept in a file, written as multikeys. */
#include <string.h>
#include <sys/stat.h>

#include "check.h"
#include "credential/issuer.h"
#include "temp.h"

static struct mc_err *answer(struct mc_buf *text, void *context)
{
	mc_buf_addz(text, context);
	return NULL;
}

static bool is_same(const struct mc_issuer_key *a, const struct mc_issuer_key *b)
{
	return !memcmp(a, b, sizeof(*a));
}

static void a_file_keeps_the_key(void **state)
{
	MC_AUTO(mc_issuer_key) key = MC_ISSUER_KEY_INIT;
	MC_AUTO(mc_issuer_key) again = MC_ISSUER_KEY_INIT;
	struct stat about;

	(void)state;
	mc_issuer_key_new(&key);
	assert_ok(mc_issuer_key_write("issuer.key", &key, NULL));
	assert_int_equal(stat("issuer.key", &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_ok(mc_issuer_key_read(&again, "issuer.key", NULL));
	assert_true(is_same(&key, &again));
	assert_err(MC_E_INPUT, mc_issuer_key_write("issuer.key", &key, NULL));
	assert_int_equal(chmod("issuer.key", 0640), 0);
	assert_err(MC_E_INPUT, mc_issuer_key_read(&again, "issuer.key", NULL));
}

static void a_passphrase_seals_it(void **state)
{
	MC_AUTO(mc_issuer_key) key = MC_ISSUER_KEY_INIT;
	MC_AUTO(mc_issuer_key) again = MC_ISSUER_KEY_INIT;
	char right[] = "sample passphrase";
	char wrong[] = "sample passphrase ";
	const struct mc_seal_asker asker = { answer, right };
	const struct mc_seal_asker stranger = { answer, wrong };

	(void)state;
	mc_issuer_key_new(&key);
	assert_ok(mc_issuer_key_write("issuer.key", &key, right));
	assert_err(MC_E_INPUT, mc_issuer_key_read(&again, "issuer.key", NULL));
	assert_err(MC_E_INPUT, mc_issuer_key_read(&again, "issuer.key", &stranger));
	assert_ok(mc_issuer_key_read(&again, "issuer.key", &asker));
	assert_true(is_same(&key, &again));
}

static void a_key_of_records_is_no_key_of_an_issuer(void **state)
{
	MC_AUTO(mc_seal_key) records = MC_SEAL_KEY_INIT;
	MC_AUTO(mc_issuer_key) key = MC_ISSUER_KEY_INIT;

	(void)state;
	mc_seal_key_new(&records);
	assert_ok(mc_seal_key_write("records.key", &records, NULL));
	assert_err(MC_E_INPUT, mc_issuer_key_read(&key, "records.key", NULL));
	mc_issuer_key_new(&key);
	assert_ok(mc_issuer_key_write("issuer.key", &key, NULL));
	assert_err(MC_E_INPUT, mc_seal_key_read(&records, "issuer.key", NULL));
}

static void what_is_derived_comes_out_the_same(void **state)
{
	MC_AUTO(mc_issuer_key) key = MC_ISSUER_KEY_INIT;
	MC_AUTO(mc_issuer_key) other = MC_ISSUER_KEY_INIT;
	unsigned char one[32], two[32];

	(void)state;
	mc_issuer_key_new(&key);
	mc_issuer_key_new(&other);
	mc_issuer_key_derive(one, &key, "id", "text");
	mc_issuer_key_derive(two, &key, "id", "text");
	assert_memory_equal(one, two, sizeof(one));
	mc_issuer_key_derive(two, &key, "salt", "text");
	assert_memory_not_equal(one, two, sizeof(one));
	mc_issuer_key_derive(two, &key, "id", "text.");
	assert_memory_not_equal(one, two, sizeof(one));
	mc_issuer_key_derive(two, &other, "id", "text");
	assert_memory_not_equal(one, two, sizeof(one));
}

/* The example of the did:key method, and its bytes by another program. */
static void multikeys_are_those_of_others(void **state)
{
	static const unsigned char public_key[32] = {
		0x2e, 0x6f, 0xcc, 0xe3, 0x67, 0x01, 0xdc, 0x79, 0x14, 0x88, 0xe0,
		0xd0, 0xb1, 0x74, 0x5c, 0xc1, 0xe3, 0x3a, 0x4c, 0x1c, 0x9f, 0xcc,
		0x41, 0xc6, 0x3b, 0xd3, 0x43, 0xdb, 0xbe, 0x09, 0x70, 0xe6,
	};
	static const char text[] = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
	MC_AUTO(mc_buf) written = MC_BUF_INIT;
	unsigned char read_back[32];

	(void)state;
	mc_multikey_add(&written, public_key);
	assert_string_equal(written.ptr, text);
	assert_true(mc_multikey_read(read_back, text));
	assert_memory_equal(read_back, public_key, sizeof(read_back));
	assert_false(mc_multikey_read(read_back, text + 1));
	assert_false(mc_multikey_read(read_back, "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2do"));
	assert_false(mc_multikey_read(read_back, ""));
}

static void p256_keys_are_multikeys_too(void **state)
{
	MC_AUTO(mc_issuer_key) key = MC_ISSUER_KEY_INIT;
	MC_AUTO(mc_buf) written = MC_BUF_INIT;
	unsigned char wanted[MC_EC_PUBLIC_BYTES], got[MC_EC_PUBLIC_BYTES], other[MC_SIGN_PUBLIC_BYTES];

	(void)state;
	mc_issuer_key_new(&key);
	assert_ok(mc_multikey_add_p256(&written, &key));
	assert_memory_equal(written.ptr, "zDn", 3);
	assert_true(mc_multikey_read_p256(got, written.ptr));
	assert_ok(mc_ec_public(wanted, key.p256));
	assert_memory_equal(got, wanted, sizeof(got));
	assert_false(mc_multikey_read(other, written.ptr));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_file_keeps_the_key, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(a_passphrase_seals_it, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(a_key_of_records_is_no_key_of_an_issuer, temp_enter,
						temp_leave),
		cmocka_unit_test(what_is_derived_comes_out_the_same),
		cmocka_unit_test(multikeys_are_those_of_others),
		cmocka_unit_test(p256_keys_are_multikeys_too),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
