/* SPDX-License-Identifier: MIT */
#include <locale.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "result/compare.h"

/*
 * The default validator of Kattis, token by token: white space and case are those of ASCII, a line end is
 * what stands there, and what scanf() takes for a number is one.  Source: problemtools,
 * support/default_validator.
 */

enum { NUMBER_MAX_CHARACTERS = 400 };

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct texts {
	struct mc_str actual;
	struct mc_str wanted;
	size_t line;
	const struct mc_compare *compare;
	locale_t c_locale; /* the user's may write numbers with a comma */
};

static void skip_one(struct mc_str *text, size_t *line)
{
	*line += *text->ptr == '\n';
	text->ptr++;
	text->len--;
}

/* Passes white space; false when it had to be the same and is not. */
static bool skip_space(struct texts *t)
{
	size_t unused = 0;

	while (t->wanted.len > 0 && is_space(*t->wanted.ptr)) {
		if (t->compare->keeps_space) {
			if (t->actual.len == 0 || *t->actual.ptr != *t->wanted.ptr)
				return false;
			skip_one(&t->actual, &t->line);
		}
		skip_one(&t->wanted, &unused);
	}
	if (t->compare->keeps_space && t->actual.len > 0 && is_space(*t->actual.ptr))
		return false;
	while (t->actual.len > 0 && is_space(*t->actual.ptr))
		skip_one(&t->actual, &t->line);
	return true;
}

static struct mc_str cut_token(struct mc_str *text)
{
	struct mc_str token = { text->ptr, 0 };

	while (token.len < text->len && !is_space(text->ptr[token.len]))
		token.len++;
	text->ptr += token.len;
	text->len -= token.len;
	return token;
}

static bool read_number(double *number, struct mc_str token, locale_t locale)
{
	char text[NUMBER_MAX_CHARACTERS + 1];
	char *end;

	if (token.len == 0 || token.len > NUMBER_MAX_CHARACTERS || memchr(token.ptr, '\0', token.len))
		return false;
	memcpy(text, token.ptr, token.len);
	text[token.len] = '\0';
	*number = strtod_l(text, &end, locale);
	return *end == '\0' && isfinite(*number);
}

static bool is_equal_token(const struct texts *t, struct mc_str actual, struct mc_str wanted)
{
	const struct mc_compare *compare = t->compare;
	double a, w;

	if (t->c_locale && read_number(&w, wanted, t->c_locale)) {
		if (!read_number(&a, actual, t->c_locale))
			return false;
		return fabs(w - a) <= compare->float_absolute ||
		       fabs(w - a) <= compare->float_relative * fabs(w);
	}
	if (actual.len != wanted.len)
		return false;
	return compare->is_case_sensitive ? !memcmp(actual.ptr, wanted.ptr, actual.len)
					  : !strncasecmp(actual.ptr, wanted.ptr, actual.len);
}

static bool is_equal(struct texts *t)
{
	for (;;) {
		if (!skip_space(t))
			return false;
		if (t->wanted.len == 0 || t->actual.len == 0)
			return t->wanted.len == t->actual.len;
		struct mc_str wanted = cut_token(&t->wanted);
		struct mc_str actual = cut_token(&t->actual);

		if (!is_equal_token(t, actual, wanted))
			return false;
	}
}

bool mc_compare_kattis(size_t *line, const struct mc_expect *expect, struct mc_str actual)
{
	struct texts texts = { .actual = actual,
			       .wanted = { expect->text, expect->len },
			       .line = 1,
			       .compare = &expect->compare };
	bool has_numbers = expect->compare.float_absolute >= 0 || expect->compare.float_relative >= 0;

	if (has_numbers)
		texts.c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	bool equal = is_equal(&texts);

	if (texts.c_locale)
		freelocale(texts.c_locale);
	*line = texts.line;
	return equal;
}
