/* SPDX-License-Identifier: MIT */
#include "credential/verify.h"

#include <string.h>

#include "credential/layout.h"
#include "credential/signed.h"

void mc_verified_release(struct mc_verified *verified)
{
	mc_arena_release(&verified->arena);
	*verified = (struct mc_verified)MC_VERIFIED_INIT;
}

static bool is_json(const struct mc_verify_wanted *wanted)
{
	const struct mc_str text = mc_str_trim((struct mc_str){ wanted->bytes, wanted->len });

	return text.len && (text.ptr[0] == '{' || (unsigned char)text.ptr[0] == 0xef);
}

/* What is said of document, signature and key: what comes before the fault in their order is good. */
static void say_basics(struct mc_verified *verified, const struct mc_signed *document)
{
	const struct mc_fault *fault = &document->fault;

	if (document->has_signature)
		for (size_t i = MC_CHECK_DOCUMENT; i <= MC_CHECK_KEY; i++)
			mc_verify_say(verified, (enum mc_check_name)i, MC_CHECK_PASS, MC_VERIFY_FINE, NULL);
	else if (fault->code != MC_VERIFY_FINE && fault->check != MC_CHECK_DOCUMENT)
		mc_verify_say(verified, MC_CHECK_DOCUMENT, MC_CHECK_PASS, MC_VERIFY_FINE, NULL);
	if (fault->code == MC_VERIFY_FINE)
		return;
	verified->checks[fault->check] =
		(struct mc_check){ MC_CHECK_FAIL, mc_verify_code_name(fault->code), fault->text };
}

/* Dates of the certificate itself, when those of its signature are good. */
static void check_dates(struct mc_verified *verified, struct mc_signed *document)
{
	if (document->fault.code == MC_VERIFY_FINE && mc_signed_check_dates(document))
		mc_verify_say(verified, MC_CHECK_DATES, MC_CHECK_PASS, MC_VERIFY_FINE, NULL);
	else
		say_basics(verified, document);
}

static void check_issuer(struct mc_verified *verified, const struct mc_signed *document)
{
	const struct mc_issuer *issuer = document->issuer;

	mc_verify_say(verified, MC_CHECK_ISSUER, issuer ? MC_CHECK_PASS : MC_CHECK_UNKNOWN,
		      issuer ? MC_VERIFY_FINE : MC_VERIFY_ISSUER, NULL);
	if (issuer && issuer->name)
		verified->issuer_name = mc_arena_strdup(&verified->arena, issuer->name);
}

static bool is_key_lost(const struct mc_signed *document)
{
	return document->fault.code != MC_VERIFY_FINE && document->fault.check == MC_CHECK_KEY;
}

/* Only what is signed by its issuer is worth further checks. */
static void check_rest(struct mc_verified *verified, struct mc_signed *document,
		       const struct mc_verify_wanted *wanted, bool is_jwt)
{
	say_basics(verified, document);
	if (!document->has_signature || is_key_lost(document))
		return;
	verified->is_signed = true;
	if (!is_jwt && mc_layout_is_touched((struct mc_str){ wanted->bytes, wanted->len }))
		mc_verify_say(verified, MC_CHECK_DOCUMENT, MC_CHECK_FAIL, MC_VERIFY_LAYOUT, NULL);
	check_dates(verified, document);
	mc_verify_status(verified, document, wanted);
	check_issuer(verified, document);
	mc_verify_qr(verified, wanted, is_jwt);
	mc_verify_person(verified, wanted);
}

static bool read_badge(struct mc_verified *verified, struct mc_signed *document)
{
	if (!mc_verify_members(document))
		return false;
	MC_AUTOPTR(mc_err) err = mc_badge_read(&verified->badge, &verified->arena, document->root);

	if (err)
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_MEMBER, err->msg);
	verified->has_badge = true;
	return true;
}

static struct mc_err *check_document(struct mc_signed *document, struct mc_verified *verified,
				     const struct mc_verify_wanted *wanted, bool is_jwt)
{
	bool is_open = is_jwt ? mc_signed_open_jwt(document, wanted->bytes, wanted->len)
			      : mc_signed_open(document, wanted->bytes, wanted->len, MC_VERIFY_MAX_BYTES);

	if (!is_open || !read_badge(verified, document))
		return NULL;
	if (is_jwt)
		return mc_signed_check_jwt(document, wanted->bytes, wanted->len);
	(void)mc_signed_check_proofs(document);
	return NULL;
}

/* Failures first, then that nobody knows the issuer, then what else is not known. */
void mc_verify_conclude(struct mc_verified *verified)
{
	const struct mc_check *checks = verified->checks;
	const char *unknown = NULL, *failed = NULL;

	for (size_t i = MC_CHECK_COUNT; i-- > 0;) {
		if (checks[i].state == MC_CHECK_FAIL)
			failed = checks[i].code;
		if (checks[i].state == MC_CHECK_UNKNOWN)
			unknown = checks[i].code;
	}
	if (checks[MC_CHECK_ISSUER].state == MC_CHECK_UNKNOWN)
		unknown = checks[MC_CHECK_ISSUER].code;
	verified->reason = failed ? failed : unknown;
	verified->is_valid = !failed && verified->is_signed;
	verified->is_trusted = verified->is_valid && checks[MC_CHECK_ISSUER].state == MC_CHECK_PASS;
}

struct mc_err *mc_verify(struct mc_verified *verified, const struct mc_verify_wanted *wanted)
{
	struct mc_signed document = { .arena = &verified->arena,
				      .issuers = wanted->issuers,
				      .now_s = wanted->now_s,
				      .hashes = wanted->hashes };
	bool is_jwt = wanted->bytes && !is_json(wanted);

	if (!wanted->bytes) {
		mc_verify_qr_alone(verified, wanted);
		mc_verify_conclude(verified);
		return NULL;
	}
	struct mc_err *err = check_document(&document, verified, wanted, is_jwt);

	if (!err) {
		verified->issuer_id = document.issuer_id;
		verified->signed_at = document.created;
		verified->method = document.method;
		verified->unknown = document.unknown;
		check_rest(verified, &document, wanted, is_jwt);
		mc_verify_conclude(verified);
	}
	mc_signed_release(&document);
	return err;
}
