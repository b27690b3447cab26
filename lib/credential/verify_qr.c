/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "credential/signed.h"

#define URN "urn:uuid:"

static enum mc_verify_code compare(const struct mc_verified *verified, const struct mc_verify_wanted *wanted,
				   bool is_jwt)
{
	const struct mc_badge *badge = &verified->badge;
	const struct mc_qr *qr = &verified->qr;
	const char *day = badge->awarded_on ? badge->awarded_on : badge->valid_from;
	const struct mc_issuer alone = { .id = verified->issuer_id };
	const struct mc_issuer *issuer =
		wanted->issuers ? mc_issuers_find(wanted->issuers, verified->issuer_id) : NULL;

	if (strncmp(badge->id, URN, strlen(URN)) != 0 || strcmp(badge->id + strlen(URN), qr->uuid) != 0)
		return MC_VERIFY_QR_OTHER;
	if (!mc_qr_is_signed_by(qr, issuer ? issuer : &alone))
		return MC_VERIFY_QR_UNSIGNED;
	/* The code has the hash of the JSON file; a JWT is another file of the same certificate. */
	if (!is_jwt && !mc_qr_is_of(qr, (struct mc_str){ wanted->bytes, wanted->len }))
		return MC_VERIFY_QR_CHANGED;
	if ((day && strncmp(day, qr->day, strlen(qr->day)) != 0) ||
	    (qr->has_index && badge->status_list && qr->index != badge->status_index))
		return MC_VERIFY_QR_CHANGED;
	return MC_VERIFY_FINE;
}

static bool read_text(struct mc_verified *verified, const struct mc_verify_wanted *wanted)
{
	MC_AUTOPTR(mc_err) err = mc_qr_text_read(&verified->qr, wanted->qr);

	verified->has_qr = !err;
	if (err)
		mc_verify_say(verified, MC_CHECK_QR, MC_CHECK_FAIL, MC_VERIFY_QR_BROKEN, NULL);
	return !err;
}

void mc_verify_qr(struct mc_verified *verified, const struct mc_verify_wanted *wanted, bool is_jwt)
{
	if (!wanted->qr || !read_text(verified, wanted))
		return;
	enum mc_verify_code code = compare(verified, wanted, is_jwt);

	mc_verify_say(verified, MC_CHECK_QR, code == MC_VERIFY_FINE ? MC_CHECK_PASS : MC_CHECK_FAIL, code,
		      NULL);
}

void mc_verify_qr_alone(struct mc_verified *verified, const struct mc_verify_wanted *wanted)
{
	const struct mc_issuer *signer = NULL;

	if (!read_text(verified, wanted))
		return;
	for (size_t i = 0; wanted->issuers && i < wanted->issuers->count && !signer; i++)
		if (mc_qr_is_signed_by(&verified->qr, &wanted->issuers->items[i]))
			signer = &wanted->issuers->items[i];
	if (!signer) {
		mc_verify_say(verified, MC_CHECK_QR, MC_CHECK_FAIL, MC_VERIFY_KEY_UNKNOWN, NULL);
		return;
	}
	mc_verify_say(verified, MC_CHECK_QR, MC_CHECK_PASS, MC_VERIFY_FINE, NULL);
	mc_verify_say(verified, MC_CHECK_ISSUER, MC_CHECK_PASS, MC_VERIFY_FINE, NULL);
	verified->issuer_id = mc_arena_strdup(&verified->arena, signer->id);
	verified->issuer_name = signer->name ? mc_arena_strdup(&verified->arena, signer->name) : NULL;
	verified->is_signed = true;
	mc_verify_qr_status(verified, wanted, signer);
	/* What was asked for and cannot be told is no yes. */
	if (wanted->name || wanted->email)
		mc_verify_say(verified, MC_CHECK_RECIPIENT, MC_CHECK_FAIL, MC_VERIFY_NOBODY, NULL);
}
