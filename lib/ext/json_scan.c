/* SPDX-License-Identifier: MIT */
#include "ext/json_scan.h"

#include "base/i18n.h"
#include "base/vec.h"
#include "ext/json_lex.h"

struct scan {
	struct mc_json_lex lex;
	const char *start;
	unsigned depth;
	struct mc_json_offsets *offsets;
};

static struct mc_err *scan_value(struct scan *s);

void mc_json_offsets_release(struct mc_json_offsets *offsets)
{
	free(offsets->items);
	*offsets = (struct mc_json_offsets)MC_JSON_OFFSETS_INIT;
}

static void note(struct scan *s)
{
	struct mc_json_offsets *offsets = s->offsets;

	*MC_VEC_ADD(offsets->items, offsets->count, offsets->capacity) = (size_t)(s->lex.p - s->start);
}

/* p is behind the opening bracket. */
static struct mc_err *scan_members(struct scan *s, char close)
{
	mc_json_lex_space(&s->lex);
	if (*s->lex.p == close) {
		s->lex.p++;
		return NULL;
	}
	for (;;) {
		struct mc_str key;

		note(s);
		if (close == '}')
			MC_TRY(mc_json_lex_key(&key, &s->lex));
		MC_TRY(scan_value(s));
		mc_json_lex_space(&s->lex);
		if (*s->lex.p == close)
			break;
		if (*s->lex.p != ',')
			return mc_err_new(MC_E_INPUT,
					  s->lex.p == s->lex.end ? _("the JSON text ends before '%c'")
								 : _("expected ',' or '%c'"),
					  close);
		s->lex.p++;
		mc_json_lex_space(&s->lex);
	}
	s->lex.p++;
	return NULL;
}

static struct mc_err *scan_value(struct scan *s)
{
	if (*s->lex.p == '"')
		return mc_json_lex_text(&s->lex);
	if ((*s->lex.p >= '0' && *s->lex.p <= '9') || *s->lex.p == '-')
		return mc_json_lex_number(&s->lex);
	if (*s->lex.p != '{' && *s->lex.p != '[')
		return mc_json_lex_word(&s->lex);
	if (++s->depth > MC_JSON_MAX_DEPTH)
		return mc_err_new(MC_E_INPUT, _("nested deeper than %d levels"), MC_JSON_MAX_DEPTH);
	char close = *s->lex.p++ == '{' ? '}' : ']';

	MC_TRY(scan_members(s, close));
	s->depth--;
	return NULL;
}

static struct mc_err *scan_document(struct scan *s)
{
	mc_json_lex_space(&s->lex);
	if (s->lex.p == s->lex.end)
		return mc_err_new(MC_E_INPUT, "%s", _("the JSON text is empty"));
	note(s);
	MC_TRY(scan_value(s));
	mc_json_lex_space(&s->lex);
	if (s->lex.p != s->lex.end)
		return mc_err_new(MC_E_INPUT, "%s", _("something stands behind the end of the JSON text"));
	return NULL;
}

struct mc_err *mc_json_scan(struct mc_json_offsets *offsets, size_t *error_at, const char *text, size_t len)
{
	struct scan s = { .lex = { text, text + len }, .start = text, .offsets = offsets };
	struct mc_err *err = scan_document(&s);

	if (err)
		*error_at = (size_t)(s.lex.p - text);
	return err;
}

size_t mc_json_scan_end(const char *text, size_t len, size_t offset)
{
	MC_AUTO(mc_json_offsets) unused = MC_JSON_OFFSETS_INIT;
	struct scan s = { .lex = { text + offset, text + len }, .start = text, .offsets = &unused };

	mc_err_drop(scan_value(&s));
	return (size_t)(s.lex.p - text);
}

size_t mc_json_scan_value(const char *text, size_t len, size_t offset)
{
	struct scan s = { .lex = { text + offset, text + len }, .start = text };
	struct mc_str key;

	mc_err_drop(mc_json_lex_key(&key, &s.lex));
	return (size_t)(s.lex.p - text);
}
