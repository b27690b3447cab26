/* SPDX-License-Identifier: MIT */
/*
 * Whatever byte of a signed credential, as it was written, is changed, it is not valid; white space is no
 * exception (credential/layout.h).  MC_TEST_ALL_BYTES=1 tries all 255 other values of each byte, which takes
 * minutes.
 */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "badge_sample.h"
#include "base/alloc.h"
#include "credential/sign.h"
#include "credential/verify.h"

struct world {
	struct mc_buf text;
	struct mc_issuers issuers;
};

static bool is_valid(const struct world *world)
{
	const struct mc_verify_wanted wanted = { .bytes = world->text.ptr,
						 .len = world->text.len,
						 .issuers = &world->issuers,
						 .now_s = SAMPLE_NOW };
	MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;

	assert_ok(mc_verify(&verified, &wanted));
	return verified.is_valid;
}

static void try_byte(struct world *world, size_t i, unsigned char byte)
{
	char kept = world->text.ptr[i];

	if (kept == (char)byte)
		return;
	world->text.ptr[i] = (char)byte;
	if (is_valid(world)) {
		world->text.ptr[i] = kept;
		fail_msg("byte %zu, 0x%02x instead of 0x%02x, is not noticed: %.60s", i, byte,
			 (unsigned char)kept, world->text.ptr + (i > 30 ? i - 30 : 0));
	}
	world->text.ptr[i] = kept;
}

static void try_all(struct world *world)
{
	static const char likely[] = " \t\n\"0";
	bool has_time = getenv("MC_TEST_ALL_BYTES") != NULL;

	for (size_t i = 0; i < world->text.len; i++) {
		for (unsigned value = 0; has_time && value < 256; value++)
			try_byte(world, i, (unsigned char)value);
		for (unsigned bit = 0; bit < 8 && !has_time; bit++)
			try_byte(world, i, (unsigned char)((unsigned char)world->text.ptr[i] ^ 1u << bit));
		for (const char *p = likely; *p && !has_time; p++)
			try_byte(world, i, (unsigned char)*p);
	}
}

static void setup(struct world *world, const char *unsigned_json, const struct signer *signer)
{
	const struct mc_issuer_key key = sample_key(signer);
	const struct mc_signer as = { &key, signer->method, SAMPLE_CREATED, NULL };
	MC_AUTOTEXT trusted = mc_format("{\"schema\":\"migracode/issuers/v1\",\"issuers\":[{\"id\":\"%s\","
					"\"name\":\"The Sample School\"}]}",
					signer->did);

	assert_ok(mc_issuers_parse(&world->issuers, "issuers.json", trusted, strlen(trusted)));
	assert_ok(mc_credential_sign(&world->text, mc_str(unsigned_json), &as));
	assert_true(is_valid(world));
}

static void release(struct world *world)
{
	mc_buf_release(&world->text);
	mc_issuers_release(&world->issuers);
}

static void no_change_is_overlooked(void **state)
{
	struct world world = { MC_BUF_INIT, MC_ISSUERS_INIT };
	const struct signer signer = signer_of(1);
	MC_AUTO(mc_buf) open = MC_BUF_INIT;

	(void)state;
	sample_add(&open, signer.did, SAMPLE_LIST);
	setup(&world, open.ptr, &signer);
	try_all(&world);
	release(&world);
}

/* Members and elements in another order: nothing for the statements, but for the JSON. */
static void order_of_arrays_counts(void **state)
{
	struct world world = { MC_BUF_INIT, MC_ISSUERS_INIT };
	const struct signer signer = signer_of(1);
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) swapped = MC_BUF_INIT;

	(void)state;
	sample_add(&open, signer.did, NULL);
	setup(&world, open.ptr, &signer);
	mc_buf_add(&swapped, world.text.ptr, world.text.len);
	replace(&swapped, "\"javascript\"", "\"swapped\"");
	replace(&swapped, "\"git\"", "\"javascript\"");
	replace(&swapped, "\"swapped\"", "\"git\"");
	assert_int_equal(swapped.len, world.text.len);
	assert_string_not_equal(swapped.ptr, world.text.ptr);
	memcpy(world.text.ptr, swapped.ptr, swapped.len);
	assert_false(is_valid(&world));
	release(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_change_is_overlooked),
		cmocka_unit_test(order_of_arrays_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
