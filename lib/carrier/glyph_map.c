/* SPDX-License-Identifier: MIT */
#include "carrier/glyph_map.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "carrier/pdf_lex.h"

enum { UNKNOWN = 0xfffd, HIGH = 0xd800, LOW = 0xdc00, SURROGATE_BITS = 10, BEYOND = 0x10000 };

/* Characters that one code can stand for: the longest ligature has 18. */
enum { MAX_TARGET_BYTES = 64 };

void mc_glyph_map_release(struct mc_glyph_map *map)
{
	free(map->entries);
	mc_buf_release(&map->text);
	*map = (struct mc_glyph_map)MC_GLYPH_MAP_INIT;
}

static uint32_t unit_at(struct mc_str bytes, size_t at)
{
	return at + 1 < bytes.len
		       ? (uint32_t)(unsigned char)bytes.ptr[at] << 8 | (unsigned char)bytes.ptr[at + 1]
		       : UNKNOWN;
}

void mc_glyph_add_utf16(struct mc_buf *out, struct mc_str bytes)
{
	char utf8[4];

	for (size_t at = 0; at < bytes.len; at += 2) {
		uint32_t character = unit_at(bytes, at);
		uint32_t next = unit_at(bytes, at + 2);

		if (character >> SURROGATE_BITS == HIGH >> SURROGATE_BITS &&
		    next >> SURROGATE_BITS == LOW >> SURROGATE_BITS) {
			character = BEYOND + ((character - HIGH) << SURROGATE_BITS) + (next - LOW);
			at += 2;
		} else if (character >> (SURROGATE_BITS + 1) == HIGH >> (SURROGATE_BITS + 1)) {
			character = UNKNOWN;
		}
		mc_buf_add(out, utf8, mc_utf8_encode(utf8, character));
	}
}

static uint32_t code_of(struct mc_str bytes)
{
	uint32_t code = 0;

	for (size_t i = 0; i < bytes.len && i < sizeof(code); i++)
		code = code << 8 | (unsigned char)bytes.ptr[i];
	return code;
}

static struct mc_err *add(struct mc_glyph_map *map, uint32_t code, struct mc_str utf16)
{
	size_t offset = map->text.len;

	if (map->count == MC_GLYPH_MAX_CODES)
		return mc_err_new(MC_E_LIMIT, _("PDF file: a font has more than %u characters"),
				  MC_GLYPH_MAX_CODES);
	if (utf16.len > MAX_TARGET_BYTES)
		return NULL;
	mc_glyph_add_utf16(&map->text, utf16);
	*MC_VEC_ADD(map->entries, map->count, map->capacity) =
		(struct mc_glyph_entry){ code, (uint32_t)offset, (uint32_t)(map->text.len - offset) };
	return NULL;
}

/* Codes that follow each other stand for characters that do; target is changed. */
static struct mc_err *add_range(struct mc_glyph_map *map, uint32_t from, uint32_t to, struct mc_buf *target)
{
	if (target->len < 2 || to < from || to - from >= MC_GLYPH_MAX_CODES)
		return NULL;
	for (uint32_t code = from; code <= to; code++) {
		unsigned char *end = (unsigned char *)target->ptr + target->len;

		MC_TRY(add(map, code, (struct mc_str){ target->ptr, target->len }));
		if (++end[-1] == 0)
			end[-2]++;
	}
	return NULL;
}

/* "<from> <to> [ <target> … ]" */
static struct mc_err *read_list(struct mc_glyph_map *map, struct mc_pdf_lex *lex, uint32_t from, uint32_t to)
{
	for (uint32_t code = from; mc_pdf_lex_next(lex) == MC_PDF_BYTES; code++) {
		if (code <= to)
			MC_TRY(add(map, code, (struct mc_str){ lex->text.ptr, lex->text.len }));
	}
	return NULL;
}

/* Lines between "beginbfchar" or "beginbfrange" and their end. */
static struct mc_err *read_lines(struct mc_glyph_map *map, struct mc_pdf_lex *lex, bool is_range)
{
	while (mc_pdf_lex_next(lex) == MC_PDF_BYTES) {
		uint32_t from = code_of((struct mc_str){ lex->text.ptr, lex->text.len });
		uint32_t to = from;

		if (is_range && mc_pdf_lex_next(lex) != MC_PDF_BYTES)
			return NULL;
		if (is_range)
			to = code_of((struct mc_str){ lex->text.ptr, lex->text.len });
		enum mc_pdf_token token = mc_pdf_lex_next(lex);

		if (token == MC_PDF_OPEN && is_range)
			MC_TRY(read_list(map, lex, from, to));
		else if (token == MC_PDF_BYTES && is_range)
			MC_TRY(add_range(map, from, to, &lex->text));
		else if (token == MC_PDF_BYTES)
			MC_TRY(add(map, from, (struct mc_str){ lex->text.ptr, lex->text.len }));
		else
			return NULL;
	}
	return NULL;
}

static int by_code(const void *a, const void *b)
{
	const struct mc_glyph_entry *left = a, *right = b;

	return (left->code > right->code) - (left->code < right->code);
}

struct mc_err *mc_glyph_map_read(struct mc_glyph_map *map, struct mc_str bytes)
{
	struct mc_pdf_lex lex;
	struct mc_err *err = NULL;
	enum mc_pdf_token token;

	mc_pdf_lex_start(&lex, bytes);
	while (!err && (token = mc_pdf_lex_next(&lex)) != MC_PDF_END) {
		bool is_range = token == MC_PDF_WORD && !strcmp(lex.text.ptr, "beginbfrange");

		if (is_range || (token == MC_PDF_WORD && !strcmp(lex.text.ptr, "beginbfchar")))
			err = read_lines(map, &lex, is_range);
	}
	mc_buf_release(&lex.text);
	if (map->count > 0)
		qsort(map->entries, map->count, sizeof(*map->entries), by_code);
	return err;
}

struct mc_str mc_glyph_map_find(const struct mc_glyph_map *map, uint32_t code)
{
	const struct mc_glyph_entry wanted = { .code = code };
	const struct mc_glyph_entry *found =
		map->count > 0 ? bsearch(&wanted, map->entries, map->count, sizeof(*map->entries), by_code)
			       : NULL;

	return found ? (struct mc_str){ map->text.ptr + found->offset, found->len }
		     : (struct mc_str){ "", 0 };
}
