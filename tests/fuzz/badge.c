/* SPDX-License-Identifier: MIT */
/* Feeds any JSON to the reader of credentials and to the lint: what is read can be written, and read again to
 * the same. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "credential/badge.h"
#include "credential/lint.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Writes what was read; the hashes of people come out as plain values, so that they stay as they are. */
static void write_plain(struct mc_buf *out, struct mc_arena *arena, struct mc_badge *badge)
{
	struct mc_badge_identity *identities =
		mc_arena_alloc(arena, badge->identity_count * sizeof(*identities) + 1);

	for (size_t i = 0; i < badge->identity_count; i++) {
		identities[i] = badge->identities[i];
		identities[i].is_hashed = false;
	}
	badge->identities = identities;
	mc_badge_write(out, badge);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTOPTR(mc_json) again = NULL;
	MC_AUTO(mc_buf) one = MC_BUF_INIT;
	MC_AUTO(mc_buf) two = MC_BUF_INIT;
	struct mc_badge badge = { 0 };
	MC_AUTOPTR(mc_err) err = mc_json_open(&json, NULL, len ? (const char *)data : "", len);

	if (err)
		return 0;
	mc_err_free(mc_credential_lint(json));
	err = mc_badge_read(&badge, &arena, mc_json_root(json));
	if (err) {
		assert(err->code == MC_E_INPUT);
		return 0;
	}
	write_plain(&one, &arena, &badge);
	mc_err_free(mc_json_open(&again, NULL, one.ptr, one.len));
	if (!again) /* texts that are longer when they are escaped */
		return 0;
	memset(&badge, 0, sizeof(badge));
	err = mc_badge_read(&badge, &arena, mc_json_root(again));
	assert(!err);
	write_plain(&two, &arena, &badge);
	assert(one.len == two.len && !memcmp(one.ptr, two.ptr, one.len));
	return 0;
}
