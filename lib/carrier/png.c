/* SPDX-License-Identifier: MIT */
/* Source: PNG Specification, Third Edition, 5 (layout) and 11.3.3.4 (iTXt); Open Badges 3.0, 5.3.1. */
#include <string.h>

#include "base/i18n.h"
#include "carrier/parts.h"
#include "ext/deflate.h"

static const char keyword[] = "openbadgecredential";
static const char signature[] = "\x89PNG\r\n\x1a\n";

enum {
	SIGNATURE_BYTES = 8,
	HEAD_BYTES = 8, /* of a chunk: length and type */
	FRAME_BYTES = 12,
	IHDR_BYTES = 13,
	MAX_CHUNK = 0x7fffffff
};

struct chunk {
	const char *type; /* four letters */
	struct mc_str data;
};

static struct mc_err *damaged(void)
{
	return mc_carrier_bad(MC_CARRIER_PNG, _("it is damaged or cut off"));
}

static uint32_t number_at(const char *at)
{
	const unsigned char *byte = (const unsigned char *)at;

	return (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 | (uint32_t)byte[2] << 8 | byte[3];
}

static bool is_type(const struct chunk *chunk, const char *type)
{
	return !memcmp(chunk->type, type, 4);
}

/* Cuts the next chunk off rest. */
static struct mc_err *cut_chunk(struct chunk *chunk, struct mc_str *rest)
{
	if (rest->len < FRAME_BYTES)
		return damaged();
	uint32_t len = number_at(rest->ptr);

	if (len > MAX_CHUNK || len > rest->len - FRAME_BYTES)
		return damaged();
	*chunk = (struct chunk){ rest->ptr + 4, { rest->ptr + HEAD_BYTES, len } };
	if (mc_deflate_crc(0, chunk->type, 4 + (size_t)len) != number_at(chunk->data.ptr + len))
		return damaged();
	rest->ptr += FRAME_BYTES + (size_t)len;
	rest->len -= FRAME_BYTES + (size_t)len;
	return NULL;
}

/* True for a chunk of text with this keyword, in any of the three forms. */
static bool is_text(const struct chunk *chunk, const char *word)
{
	size_t len = strlen(word) + 1;

	return (is_type(chunk, "iTXt") || is_type(chunk, "tEXt") || is_type(chunk, "zTXt")) &&
	       chunk->data.len >= len && !memcmp(chunk->data.ptr, word, len);
}

/* Goes through all chunks; *found has no type when none holds a credential. */
static struct mc_err *find(struct chunk *found, struct mc_str png)
{
	struct chunk chunk = { "", { "", 0 } };
	struct mc_str rest = png;
	bool has_image = false, is_old = false;

	*found = (struct chunk){ 0 };
	if (png.len < SIGNATURE_BYTES || memcmp(png.ptr, signature, SIGNATURE_BYTES) != 0)
		return mc_carrier_bad(MC_CARRIER_PNG, _("it is no PNG"));
	rest.ptr += SIGNATURE_BYTES;
	rest.len -= SIGNATURE_BYTES;
	MC_TRY(cut_chunk(&chunk, &rest));
	if (!is_type(&chunk, "IHDR") || chunk.data.len != IHDR_BYTES)
		return damaged();
	while (!is_type(&chunk, "IEND")) {
		MC_TRY(cut_chunk(&chunk, &rest));
		has_image = has_image || is_type(&chunk, "IDAT");
		is_old = is_old || is_text(&chunk, "openbadges");
		if (!is_text(&chunk, keyword))
			continue;
		if (found->type)
			return mc_carrier_many(MC_CARRIER_PNG);
		*found = chunk;
	}
	if (!has_image || rest.len > 0)
		return damaged();
	if (!found->type && is_old)
		return mc_carrier_bad(MC_CARRIER_PNG,
				      _("its badge is of Open Badges 2 or older, which are not read"));
	return NULL;
}

/* Moves data behind a text that ends with a zero. */
static bool skip_text(struct mc_str *data)
{
	const char *end = memchr(data->ptr, '\0', data->len);

	if (!end)
		return false;
	data->len -= (size_t)(end + 1 - data->ptr);
	data->ptr = end + 1;
	return true;
}

/* The text of an iTXt chunk. */
static struct mc_err *read_text(struct mc_buf *text, const struct chunk *chunk)
{
	struct mc_str data = chunk->data;

	if (!is_type(chunk, "iTXt"))
		return mc_carrier_bad(MC_CARRIER_PNG, _("its credential does not stand in an iTXt chunk"));
	if (!skip_text(&data) || data.len < 2)
		return damaged();
	unsigned char is_packed = (unsigned char)data.ptr[0];
	unsigned char method = (unsigned char)data.ptr[1];

	data = (struct mc_str){ data.ptr + 2, data.len - 2 };
	if (is_packed > 1 || method != 0 || !skip_text(&data) || !skip_text(&data))
		return damaged();
	if (is_packed) {
		MC_TRY(mc_deflate_open(text, data, MC_DEFLATE_ZLIB, MC_CARRIER_MAX_CREDENTIAL));
	} else {
		mc_buf_add(text, data.ptr, data.len);
	}
	return NULL;
}

struct mc_err *mc_carrier_take_png(struct mc_buf *credential, struct mc_str png)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct chunk chunk;

	MC_TRY(find(&chunk, png));
	if (!chunk.type)
		return mc_carrier_none(MC_CARRIER_PNG);
	MC_TRY(read_text(&text, &chunk));
	MC_TRY(mc_carrier_check_text((struct mc_str){ text.ptr, text.len }));
	mc_buf_add(credential, text.ptr, text.len);
	return NULL;
}

static void add_number(struct mc_buf *out, uint32_t number)
{
	for (unsigned shift = 32; shift > 0; shift -= 8)
		mc_buf_addc(out, (char)(unsigned char)(number >> (shift - 8)));
}

static void add_chunk(struct mc_buf *out, struct mc_str credential)
{
	/* Behind the keyword: not compressed, method 0, no language, no translated keyword. */
	const size_t before = sizeof(keyword) + 4;

	add_number(out, (uint32_t)(before + credential.len));
	size_t start = out->len;

	mc_buf_addz(out, "iTXt");
	mc_buf_add(out, keyword, sizeof(keyword));
	mc_buf_add(out, "\0\0\0\0", 4);
	mc_buf_add(out, credential.ptr, credential.len);
	add_number(out, mc_deflate_crc(0, out->ptr + start, out->len - start));
}

struct mc_err *mc_carrier_put_png(struct mc_buf *out, struct mc_str png, struct mc_str credential)
{
	const size_t head = SIGNATURE_BYTES + FRAME_BYTES + IHDR_BYTES;
	struct chunk chunk;

	MC_TRY(mc_carrier_check_text(credential));
	MC_TRY(find(&chunk, png));
	if (chunk.type)
		return mc_carrier_bad(MC_CARRIER_PNG, _("it carries a credential already"));
	mc_buf_add(out, png.ptr, head);
	add_chunk(out, credential);
	mc_buf_add(out, png.ptr + head, png.len - head);
	return NULL;
}
