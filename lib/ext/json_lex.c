/* SPDX-License-Identifier: MIT */
#include "ext/json_lex.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"

enum { MAX_NUMBER = 60 };

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

void mc_json_lex_space(struct mc_json_lex *s)
{
	while (is_space(*s->p))
		s->p++;
}

/* A value is missing: the mistakes that people make most often get words of their own. */
struct mc_err *mc_json_lex_no_value(const struct mc_json_lex *s)
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

static struct mc_err *scan_hex(uint32_t *unit, struct mc_json_lex *s)
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
static struct mc_err *scan_unicode(struct mc_json_lex *s)
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

static struct mc_err *scan_character(struct mc_json_lex *s)
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

/* Bytes that stand for themselves in a text: most of them, so they are passed over in one step. */
static bool is_plain(char c)
{
	return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
}

struct mc_err *mc_json_lex_text(struct mc_json_lex *s)
{
	s->p++;
	for (;;) {
		while (is_plain(*s->p))
			s->p++;
		if (*s->p == '"')
			break;
		MC_TRY(scan_character(s));
	}
	s->p++;
	return NULL;
}

static struct mc_err *scan_digits(struct mc_json_lex *s)
{
	if (!is_digit(*s->p))
		return mc_err_new(MC_E_INPUT, "%s", _("the number is not complete"));
	while (is_digit(*s->p))
		s->p++;
	return NULL;
}

struct mc_err *mc_json_lex_number(struct mc_json_lex *s)
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

struct mc_err *mc_json_lex_word(struct mc_json_lex *s)
{
	static const char *const words[] = { "true", "false", "null" };

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		size_t len = strlen(words[i]);

		if (!strncmp(s->p, words[i], len)) {
			s->p += len;
			return NULL;
		}
	}
	return mc_json_lex_no_value(s);
}

struct mc_err *mc_json_lex_key(struct mc_str *key, struct mc_json_lex *s)
{
	const char *start = s->p + 1;

	if (*s->p == '}' || *s->p == ',' || *s->p == '\'' || *s->p == '/' || s->p == s->end)
		return mc_json_lex_no_value(s);
	if (*s->p != '"')
		return mc_err_new(MC_E_INPUT, "%s", _("expected a key in double quotes"));
	MC_TRY(mc_json_lex_text(s));
	*key = (struct mc_str){ start, (size_t)(s->p - start) - 1 };
	mc_json_lex_space(s);
	if (*s->p != ':')
		return mc_err_new(MC_E_INPUT, "%s", _("expected ':' after the key"));
	s->p++;
	mc_json_lex_space(s);
	return NULL;
}
