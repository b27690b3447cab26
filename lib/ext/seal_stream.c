/* SPDX-License-Identifier: MIT */
#include "ext/seal.h"

#include <assert.h>
#include <sodium.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/seal_part.h"

/* Each piece stands as its sealed length and the piece; the length is what the seal is about, too. */
enum {
	HEADER_BYTES = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
	EXTRA_BYTES = crypto_secretstream_xchacha20poly1305_ABYTES,
	LENGTH_BYTES = 4,
};
_Static_assert(MC_SEAL_KEY_BYTES == crypto_secretstream_xchacha20poly1305_KEYBYTES, "keys have another size");

struct mc_seal_stream {
	crypto_secretstream_xchacha20poly1305_state state;
	bool is_over;
};

static struct mc_seal_stream *stream_new(void)
{
	mc_seal_start();
	return mc_alloc_zero(1, sizeof(struct mc_seal_stream));
}

void mc_seal_stream_free(struct mc_seal_stream *stream)
{
	if (stream)
		sodium_memzero(stream, sizeof(*stream));
	free(stream);
}

static size_t read_length(const unsigned char *bytes)
{
	return bytes[0] | (size_t)bytes[1] << 8 | (size_t)bytes[2] << 16 | (size_t)bytes[3] << 24;
}

struct mc_seal_stream *mc_seal_stream_new(struct mc_buf *out, const struct mc_seal_key *key)
{
	struct mc_seal_stream *stream = stream_new();
	unsigned char *header = (void *)mc_buf_room(out, HEADER_BYTES);

	(void)crypto_secretstream_xchacha20poly1305_init_push(&stream->state, header, key->bytes);
	mc_buf_grown(out, HEADER_BYTES);
	return stream;
}

void mc_seal_stream_add(struct mc_buf *out, struct mc_seal_stream *stream, struct mc_str piece, bool is_last)
{
	size_t sealed_len = piece.len + EXTRA_BYTES;
	unsigned char *bytes = (void *)mc_buf_room(out, LENGTH_BYTES + sealed_len);

	assert(piece.len <= MC_SEAL_PIECE_BYTES && !stream->is_over);
	for (size_t i = 0; i < LENGTH_BYTES; i++)
		bytes[i] = (unsigned char)(sealed_len >> (8 * i));
	(void)crypto_secretstream_xchacha20poly1305_push(
		&stream->state, bytes + LENGTH_BYTES, NULL, (const void *)piece.ptr, piece.len, bytes,
		LENGTH_BYTES,
		is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
			: crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
	stream->is_over = is_last;
	mc_buf_grown(out, LENGTH_BYTES + sealed_len);
}

struct mc_err *mc_seal_stream_open(struct mc_seal_stream **stream, struct mc_str *input,
				   const struct mc_seal_key *key)
{
	if (input->len < HEADER_BYTES)
		return mc_err_new(MC_E_INPUT, _("a sealed file is cut off"));
	MC_AUTOPTR(mc_seal_stream) opened = stream_new();

	if (crypto_secretstream_xchacha20poly1305_init_pull(&opened->state, (const void *)input->ptr,
							    key->bytes) != 0)
		return mc_err_new(MC_E_INPUT, _("a sealed file is damaged"));
	input->ptr += HEADER_BYTES;
	input->len -= HEADER_BYTES;
	*stream = MC_TAKE(opened);
	return NULL;
}

struct mc_err *mc_seal_stream_next(struct mc_buf *out, bool *is_last, bool *needs_more,
				   struct mc_seal_stream *stream, struct mc_str *input)
{
	const unsigned char *bytes = (const void *)input->ptr;
	size_t sealed_len = input->len < LENGTH_BYTES ? EXTRA_BYTES : read_length(bytes);
	unsigned char tag = 0;

	if (stream->is_over)
		return mc_err_new(MC_E_INPUT, _("a sealed file goes on behind its end"));
	if (sealed_len < EXTRA_BYTES || sealed_len > MC_SEAL_PIECE_BYTES + EXTRA_BYTES)
		return mc_err_new(MC_E_INPUT, _("a sealed file is damaged"));
	*needs_more = input->len < LENGTH_BYTES + sealed_len;
	if (*needs_more)
		return NULL;
	size_t len = sealed_len - EXTRA_BYTES;
	char *open = mc_buf_room(out, len);

	if (crypto_secretstream_xchacha20poly1305_pull(&stream->state, (void *)open, NULL, &tag,
						       bytes + LENGTH_BYTES, sealed_len, bytes,
						       LENGTH_BYTES) != 0) {
		*open = '\0'; /* the byte behind a buffer's content is always zero */
		return mc_err_new(MC_E_INPUT,
				  _("a sealed file does not open: it has another key, or was changed"));
	}
	mc_buf_grown(out, len);
	input->ptr += LENGTH_BYTES + sealed_len;
	input->len -= LENGTH_BYTES + sealed_len;
	stream->is_over = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	*is_last = stream->is_over;
	return NULL;
}
