/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the verifier: as a certificate, which is only trusted when it states what the sample
 * school has signed, and as a status list for a good one. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "credential/verify.h"
#include "linked/rdfc.h"
#include "tests/unit/badge_sample.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* The only certificate that the school has signed: its statements. */
static void state(struct mc_buf *statements, const char *text, size_t len)
{
	MC_AUTOPTR(mc_json) json = NULL;

	if (mc_json_open(&json, NULL, text, len) ||
	    mc_rdfc_add(statements, mc_json_root(json), "proof", NULL))
		assert(false);
}

static void trust(struct mc_issuers *issuers, const struct signer *signer)
{
	MC_AUTOTEXT text = mc_format("{\"schema\":\"migracode/issuers/v1\",\"issuers\":[{\"id\":\"%s\","
				     "\"name\":\"A\"}]}",
				     signer->did);

	if (mc_issuers_parse(issuers, "issuers", text, strlen(text)))
		assert(false);
}

static void check_answer(const struct mc_verified *verified)
{
	bool has_failed = false;

	for (size_t i = 0; i < MC_CHECK_COUNT; i++) {
		const struct mc_check *check = &verified->checks[i];

		has_failed = has_failed || check->state == MC_CHECK_FAIL;
		assert(check->state != MC_CHECK_FAIL || (check->code && check->text));
	}
	assert(verified->is_valid || (has_failed && verified->reason));
	assert(!verified->is_valid || (!has_failed && verified->is_signed));
	assert(!verified->is_trusted || verified->is_valid);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct signer signer = signer_of(1);
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) input = MC_BUF_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) good = MC_BUF_INIT;
	MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;
	MC_AUTO(mc_verified) other = MC_VERIFIED_INIT;

	mc_buf_add(&input, data, len);
	trust(&issuers, &signer);
	sample_add(&open, signer.did, SAMPLE_LIST);
	struct mc_verify_wanted wanted = {
		.bytes = input.ptr, .len = input.len, .issuers = &issuers, .now_s = SAMPLE_NOW
	};

	mc_err_free(mc_verify(&verified, &wanted));
	check_answer(&verified);
	if (verified.is_trusted) {
		MC_AUTO(mc_buf) first = MC_BUF_INIT;
		MC_AUTO(mc_buf) second = MC_BUF_INIT;

		state(&first, input.ptr, input.len);
		state(&second, open.ptr, open.len);
		assert(first.len == second.len && !memcmp(first.ptr, second.ptr, first.len));
	}
	if (sign_both(&good, open.ptr, &signer))
		assert(false);
	const char *const lists[] = { input.ptr };

	wanted.bytes = good.ptr;
	wanted.len = good.len;
	wanted.status_lists = lists;
	wanted.status_list_count = 1;
	mc_err_free(mc_verify(&other, &wanted));
	check_answer(&other);
	return 0;
}
