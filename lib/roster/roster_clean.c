/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "ext/unicode.h"
#include "roster/roster_parts.h"

/* Texts about people as lists of many origins write them, made alike. A sentence about a bad one never holds
 * it. */

enum {
	MAX_EMAIL_BYTES = 254,
	MAX_GITHUB_LOGIN = 39,
	MAX_GITHUB_ID = 20,
	MAX_LANGUAGE = 35,
	MAX_ID_BYTES = 200,
};

static const char digits[] = "0123456789";
static const char alnum[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

static bool is_made_of(const char *text, const char *some, const char *more)
{
	for (; *text; text++)
		if (!strchr(some, *text) && !strchr(more, *text))
			return false;
	return true;
}

static char *in_small_letters(struct mc_arena *arena, const char *value)
{
	char *text = mc_arena_strdup(arena, value);

	for (char *at = text; *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at + 'a' - 'A');
	return text;
}

/* A start that is no part of the text: "mailto:" of an address that was a link. */
static const char *without_start(const char *value, const char *start)
{
	size_t len = strlen(start);

	return strncasecmp(value, start, len) == 0 ? value + len : value;
}

/* Blanks and what cannot be seen, of any script. */
static bool has_blank(const char *text)
{
	size_t len = strlen(text);
	uint32_t character;

	for (size_t i = 0, step; i < len; i += step) {
		step = mc_utf8_decode(&character, text + i, len - i);
		if (step == 0 || mc_unicode_is_space(character) || mc_unicode_is_invisible(character))
			return true;
	}
	return false;
}

static const char *clean_email(const char **why, struct mc_arena *arena, const char *value)
{
	const char *text = without_start(value, "mailto:");
	const char *at = strchr(text, '@');
	const char *dot = at ? strrchr(at, '.') : NULL;

	if (!at || at == text || strchr(at + 1, '@') || !dot || dot == at + 1 || !dot[1] || has_blank(text) ||
	    strpbrk(text, ",;<>()\"") || strlen(text) > MAX_EMAIL_BYTES) {
		*why = N_("this is no e-mail address");
		return NULL;
	}
	return mc_arena_strdup(arena, text);
}

static const char *clean_phone(const char **why, struct mc_arena *arena, const char *value)
{
	size_t count = 0;

	for (const char *at = value; *at; at++)
		count += strchr(digits, *at) != NULL;
	/* "3,46E+10" is what a spreadsheet makes of a long number. */
	if (!is_made_of(value, digits, "+()-./ x#*\302\240") || count < 3) {
		*why = N_("this is no telephone number; a spreadsheet may have cut it");
		return NULL;
	}
	return mc_arena_strdup(arena, value);
}

static const char *clean_github(const char **why, struct mc_arena *arena, const char *value)
{
	const char *text = without_start(without_start(value, "https://"), "www.");

	text = without_start(text, "github.com/");
	text += *text == '@';
	size_t len = strlen(text);
	const char *login = mc_arena_copy(arena, text, len > 0 && text[len - 1] == '/' ? len - 1 : len);

	/* '_' stands in the logins of enterprises. */
	if (*login && *login != '-' && strlen(login) <= MAX_GITHUB_LOGIN && is_made_of(login, alnum, "-_"))
		return login;
	*why = N_("this is no login of GitHub");
	return NULL;
}

static const char *clean_github_id(const char **why, struct mc_arena *arena, const char *value)
{
	if (!is_made_of(value, digits, "") || strlen(value) > MAX_GITHUB_ID) {
		*why = N_("the id of GitHub is a whole number; a spreadsheet may have cut it");
		return NULL;
	}
	return mc_arena_strdup(arena, value);
}

static const char *clean_language(const char **why, struct mc_arena *arena, const char *value)
{
	char *text = in_small_letters(arena, value);
	size_t primary = strspn(text, "abcdefghijklmnopqrstuvwxyz");

	for (char *at = text; *at; at++)
		if (*at == '_')
			*at = '-';
	if (primary < 2 || primary > 3 || (text[primary] && text[primary] != '-') ||
	    strlen(text) > MAX_LANGUAGE || !is_made_of(text, alnum, "-")) {
		*why = N_("a language is written as its code, such as 'es' or 'pt-br'");
		return NULL;
	}
	return text;
}

/* A day, with or without a time behind it, which is dropped. */
static const char *clean_day(const char **why, struct mc_arena *arena, const char *value)
{
	char text[MC_DATE_TEXT];
	size_t len = strnlen(value, MC_DATE_TEXT - 1);
	int32_t day;

	memcpy(text, value, len);
	text[len] = '\0';
	if (!mc_date_read(&day, text) || (value[len] && value[len] != ' ' && value[len] != 'T')) {
		*why = N_("a day is written as year-month-day, such as 2026-01-12");
		return NULL;
	}
	return mc_arena_strdup(arena, text);
}

/* One of some words, of which several mean the same: "means|word|word". */
static const char *clean_word(struct mc_arena *arena, const char *value, const char *const choices[],
			      size_t count)
{
	const char *word = in_small_letters(arena, value);
	size_t len = strlen(word);

	for (size_t i = 0; i < count; i++) {
		size_t meaning = strcspn(choices[i], "|");

		for (const char *at = choices[i]; *at;) {
			size_t size = strcspn(at, "|");

			if (size == len && !memcmp(at, word, len))
				return mc_arena_copy(arena, choices[i], meaning);
			at += size + (at[size] == '|');
		}
	}
	return NULL;
}

static const char *clean_gender(const char **why, struct mc_arena *arena, const char *value)
{
	static const char *const choices[] = {
		"f|female|woman",
		"m|male|man",
		"n|x|non-binary|nonbinary|other",
		"|unspecified|unknown|declined|-",
	};
	const char *text = clean_word(arena, value, choices, MC_COUNT(choices));

	if (!text)
		*why = N_("gender is written as 'f', 'm', 'n' (another) or left empty");
	return text;
}

static const char *clean_status(const char **why, struct mc_arena *arena, const char *value)
{
	static const char *const choices[] = {
		"active",
		"suspended|inactive",
		"deleted|tobedeleted",
	};
	const char *text = clean_word(arena, value, choices, MC_COUNT(choices));

	if (!text)
		*why = N_("the status is 'active', 'suspended' or 'deleted'");
	return text;
}

static const char *clean_id(const char **why, struct mc_arena *arena, const char *value)
{
	if (strlen(value) <= MAX_ID_BYTES)
		return mc_arena_strdup(arena, value);
	*why = N_("this is too long");
	return NULL;
}

static const char *clean_role(const char **why, struct mc_arena *arena, const char *value)
{
	(void)why;
	return in_small_letters(arena, value);
}

const char *mc_roster_clean(const char **why, struct mc_arena *arena, enum mc_roster_text text,
			    const char *value)
{
	typedef const char *(*clean_fn)(const char **why, struct mc_arena *arena, const char *value);
	static const clean_fn cleaners[MC_TEXT_COUNT] = {
		[MC_TEXT_id] = clean_id,
		[MC_TEXT_email] = clean_email,
		[MC_TEXT_phone] = clean_phone,
		[MC_TEXT_github] = clean_github,
		[MC_TEXT_github_id] = clean_github_id,
		[MC_TEXT_language] = clean_language,
		[MC_TEXT_starts_on] = clean_day,
		[MC_TEXT_ends_on] = clean_day,
		[MC_TEXT_gender] = clean_gender,
		[MC_TEXT_birth_date] = clean_day,
		[MC_TEXT_status] = clean_status,
		[MC_TEXT_role] = clean_role,
	};

	if (!*value)
		return "";
	if (strlen(value) > MC_ROSTER_MAX_TEXT || strpbrk(value, "\r\n\t")) {
		*why = strpbrk(value, "\r\n\t") ? N_("this has more than one line, or a tab")
						: N_("this is too long");
		return NULL;
	}
	return cleaners[text] ? cleaners[text](why, arena, value) : mc_arena_strdup(arena, value);
}
