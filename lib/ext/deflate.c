/* SPDX-License-Identifier: MIT */
#include "ext/deflate.h"

#include <assert.h>
#include <limits.h>
#define ZLIB_CONST /* what is read is const */
#include <zlib.h>

#include "base/i18n.h"

enum {
	WINDOW_BITS = 15,
	GZIP_BITS = 16,	  /* added to the bits of the window: zlib's way to ask for gzip */
	MEMORY_LEVEL = 9, /* 256 KiB for a few milliseconds */
	OS_UNKNOWN = 255, /* RFC 1952, 2.3.1 */
	STEP_BYTES = 65536,
	QUICK_LEVEL = 3,
};

static int bits_of(enum mc_deflate_form form)
{
	return form == MC_DEFLATE_GZIP ? WINDOW_BITS + GZIP_BITS : WINDOW_BITS;
}

static void deflate_all(struct mc_buf *out, struct mc_str bytes, enum mc_deflate_form form, int level)
{
	gz_header head = { .os = OS_UNKNOWN };
	z_stream stream = { 0 };
	int status =
		deflateInit2(&stream, level, Z_DEFLATED, bits_of(form), MEMORY_LEVEL, Z_DEFAULT_STRATEGY);

	/* What can fail here is memory, and whoever calls has a limit far below UINT_MAX bytes. */
	assert(status == Z_OK && bytes.len < UINT_MAX / 2);
	if (form == MC_DEFLATE_GZIP)
		(void)deflateSetHeader(&stream, &head);
	size_t room = deflateBound(&stream, bytes.len);

	stream.next_in = (const Bytef *)bytes.ptr;
	stream.avail_in = (uInt)bytes.len;
	stream.next_out = (Bytef *)mc_buf_room(out, room);
	stream.avail_out = (uInt)room;
	status = deflate(&stream, Z_FINISH);
	assert(status == Z_STREAM_END);
	mc_buf_grown(out, room - stream.avail_out);
	(void)deflateEnd(&stream);
}

void mc_deflate_add(struct mc_buf *out, struct mc_str bytes, enum mc_deflate_form form)
{
	deflate_all(out, bytes, form, Z_BEST_COMPRESSION);
}

void mc_deflate_add_quickly(struct mc_buf *out, struct mc_str bytes, enum mc_deflate_form form)
{
	deflate_all(out, bytes, form, QUICK_LEVEL);
}

/* Inflates all; *status gets the last answer of zlib. */
static void inflate_all(struct mc_buf *out, z_stream *stream, int *status, size_t limit_bytes)
{
	size_t start = out->len;

	do {
		/* One byte more than allowed shows that it is too much. */
		size_t left = limit_bytes - (out->len - start) + 1;
		size_t room = left < STEP_BYTES ? left : STEP_BYTES;

		stream->next_out = (Bytef *)mc_buf_room(out, room);
		stream->avail_out = (uInt)room;
		*status = inflate(stream, Z_NO_FLUSH);
		mc_buf_grown(out, room - stream->avail_out);
	} while (*status == Z_OK && out->len - start <= limit_bytes);
}

struct mc_err *mc_deflate_open(struct mc_buf *out, struct mc_str packed, enum mc_deflate_form form,
			       size_t limit_bytes)
{
	z_stream stream = { .next_in = (const Bytef *)packed.ptr, .avail_in = (uInt)packed.len };
	size_t start = out->len;
	int status = Z_OK;

	if (packed.len > INT_MAX)
		return mc_err_new(MC_E_LIMIT, _("a compressed text is too large"));
	status = inflateInit2(&stream, bits_of(form));
	assert(status == Z_OK);
	inflate_all(out, &stream, &status, limit_bytes);
	bool is_whole = status == Z_STREAM_END && stream.avail_in == 0;
	bool is_long = out->len - start > limit_bytes;

	(void)inflateEnd(&stream);
	if (is_whole && !is_long)
		return NULL;
	out->len = start;
	out->ptr[start] = '\0';
	if (is_long)
		return mc_err_new(MC_E_LIMIT, _("a compressed text holds more than %zu bytes"), limit_bytes);
	return mc_err_new(MC_E_INPUT, _("a compressed text is damaged or cut off"));
}

uint32_t mc_deflate_crc(uint32_t crc, const void *bytes, size_t len)
{
	return (uint32_t)crc32_z(crc, bytes, len);
}
