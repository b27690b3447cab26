/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_BADGE_VERIFY_H
#define MC_TESTS_BADGE_VERIFY_H

/* For tests of verifying: what the answer to a credential must be. */
#include <string.h>

#include "badge_sample.h"
#include "base/alloc.h"
#include "check.h"
#include "credential/verify.h"

/* Issuers that are trusted: the first signer. */
static inline void trust(struct mc_issuers *issuers, const struct signer *signer, const char *keys)
{
	MC_AUTOTEXT text = mc_format("{\"schema\":\"migracode/issuers/v1\",\"issuers\":[{\"id\":\"%s\","
				     "\"name\":\"The Sample School\"%s}]}",
				     signer->did, keys);

	assert_ok(mc_issuers_parse(issuers, "issuers.json", text, strlen(text)));
}

static inline struct mc_verify_wanted wanted_of(const struct mc_buf *text, const struct mc_issuers *issuers)
{
	return (struct mc_verify_wanted){
		.bytes = text->ptr, .len = text->len, .issuers = issuers, .now_s = SAMPLE_NOW
	};
}

/* The code of the answer must be this one, and a failure unless it is NULL. */
static inline void expect(const char *code, const struct mc_verify_wanted *wanted, const char *what)
{
	MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;

	assert_ok(mc_verify(&verified, wanted));
	const char *reason = verified.is_valid ? "valid" : verified.reason;

	if (!reason || strcmp(reason, code ? code : "valid") != 0)
		fail_msg("%s: %s, expected %s", what, reason ? reason : "no reason", code ? code : "valid");
	if (code) {
		assert_false(verified.is_trusted);
		assert_non_null(verified.reason);
	}
}

/* One change of a signed credential, and the code that it must get. */
struct tampering {
	const char *from, *to, *code;
};

static inline void expect_each(const struct tampering *all, size_t count, const struct mc_buf *good,
			       const struct mc_issuers *issuers)
{
	for (size_t i = 0; i < count; i++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_buf_add(&text, good->ptr, good->len);
		replace(&text, all[i].from, all[i].to);
		const struct mc_verify_wanted wanted = wanted_of(&text, issuers);

		expect(all[i].code, &wanted, all[i].to);
	}
}

#endif
