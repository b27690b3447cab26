/* SPDX-License-Identifier: MIT */
#include "result/compare.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/regex.h"
#include "ext/unicode.h"

/* A decimal number with more characters than any double needs is compared as text. */
enum { NUMBER_MAX_CHARACTERS = 400 };

/* Two texts on their way through a comparison: CRLF is LF already. */
struct pair {
	struct mc_str actual;
	struct mc_str wanted;
	const struct mc_compare *compare;
};

void mc_comparison_outcome_release(struct mc_comparison_outcome *outcome)
{
	mc_buf_release(&outcome->detail);
	*outcome = (struct mc_comparison_outcome)MC_COMPARISON_OUTCOME_INIT;
}

/* Nearly every byte is ASCII: those need no decoding. */
static size_t space_at(const char *text, size_t len)
{
	if ((unsigned char)*text < 0x80)
		return *text == ' ' || (*text >= '\t' && *text <= '\r');
	return mc_unicode_space(text, len);
}

/* Borrows text when there is nothing to change, which is nearly always. */
static struct mc_str without_crlf(struct mc_buf *copy, struct mc_str text)
{
	const char *at = text.ptr;
	const char *end = text.ptr + text.len;

	if (text.len == 0 || !memmem(at, text.len, "\r\n", 2))
		return text;
	while (at < end) {
		const char *cr = memmem(at, (size_t)(end - at), "\r\n", 2);

		mc_buf_add(copy, at, (size_t)((cr ? cr : end) - at));
		at = cr ? cr + 1 : end;
	}
	return (struct mc_str){ copy->ptr, copy->len };
}

static struct mc_str trim(struct mc_str text)
{
	while (text.len > 0) {
		size_t space = mc_unicode_space(text.ptr, text.len);

		if (space == 0)
			break;
		text.ptr += space;
		text.len -= space;
	}
	while (text.len > 0) {
		size_t start = text.len - 1;

		while (start > 0 && text.len - start < 4 && ((unsigned char)text.ptr[start] & 0xc0) == 0x80)
			start--;
		if (mc_unicode_space(text.ptr + start, text.len - start) != text.len - start)
			break;
		text.len = start;
	}
	return text;
}

static void add_without_space(struct mc_buf *out, struct mc_str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t space = space_at(text.ptr + at, text.len - at);

		if (space == 0)
			mc_buf_addc(out, text.ptr[at]);
		at += space ? space : 1;
	}
}

/* The form of text in which this comparison's equal texts have equal bytes. */
static void add_key(struct mc_buf *out, struct mc_str text, const struct mc_compare *compare)
{
	if (compare->mode == MC_COMPARE_TOKENS || compare->mode == MC_COMPARE_CONTAINS)
		mc_unicode_add_key(out, text.ptr, text.len, !compare->is_case_sensitive);
	else
		mc_buf_add(out, text.ptr, text.len);
}

static bool has_part(struct mc_str text, struct mc_str part)
{
	return part.len == 0 || (part.len <= text.len && memmem(text.ptr, text.len, part.ptr, part.len));
}

/* Called for texts that differ: are they equal, or contained, without any white space? */
static bool differs_only_in_spacing(const struct pair *pair)
{
	MC_AUTO(mc_buf) actual = MC_BUF_INIT;
	MC_AUTO(mc_buf) wanted = MC_BUF_INIT;
	MC_AUTO(mc_buf) actual_key = MC_BUF_INIT;
	MC_AUTO(mc_buf) wanted_key = MC_BUF_INIT;

	add_without_space(&actual, pair->actual);
	add_without_space(&wanted, pair->wanted);
	if (wanted.len == 0 && actual.len != 0)
		return false;
	add_key(&actual_key, (struct mc_str){ actual.ptr, actual.len }, pair->compare);
	add_key(&wanted_key, (struct mc_str){ wanted.ptr, wanted.len }, pair->compare);
	struct mc_str a = { actual_key.ptr, actual_key.len };
	struct mc_str w = { wanted_key.ptr, wanted_key.len };

	return pair->compare->mode == MC_COMPARE_CONTAINS ? has_part(a, w) : mc_str_is_equal(a, w);
}

/* ---- tokens ---- */

/* What one run over tokens reuses: the "C" locale, because the user's may write numbers with a comma, and
 * two keys. */
struct token_keys {
	locale_t c_locale;
	struct mc_buf actual;
	struct mc_buf wanted;
};

static void token_keys_release(struct token_keys *keys)
{
	if (keys->c_locale)
		freelocale(keys->c_locale);
	mc_buf_release(&keys->actual);
	mc_buf_release(&keys->wanted);
}

/* Cuts the next token off text and counts the line ends before it; false when only white space is left. */
static bool cut_token(struct mc_str *token, struct mc_str *text, size_t *line)
{
	size_t space;

	while (text->len > 0 && (space = space_at(text->ptr, text->len)) > 0) {
		*line += *text->ptr == '\n';
		text->ptr += space;
		text->len -= space;
	}
	token->ptr = text->ptr;
	while (text->len > 0 && space_at(text->ptr, text->len) == 0) {
		text->ptr++;
		text->len--;
	}
	token->len = (size_t)(text->ptr - token->ptr);
	return token->len > 0;
}

static size_t count_digits(const char *text)
{
	return strspn(text, "0123456789");
}

/* Decimal numbers only: strtod() alone would take "nan", "inf" and hexadecimal too. */
static bool is_decimal(const char *text)
{
	text += *text == '+' || *text == '-';
	size_t whole = count_digits(text);

	text += whole;
	if (*text == '.') {
		size_t fraction = count_digits(text + 1);

		if (whole + fraction == 0)
			return false;
		text += 1 + fraction;
	} else if (whole == 0) {
		return false;
	}
	if (*text == 'e' || *text == 'E') {
		text += 1 + (text[1] == '+' || text[1] == '-');
		if (count_digits(text) == 0)
			return false;
		text += count_digits(text);
	}
	return *text == '\0';
}

static bool read_number(double *number, struct mc_str token, struct token_keys *keys)
{
	char text[NUMBER_MAX_CHARACTERS + 1];

	if (token.len > NUMBER_MAX_CHARACTERS || memchr(token.ptr, '\0', token.len))
		return false;
	memcpy(text, token.ptr, token.len);
	text[token.len] = '\0';
	if (!is_decimal(text))
		return false;
	if (!keys->c_locale)
		keys->c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	if (!keys->c_locale)
		return false;
	*number = strtod_l(text, NULL, keys->c_locale);
	return true;
}

bool mc_compare_numbers(const struct mc_compare *compare, double a, double b)
{
	double distance = fabs(a - b);

	return !(a < b || a > b) || distance <= compare->float_absolute ||
	       (isfinite(distance) && distance <= compare->float_relative * fabs(b));
}

static bool is_equal_token(struct token_keys *keys, struct mc_str actual, struct mc_str wanted,
			   const struct mc_compare *compare)
{
	double a;
	double w;

	if (mc_str_is_equal(actual, wanted))
		return true;
	mc_buf_reset(&keys->actual);
	mc_buf_reset(&keys->wanted);
	add_key(&keys->actual, actual, compare);
	add_key(&keys->wanted, wanted, compare);
	if (keys->actual.len == keys->wanted.len &&
	    !memcmp(keys->actual.ptr, keys->wanted.ptr, keys->actual.len))
		return true;
	if (!(compare->float_absolute > 0) && !(compare->float_relative > 0))
		return false;
	return read_number(&w, wanted, keys) && read_number(&a, actual, keys) &&
	       mc_compare_numbers(compare, a, w);
}

static bool is_equal_tokens(struct mc_comparison_outcome *outcome, const struct pair *pair)
{
	__attribute__((cleanup(token_keys_release))) struct token_keys keys = { (locale_t)0, MC_BUF_INIT,
										MC_BUF_INIT };
	struct mc_str actual = pair->actual;
	struct mc_str wanted = pair->wanted;
	size_t unused = 1;

	outcome->line = 1;
	for (;;) {
		struct mc_str a;
		struct mc_str w;
		bool has_actual = cut_token(&a, &actual, &outcome->line);
		bool has_wanted = cut_token(&w, &wanted, &unused);

		if (!has_actual || !has_wanted)
			return has_actual == has_wanted;
		if (!is_equal_token(&keys, a, w, pair->compare))
			return false;
	}
}

/* ---- lines, exact, contains ---- */

static void cut_space_at_end(struct mc_str *text)
{
	static const char spaces[] = " \t\v\f\r\n";

	while (text->len > 0 && memchr(spaces, text->ptr[text->len - 1], sizeof(spaces) - 1))
		text->len--;
}

static bool is_equal_lines(struct mc_comparison_outcome *outcome, const struct pair *pair)
{
	struct mc_str actual = pair->actual;
	struct mc_str wanted = pair->wanted;

	cut_space_at_end(&actual);
	cut_space_at_end(&wanted);
	for (outcome->line = 1;; outcome->line++) {
		struct mc_str a;
		struct mc_str w;
		bool has_actual = mc_str_cut_line(&a, &actual);
		bool has_wanted = mc_str_cut_line(&w, &wanted);

		if (!has_actual || !has_wanted)
			return has_actual == has_wanted;
		cut_space_at_end(&a);
		cut_space_at_end(&w);
		if (!mc_str_is_equal(a, w))
			return false;
	}
}

static bool is_equal_bytes(struct mc_comparison_outcome *outcome, const struct pair *pair)
{
	size_t at = 0;

	outcome->line = 1;
	while (at < pair->actual.len && at < pair->wanted.len && pair->actual.ptr[at] == pair->wanted.ptr[at])
		outcome->line += pair->actual.ptr[at++] == '\n';
	return at == pair->actual.len && at == pair->wanted.len;
}

static bool contains_wanted(const struct pair *pair)
{
	MC_AUTO(mc_buf) actual = MC_BUF_INIT;
	MC_AUTO(mc_buf) wanted = MC_BUF_INIT;

	if (pair->compare->is_case_sensitive)
		return has_part(pair->actual, pair->wanted);
	add_key(&actual, pair->actual, pair->compare);
	add_key(&wanted, pair->wanted, pair->compare);
	return has_part((struct mc_str){ actual.ptr, actual.len }, (struct mc_str){ wanted.ptr, wanted.len });
}

/* ---- single lines, for the diff ---- */

static bool find_token(struct mc_str *a, struct mc_str *w, const struct mc_compare *compare,
		       struct mc_str actual, struct mc_str wanted)
{
	__attribute__((cleanup(token_keys_release))) struct token_keys keys = { (locale_t)0, MC_BUF_INIT,
										MC_BUF_INIT };
	size_t unused = 0;

	for (;;) {
		bool has_actual = cut_token(a, &actual, &unused);
		bool has_wanted = cut_token(w, &wanted, &unused);

		if (!has_actual && !has_wanted)
			return false;
		if (!has_actual || !has_wanted || !is_equal_token(&keys, *a, *w, compare))
			return true;
	}
}

static bool find_byte(size_t *at, const struct mc_compare *compare, struct mc_str actual,
		      struct mc_str wanted)
{
	size_t i = 0;

	if (compare->mode != MC_COMPARE_EXACT) {
		cut_space_at_end(&actual);
		cut_space_at_end(&wanted);
	}
	while (i < actual.len && i < wanted.len && actual.ptr[i] == wanted.ptr[i])
		i++;
	if (i == actual.len && i == wanted.len)
		return false;
	/* Both start with the same bytes, so going back to the start of a character lands at one of both. */
	while (i > 0 && i < actual.len && ((unsigned char)actual.ptr[i] & 0xc0) == 0x80)
		i--;
	*at = i;
	return true;
}

bool mc_compare_find(size_t *actual_at, size_t *wanted_at, const struct mc_compare *compare,
		     struct mc_str actual, struct mc_str wanted)
{
	struct mc_str a = { NULL, 0 };
	struct mc_str w = { NULL, 0 };

	if (compare->mode != MC_COMPARE_TOKENS) {
		bool differs = find_byte(actual_at, compare, actual, wanted);

		if (differs)
			*wanted_at = *actual_at;
		return differs;
	}
	if (!find_token(&a, &w, compare, actual, wanted))
		return false;
	const struct mc_compare bytes = { .mode = MC_COMPARE_EXACT };
	size_t inside = 0;

	if (a.len > 0 && w.len > 0)
		(void)find_byte(&inside, &bytes, a, w);
	*actual_at = a.len > 0 ? (size_t)(a.ptr - actual.ptr) + inside : actual.len;
	*wanted_at = w.len > 0 ? (size_t)(w.ptr - wanted.ptr) + inside : wanted.len;
	return true;
}

void mc_compare_add_line_key(struct mc_buf *key, const struct mc_compare *compare, struct mc_str line)
{
	struct mc_str token;
	size_t unused = 0;

	if (compare->mode == MC_COMPARE_TOKENS) {
		while (cut_token(&token, &line, &unused)) {
			add_key(key, token, compare);
			mc_buf_addc(key, ' ');
		}
		return;
	}
	if (compare->mode != MC_COMPARE_EXACT)
		cut_space_at_end(&line);
	mc_buf_add(key, line.ptr, line.len);
}

/* ---- all modes ---- */

static struct mc_err *is_match(bool *matched, const struct pair *pair)
{
	MC_AUTOPTR(mc_regex) regex = NULL;
	/* The spec's texts end with a zero, but trimming and CRLF may have left a slice that does not. */
	MC_AUTOTEXT pattern = mc_strndup(pair->wanted.ptr, pair->wanted.len);

	if (strlen(pattern) != pair->wanted.len)
		return mc_err_new(MC_E_INPUT, _("the expected pattern holds a zero byte"));
	MC_TRY(mc_regex_open(&regex, NULL, pattern, MC_REGEX_MULTILINE));
	return mc_regex_is_match(matched, regex, pair->actual.ptr, pair->actual.len);
}

static struct mc_err *is_equal(bool *equal, struct mc_comparison_outcome *outcome, const struct pair *pair)
{
	switch (pair->compare->mode) {
	case MC_COMPARE_TOKENS:
		*equal = is_equal_tokens(outcome, pair);
		return NULL;
	case MC_COMPARE_LINES:
		*equal = is_equal_lines(outcome, pair);
		return NULL;
	case MC_COMPARE_EXACT:
		*equal = is_equal_bytes(outcome, pair);
		return NULL;
	case MC_COMPARE_REGEX:
		return is_match(equal, pair);
	case MC_COMPARE_CONTAINS:
	case MC_COMPARE_JSON:
		break;
	}
	*equal = contains_wanted(pair);
	return NULL;
}

struct mc_err *mc_compare_texts(struct mc_comparison_outcome *outcome, const struct mc_expect *expect,
				const char *actual, size_t len)
{
	MC_AUTO(mc_buf) actual_copy = MC_BUF_INIT;
	MC_AUTO(mc_buf) wanted_copy = MC_BUF_INIT;
	bool equal = false;

	mc_comparison_outcome_release(outcome);
	if (expect->compare.mode == MC_COMPARE_JSON)
		return mc_compare_json(outcome, expect, actual, len);
	struct pair pair = { without_crlf(&actual_copy, (struct mc_str){ actual, len }),
			     without_crlf(&wanted_copy, (struct mc_str){ expect->text, expect->len }),
			     &expect->compare };

	if (expect->compare.is_trimmed) {
		pair.actual = trim(pair.actual);
		pair.wanted = trim(pair.wanted);
	}
	if (expect->compare.is_kattis)
		equal = mc_compare_kattis(&outcome->line, expect, (struct mc_str){ actual, len });
	else
		MC_TRY(is_equal(&equal, outcome, &pair));
	if (equal)
		outcome->line = 0;
	else if (expect->compare.mode != MC_COMPARE_REGEX && differs_only_in_spacing(&pair))
		outcome->reason = MC_REASON_SPACING;
	else
		outcome->reason = MC_REASON_DIFFERS;
	return NULL;
}
