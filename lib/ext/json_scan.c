/* SPDX-License-Identifier: MIT */
#include "ext/json_scan.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { MAX_DEPTH = 64, MAX_NUMBER = 60 };

/* Reading position; every function leaves p at the culprit when it fails. */
struct scan {
	const char *start;
	const char *p;
	const char *end;
	unsigned depth;
	struct mc_json_offsets *offsets;
};

static struct mc_err *scan_value(struct scan *s);

void mc_json_offsets_release(struct mc_json_offsets *offsets)
{
	free(offsets->items);
	*offsets = (struct mc_json_offsets)MC_JSON_OFFSETS_INIT;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void skip_space(struct scan *s)
{
	while (is_space(*s->p))
		s->p++;
}

static void note(struct scan *s)
{
	struct mc_json_offsets *offsets = s->offsets;

	*MC_VEC_ADD(offsets->items, offsets->count, offsets->capacity) = (size_t)(s->p - s->start);
}

/* A value is missing: the mistakes that people make most often get words of their own. */
static struct mc_err *not_a_value(const struct scan *s)
{
	if (s->p == s->end)
		return mc_err_new(MC_E_INPUT, "%s", _("the JSON text ends too early"));
	if (*s->p == '/' || *s->p == '#')
		return mc_err_hint(mc_err_new(MC_E_INPUT, "%s", _("JSON has no comments")), "%s",
				   _("remove the comment"));
	if (*s->p == '\'')
		return mc_err_hint(mc_err_new(MC_E_INPUT, "%s", _("a text stands in double quotes")), "%s",
				   _("write \" instead of '"));
	if (*s->p == ']' || *s->p == '}' || *s->p == ',')
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("expected a value before '%c'"), *s->p), "%s",
				   _("is there one comma too many?"));
	if ((unsigned char)*s->p < 0x20)
		return mc_err_new(MC_E_INPUT, "%s", _("control character outside of a text"));
	return mc_err_new(MC_E_INPUT, "%s",
			  _("expected a JSON value: a text in double quotes, a number, "
			    "true, false, null, '[' or '{'"));
}

static struct mc_err *scan_hex(uint32_t *unit, struct scan *s)
{
	uint32_t value = 0;

	for (int i = 0; i < 4; i++) {
		char c = s->p[i];
		uint32_t digit = is_digit(c)		? (uint32_t)(c - '0')
				 : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
				 : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
							: 16;
		if (digit == 16)
			return mc_err_new(MC_E_INPUT, "%s", _("'\\u' needs four hexadecimal digits"));
		value = value * 16 + digit;
	}
	s->p += 4;
	*unit = value;
	return NULL;
}

/* p is behind "\u". */
static struct mc_err *scan_unicode(struct scan *s)
{
	const char *start = s->p;
	uint32_t first = 0, second = 0;

	MC_TRY(scan_hex(&first, s));
	if (first == 0)
		return mc_err_new(MC_E_INPUT, "%s", _("a text cannot hold '\\u0000'"));
	if (first < 0xd800 || first > 0xdfff)
		return NULL;
	if (first <= 0xdbff && s->p[0] == '\\' && s->p[1] == 'u') {
		s->p += 2;
		MC_TRY(scan_hex(&second, s));
		if (second >= 0xdc00 && second <= 0xdfff)
			return NULL;
	}
	s->p = start;
	return mc_err_new(MC_E_INPUT, "%s", _("half of a surrogate pair stands alone"));
}

static struct mc_err *scan_character(struct scan *s)
{
	uint32_t character;
	size_t len;

	if (*s->p == '\\') {
		s->p++;
		if (*s->p == 'u') {
			s->p++;
			return scan_unicode(s);
		}
		if (!*s->p || !strchr("\"\\/bfnrt", *s->p))
			return mc_err_hint(mc_err_new(MC_E_INPUT, "%s", _("unknown escape after '\\'")), "%s",
					   _("write '\\\\' for a backslash"));
		s->p++;
		return NULL;
	}
	if (*s->p == '\n' || *s->p == '\r' || s->p == s->end)
		return mc_err_hint(mc_err_new(MC_E_INPUT, "%s", _("the text is not closed")), "%s",
				   _("put \" at its end, and write '\\n' for a line break"));
	if ((unsigned char)*s->p < 0x20)
		return mc_err_hint(mc_err_new(MC_E_INPUT, "%s", _("control character in a text")), "%s",
				   _("write it as an escape, for example '\\t'"));
	len = (unsigned char)*s->p < 0x80 ? 1 : mc_utf8_decode(&character, s->p, (size_t)(s->end - s->p));
	if (len == 0)
		return mc_err_hint(mc_err_new(MC_E_INPUT, "%s", _("this is not valid UTF-8")), "%s",
				   _("save the file with the encoding UTF-8"));
	s->p += len;
	return NULL;
}

/* p is at the opening quote. */
static struct mc_err *scan_text(struct scan *s)
{
	s->p++;
	while (*s->p != '"')
		MC_TRY(scan_character(s));
	s->p++;
	return NULL;
}

static struct mc_err *scan_digits(struct scan *s)
{
	if (!is_digit(*s->p))
		return mc_err_new(MC_E_INPUT, "%s", _("the number is not complete"));
	while (is_digit(*s->p))
		s->p++;
	return NULL;
}

static struct mc_err *scan_number(struct scan *s)
{
	const char *start = s->p;

	s->p += *s->p == '-';
	if (s->p[0] == '0' && is_digit(s->p[1]))
		return mc_err_new(MC_E_INPUT, "%s", _("a number does not start with 0"));
	MC_TRY(scan_digits(s));
	if (*s->p == '.') {
		s->p++;
		MC_TRY(scan_digits(s));
	}
	if (*s->p == 'e' || *s->p == 'E') {
		s->p++;
		s->p += *s->p == '-' || *s->p == '+';
		MC_TRY(scan_digits(s));
	}
	if (s->p - start > MAX_NUMBER) {
		s->p = start;
		return mc_err_new(MC_E_INPUT, "%s", _("the number is too long"));
	}
	return NULL;
}

static struct mc_err *scan_word(struct scan *s)
{
	static const char *const words[] = { "true", "false", "null" };

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		size_t len = strlen(words[i]);

		if (!strncmp(s->p, words[i], len)) {
			s->p += len;
			return NULL;
		}
	}
	return not_a_value(s);
}

/* p is at a key; leaves it at the value. */
static struct mc_err *scan_key(struct scan *s)
{
	if (*s->p == '}' || *s->p == ',' || *s->p == '\'' || *s->p == '/' || s->p == s->end)
		return not_a_value(s);
	if (*s->p != '"')
		return mc_err_new(MC_E_INPUT, "%s", _("expected a key in double quotes"));
	MC_TRY(scan_text(s));
	skip_space(s);
	if (*s->p != ':')
		return mc_err_new(MC_E_INPUT, "%s", _("expected ':' after the key"));
	s->p++;
	skip_space(s);
	return NULL;
}

/* p is behind the opening bracket. */
static struct mc_err *scan_members(struct scan *s, char close)
{
	skip_space(s);
	if (*s->p == close) {
		s->p++;
		return NULL;
	}
	for (;;) {
		note(s);
		if (close == '}')
			MC_TRY(scan_key(s));
		MC_TRY(scan_value(s));
		skip_space(s);
		if (*s->p == close)
			break;
		if (*s->p != ',')
			return mc_err_new(MC_E_INPUT,
					  s->p == s->end ? _("the JSON text ends before '%c'")
							 : _("expected ',' or '%c'"),
					  close);
		s->p++;
		skip_space(s);
	}
	s->p++;
	return NULL;
}

static struct mc_err *scan_value(struct scan *s)
{
	if (*s->p == '"')
		return scan_text(s);
	if (is_digit(*s->p) || *s->p == '-')
		return scan_number(s);
	if (*s->p != '{' && *s->p != '[')
		return scan_word(s);
	if (++s->depth > MAX_DEPTH)
		return mc_err_new(MC_E_INPUT, _("nested deeper than %d levels"), MAX_DEPTH);
	char close = *s->p++ == '{' ? '}' : ']';

	MC_TRY(scan_members(s, close));
	s->depth--;
	return NULL;
}

static struct mc_err *scan_document(struct scan *s)
{
	skip_space(s);
	if (s->p == s->end)
		return mc_err_new(MC_E_INPUT, "%s", _("the JSON text is empty"));
	note(s);
	MC_TRY(scan_value(s));
	skip_space(s);
	if (s->p != s->end)
		return mc_err_new(MC_E_INPUT, "%s", _("something stands behind the end of the JSON text"));
	return NULL;
}

struct mc_err *mc_json_scan(struct mc_json_offsets *offsets, size_t *error_at, const char *text, size_t len)
{
	struct scan s = { .start = text, .p = text, .end = text + len, .offsets = offsets };
	struct mc_err *err = scan_document(&s);

	if (err)
		*error_at = (size_t)(s.p - text);
	return err;
}

size_t mc_json_scan_end(const char *text, size_t len, size_t offset)
{
	MC_AUTO(mc_json_offsets) unused = MC_JSON_OFFSETS_INIT;
	struct scan s = { .start = text, .p = text + offset, .end = text + len, .offsets = &unused };

	mc_err_drop(scan_value(&s));
	return (size_t)(s.p - text);
}

size_t mc_json_scan_value(const char *text, size_t len, size_t offset)
{
	struct scan s = { .start = text, .p = text + offset, .end = text + len };

	mc_err_drop(scan_key(&s));
	return (size_t)(s.p - text);
}
