/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "credential/signed.h"
#include "ext/unicode.h"

/* Texts that differ only in case, or in how their letters are put together, are the same. */
static bool is_same(const char *a, const char *b)
{
	MC_AUTO(mc_buf) first = MC_BUF_INIT;
	MC_AUTO(mc_buf) second = MC_BUF_INIT;

	mc_unicode_add_key(&first, a, strlen(a), true);
	mc_unicode_add_key(&second, b, strlen(b), true);
	return !strcmp(first.ptr, second.ptr);
}

/* A hash is only that of the very same letters; of an address those in small letters, too. */
static bool is_it(const struct mc_badge_identity *identity, const char *text, bool is_email)
{
	const struct mc_str trimmed = mc_str_trim(mc_str(text));
	MC_AUTO(mc_buf) copy = MC_BUF_INIT;

	mc_buf_add(&copy, trimmed.ptr, trimmed.len);
	if (!identity->is_hashed)
		return identity->value && is_same(identity->value, copy.ptr);
	if (mc_badge_identity_is(identity, copy.ptr))
		return true;
	for (size_t i = 0; is_email && i < copy.len; i++)
		copy.ptr[i] = (char)tolower((unsigned char)copy.ptr[i]);
	return is_email && mc_badge_identity_is(identity, copy.ptr);
}

/* Sets is_there when the certificate says anything of that kind. */
static bool is_of(bool *is_there, const struct mc_badge *badge, const char *type, const char *text)
{
	for (size_t i = 0; i < badge->identity_count; i++) {
		const struct mc_badge_identity *identity = &badge->identities[i];

		if (!identity->type || strcmp(identity->type, type) != 0)
			continue;
		*is_there = true;
		if (is_it(identity, text, !strcmp(type, "emailAddress")))
			return true;
	}
	return false;
}

void mc_verify_person(struct mc_verified *verified, const struct mc_verify_wanted *wanted)
{
	const struct {
		const char *type, *text;
	} asked[] = { { "emailAddress", wanted->email }, { "name", wanted->name } };
	bool is_good = true, is_there = true;

	if (!wanted->email && !wanted->name)
		return;
	for (size_t i = 0; i < MC_COUNT(asked); i++) {
		bool has_kind = false;

		if (!asked[i].text)
			continue;
		is_good = is_of(&has_kind, &verified->badge, asked[i].type, asked[i].text) && is_good;
		is_there = is_there && has_kind;
	}
	mc_verify_say(verified, MC_CHECK_RECIPIENT, is_good ? MC_CHECK_PASS : MC_CHECK_FAIL,
		      is_good	 ? MC_VERIFY_FINE
		      : is_there ? MC_VERIFY_PERSON
				 : MC_VERIFY_NOBODY,
		      NULL);
}
