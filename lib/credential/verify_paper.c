/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "credential/signed.h"
#include "ext/unicode.h"

/* Names have at most so many words, and a page so many in all that are tried. */
enum { MAX_NAME_WORDS = 12, MAX_WORDS = 4000 };

/* Letters as they compare, white space left out: how a page breaks its lines does not matter. */
static void add_key(struct mc_buf *out, struct mc_str text)
{
	MC_AUTO(mc_buf) key = MC_BUF_INIT;

	mc_unicode_add_key(&key, text.ptr, text.len, false);
	for (size_t i = 0; i < key.len;) {
		size_t space = mc_unicode_space(key.ptr + i, key.len - i);

		if (!space)
			mc_buf_addc(out, key.ptr[i]);
		i += space ? space : 1;
	}
}

static bool has_text(const struct mc_buf *page, const char *text)
{
	MC_AUTO(mc_buf) key = MC_BUF_INIT;

	add_key(&key, mc_str(text));
	return key.len && strstr(page->ptr, key.ptr);
}

/* Words of the page, with one space between them. */
struct words {
	struct mc_buf text;
	size_t starts[MAX_WORDS], ends[MAX_WORDS];
	size_t count;
};

static void split(struct words *words, struct mc_str page)
{
	size_t at = 0;

	while (at < page.len && words->count < MAX_WORDS) {
		size_t space = mc_unicode_space(page.ptr + at, page.len - at);
		size_t start = at;

		at += space;
		if (space)
			continue;
		while (at < page.len && !mc_unicode_space(page.ptr + at, page.len - at))
			at++;
		if (words->text.len)
			mc_buf_addc(&words->text, ' ');
		words->starts[words->count] = words->text.len;
		mc_buf_add(&words->text, page.ptr + start, at - start);
		words->ends[words->count++] = words->text.len;
	}
}

static bool is_hash_of(const struct mc_badge_identity *identity, const char *text, size_t len)
{
	MC_AUTO(mc_buf) name = MC_BUF_INIT;
	MC_AUTO(mc_buf) hash = MC_BUF_INIT;

	mc_buf_add(&name, text, len);
	mc_badge_identity_hash(&hash, name.ptr, identity->salt ? identity->salt : "");
	return identity->value && !strcmp(hash.ptr, identity->value);
}

/* Nobody knows where the name stands: some words on the page must have its hash. */
static bool has_hashed(const struct words *words, const struct mc_badge_identity *identity)
{
	for (size_t i = 0; i < words->count; i++)
		for (size_t n = 0; n < MAX_NAME_WORDS && i + n < words->count; n++)
			if (is_hash_of(identity, words->text.ptr + words->starts[i],
				       words->ends[i + n] - words->starts[i]))
				return true;
	return false;
}

/* True also when the certificate says no name. */
static bool has_name(const struct mc_verify_wanted *wanted, const struct mc_buf *page,
		     const struct mc_badge *badge)
{
	struct words *words = mc_alloc_zero(1, sizeof(*words));
	bool is_asked = false, is_there = false;

	words->text = (struct mc_buf)MC_BUF_INIT;
	split(words, wanted->paper);
	for (size_t i = 0; i < badge->identity_count && !is_there; i++) {
		const struct mc_badge_identity *identity = &badge->identities[i];

		if (!identity->type || strcmp(identity->type, "name") != 0 || !identity->value)
			continue;
		is_asked = true;
		is_there =
			identity->is_hashed ? has_hashed(words, identity) : has_text(page, identity->value);
	}
	mc_buf_release(&words->text);
	free(words);
	return is_there || !is_asked;
}

/* The day of the award, in digits or as its parts: months have names in many languages. */
static bool has_day(const struct mc_buf *page, const char *moment)
{
	MC_AUTO(mc_buf) year = MC_BUF_INIT;
	MC_AUTO(mc_buf) day = MC_BUF_INIT;

	if (!moment || strlen(moment) < 10)
		return true;
	mc_buf_add(&year, moment, 4);
	mc_buf_add(&day, moment + 8, 2);
	return strstr(page->ptr, year.ptr) && strstr(page->ptr, day.ptr[0] == '0' ? day.ptr + 1 : day.ptr);
}

void mc_verify_paper(struct mc_verified *verified, const struct mc_verify_wanted *wanted)
{
	const struct mc_badge *badge = &verified->badge;
	MC_AUTO(mc_buf) page = MC_BUF_INIT;
	const char *missing = NULL;

	if (!wanted->paper.ptr)
		return;
	add_key(&page, wanted->paper);
	const char *id = !strncmp(badge->id, "urn:uuid:", 9) ? badge->id + 9 : badge->id;

	if (!page.len) {
		mc_verify_say(verified, MC_CHECK_PAPER, MC_CHECK_FAIL, MC_VERIFY_NO_TEXT, NULL);
		return;
	}
	if (!has_name(wanted, &page, badge))
		missing = _("the name");
	else if (!has_text(&page, badge->achievement_name))
		missing = _("the title");
	else if (!has_text(&page, id))
		missing = _("the id");
	else if (!has_day(&page, badge->awarded_on ? badge->awarded_on : badge->valid_from))
		missing = _("the day");
	mc_verify_say(verified, MC_CHECK_PAPER, missing ? MC_CHECK_FAIL : MC_CHECK_PASS,
		      missing ? MC_VERIFY_PAPER : MC_VERIFY_FINE, missing);
}
