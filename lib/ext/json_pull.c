/* SPDX-License-Identifier: MIT */
#include "ext/json_pull.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "base/vec.h"

void mc_json_pull_start(struct mc_json_pull *pull, const char *bytes, size_t len)
{
	size_t mark = len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3) ? 3 : 0;

	*pull = (struct mc_json_pull){ .lex = { bytes + mark, bytes + len },
				       .start = bytes + mark,
				       .key = MC_BUF_INIT };
}

void mc_json_pull_release(struct mc_json_pull *pull)
{
	free(pull->keys);
	mc_buf_release(&pull->key);
}

struct mc_err *mc_json_pull_error(const struct mc_json_pull *pull, const char *message)
{
	unsigned line = 1, column = 1;

	for (const char *p = pull->start; p < pull->lex.p; p++) {
		column += ((unsigned char)*p & 0xc0) != 0x80;
		if (*p == '\n') {
			line++;
			column = 1;
		}
	}
	return mc_err_new(MC_E_INPUT, "%u:%u: %s", line, column, message);
}

/* ---- texts ---- */

static uint32_t hex_unit(const char *digits)
{
	uint32_t value = 0;

	for (int i = 0; i < 4; i++) {
		char c = digits[i];

		value = value * 16 + (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
	}
	return value;
}

/* Decodes the escape at p, whose syntax was checked, and returns its length. */
static size_t decode_escape(struct mc_buf *text, const char *p)
{
	static const char names[] = "\"\\/bfnrt";
	static const char bytes[] = "\"\\/\b\f\n\r\t";
	char utf8[4];

	if (p[1] != 'u') {
		mc_buf_addc(text, bytes[strchr(names, p[1]) - names]);
		return 2;
	}
	uint32_t character = hex_unit(p + 2);
	size_t len = 6;

	if (character >= 0xd800 && character <= 0xdbff) {
		character = 0x10000 + ((character - 0xd800) << 10) + (hex_unit(p + 8) - 0xdc00);
		len = 12;
	}
	mc_buf_add(text, utf8, mc_utf8_encode(utf8, character));
	return len;
}

void mc_json_pull_text(struct mc_buf *text, struct mc_str raw, size_t limit_bytes)
{
	size_t start = text->len;

	for (size_t i = 0; i < raw.len && text->len - start < limit_bytes;) {
		const char *escape = memchr(raw.ptr + i, '\\', raw.len - i);
		size_t plain = escape ? (size_t)(escape - raw.ptr) - i : raw.len - i;
		size_t room = limit_bytes - (text->len - start);

		/* One byte more than there is room for, so that the end knows whether to cut. */
		mc_buf_add(text, raw.ptr + i, plain < room + 1 ? plain : room + 1);
		if (plain > room)
			break;
		i += plain;
		if (escape)
			i += decode_escape(text, escape);
	}
	if (text->len - start > limit_bytes) {
		text->len = start + mc_utf8_cut(text->ptr + start, text->len - start, limit_bytes);
		text->ptr[text->len] = '\0';
	}
}

/* ---- tokens ---- */

/* FNV-1a. Whoever makes two keys with one fingerprint has only a document of his own refused. */
static uint64_t fingerprint(struct mc_str key)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < key.len; i++)
		hash = (hash ^ (unsigned char)key.ptr[i]) * 0x100000001b3u;
	return hash;
}

static struct mc_err *note_key(struct mc_json_pull *pull, struct mc_str key)
{
	uint64_t found = fingerprint(key);
	size_t first = pull->key_starts[pull->depth - 1];

	for (size_t i = first; i < pull->key_count; i++) {
		if (pull->keys[i] == found)
			return mc_err_new(MC_E_INPUT, "%s", _("this key stands twice in its object"));
	}
	if (pull->key_count - first == MC_JSON_PULL_MAX_KEYS)
		return mc_err_new(MC_E_INPUT, _("an object has more than %u keys"), MC_JSON_PULL_MAX_KEYS);
	*MC_VEC_ADD(pull->keys, pull->key_count, pull->key_capacity) = found;
	return NULL;
}

static struct mc_err *read_key(struct mc_json_token *token, struct mc_json_pull *pull)
{
	MC_TRY(mc_json_lex_key(&token->key, &pull->lex));
	if (memchr(token->key.ptr, '\\', token->key.len)) {
		mc_buf_reset(&pull->key);
		mc_json_pull_text(&pull->key, token->key, token->key.len);
		token->key = (struct mc_str){ pull->key.ptr, pull->key.len };
	}
	return note_key(pull, token->key);
}

static struct mc_err *open_container(struct mc_json_token *token, struct mc_json_pull *pull)
{
	bool is_object = *pull->lex.p == '{';

	if (pull->depth == MC_JSON_MAX_DEPTH)
		return mc_err_new(MC_E_INPUT, _("nested deeper than %d levels"), MC_JSON_MAX_DEPTH);
	pull->lex.p++;
	pull->closes[pull->depth] = is_object ? '}' : ']';
	pull->key_starts[pull->depth++] = pull->key_count;
	pull->is_first = true;
	token->kind = is_object ? MC_JSON_IS_OBJECT : MC_JSON_IS_ARRAY;
	return NULL;
}

static void close_container(struct mc_json_token *token, struct mc_json_pull *pull)
{
	token->kind = *pull->lex.p++ == '}' ? MC_JSON_IS_OBJECT_END : MC_JSON_IS_ARRAY_END;
	pull->key_count = pull->key_starts[--pull->depth];
	pull->is_first = false;
}

static struct mc_err *read_value(struct mc_json_token *token, struct mc_json_pull *pull)
{
	const char *start = pull->lex.p;
	char c = *start;

	if (c == '{' || c == '[')
		return open_container(token, pull);
	pull->is_first = false;
	if (c == '"') {
		MC_TRY(mc_json_lex_text(&pull->lex));
		token->kind = MC_JSON_IS_TEXT;
		token->raw = (struct mc_str){ start + 1, (size_t)(pull->lex.p - start) - 2 };
	} else if (c == '-' || (c >= '0' && c <= '9')) {
		MC_TRY(mc_json_lex_number(&pull->lex));
		token->kind = MC_JSON_IS_NUMBER;
		token->raw = (struct mc_str){ start, (size_t)(pull->lex.p - start) };
	} else {
		MC_TRY(mc_json_lex_word(&pull->lex));
		token->kind = c == 't' ? MC_JSON_IS_TRUE : c == 'f' ? MC_JSON_IS_FALSE : MC_JSON_IS_NULL;
	}
	return NULL;
}

/* Behind the outermost value, or before it. */
static struct mc_err *read_outermost(struct mc_json_token *token, struct mc_json_pull *pull)
{
	if (!pull->is_begun) {
		pull->is_begun = true;
		return read_value(token, pull);
	}
	if (pull->lex.p != pull->lex.end)
		return mc_err_new(MC_E_INPUT, "%s", _("something stands behind the end of the JSON text"));
	token->kind = MC_JSON_IS_DONE;
	return NULL;
}

static struct mc_err *read_token(struct mc_json_token *token, struct mc_json_pull *pull)
{
	mc_json_lex_space(&pull->lex);
	if (pull->depth == 0)
		return read_outermost(token, pull);
	char close = pull->closes[pull->depth - 1];

	if (*pull->lex.p == close) {
		close_container(token, pull);
		return NULL;
	}
	if (!pull->is_first) {
		if (*pull->lex.p != ',')
			return mc_err_new(MC_E_INPUT,
					  pull->lex.p == pull->lex.end ? _("the JSON text ends before '%c'")
								       : _("expected ',' or '%c'"),
					  close);
		pull->lex.p++;
		mc_json_lex_space(&pull->lex);
	}
	if (close == '}')
		MC_TRY(read_key(token, pull));
	return read_value(token, pull);
}

struct mc_err *mc_json_pull_next(struct mc_json_token *token, struct mc_json_pull *pull)
{
	*token = (struct mc_json_token){ .kind = MC_JSON_IS_DONE };
	MC_AUTOPTR(mc_err) err = read_token(token, pull);

	return err ? mc_json_pull_error(pull, err->msg) : NULL;
}

struct mc_err *mc_json_pull_skip(struct mc_json_pull *pull, const struct mc_json_token *token)
{
	struct mc_json_token next;
	unsigned depth = pull->depth;

	if (token->kind != MC_JSON_IS_OBJECT && token->kind != MC_JSON_IS_ARRAY)
		return NULL;
	while (pull->depth >= depth)
		MC_TRY(mc_json_pull_next(&next, pull));
	return NULL;
}
