/* SPDX-License-Identifier: MIT */
#include "records/sealed_lines.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"

enum { PIECE = 256 * 1024, READ = 256 * 1024, MAX_LINE = 64 << 20, STREAM_HEADER = 24 };

/* ---- writing ---- */

struct mc_err *mc_sealed_out_open(struct mc_sealed_out *out, const char *path, const char *format,
				  const struct mc_seal_key *key, const char *purpose)
{
	MC_AUTO(mc_seal_key) derived = MC_SEAL_KEY_INIT;
	MC_AUTO(mc_buf) head = MC_BUF_INIT;

	mc_seal_key_derive(&derived, key, purpose);
	MC_TRY(mc_outfile_open(&out->file, path));
	if (fchmod(out->file.fd, 0600) != 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), path);
	mc_buf_addf(&head, "%s\n", format);
	out->stream = mc_seal_stream_new(&head, &derived);
	return mc_outfile_add(&out->file, head.ptr, head.len);
}

static struct mc_err *write_piece(struct mc_sealed_out *out, size_t len, bool is_last)
{
	mc_buf_reset(&out->sealed);
	mc_seal_stream_add(&out->sealed, out->stream, (struct mc_str){ out->text.ptr, len }, is_last);
	MC_TRY(mc_outfile_add(&out->file, out->sealed.ptr, out->sealed.len));
	memmove(out->text.ptr, out->text.ptr + len, out->text.len - len + 1);
	out->text.len -= len;
	return NULL;
}

/* A field may hold everything: what parts fields and lines is written otherwise. */
static void add_field(struct mc_buf *text, const char *field)
{
	for (; *field; field++) {
		size_t plain = strcspn(field, "\t\n\\");

		mc_buf_add(text, field, plain);
		field += plain;
		if (!*field)
			return;
		mc_buf_addz(text, *field == '\t' ? "\\t" : *field == '\n' ? "\\n" : "\\\\");
	}
}

struct mc_err *mc_sealed_out_add(struct mc_sealed_out *out, const char *const fields[], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			mc_buf_addc(&out->text, '\t');
		add_field(&out->text, fields[i] ? fields[i] : "");
	}
	mc_buf_addc(&out->text, '\n');
	while (out->text.len >= PIECE)
		MC_TRY(write_piece(out, PIECE, false));
	return NULL;
}

struct mc_err *mc_sealed_out_commit(struct mc_sealed_out *out)
{
	/* write_piece() moves what is left, and so needs a buffer of its own. */
	mc_buf_addc(&out->text, '\n');
	MC_TRY(write_piece(out, out->text.len, true));
	return mc_outfile_commit(&out->file);
}

void mc_sealed_out_release(struct mc_sealed_out *out)
{
	mc_outfile_release(&out->file);
	mc_seal_stream_free(out->stream);
	mc_buf_release(&out->text);
	mc_buf_release(&out->sealed);
	*out = (struct mc_sealed_out)MC_SEALED_OUT_INIT;
}

/* ---- reading ---- */

static struct mc_err *is_damaged(const struct mc_sealed_in *in)
{
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is damaged or was cut off"), in->path), "%s",
			   _("take another copy of it, or an older backup"));
}

/* Makes the input longer; is_end when there is no more. */
static struct mc_err *read_more(bool *is_end, struct mc_sealed_in *in)
{
	ssize_t count;

	memmove(in->input.ptr, in->input.ptr + in->input_at, in->input.len - in->input_at);
	in->input.len -= in->input_at;
	in->input_at = 0;
	char *room = mc_buf_room(&in->input, READ);

	do
		count = read(in->fd, room, READ);
	while (count < 0 && errno == EINTR);
	if (count < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot read '%s'"), in->path);
	mc_buf_grown(&in->input, (size_t)count);
	*is_end = count == 0;
	return NULL;
}

static struct mc_err *read_head(struct mc_sealed_in *in, const char *format, const struct mc_seal_key *key)
{
	size_t len = strlen(format);
	bool is_end = false;

	in->input_at = in->input.len;
	while (!is_end && in->input.len < len + 1 + STREAM_HEADER) {
		in->input_at = 0;
		MC_TRY(read_more(&is_end, in));
	}
	if (in->input.len < len + 1 || memcmp(in->input.ptr, format, len) != 0 || in->input.ptr[len] != '\n')
		return mc_err_new(MC_E_INPUT, _("'%s' is no file of the kind '%s'"), in->path, format);
	struct mc_str rest = { in->input.ptr + len + 1, in->input.len - len - 1 };

	if (rest.len < STREAM_HEADER)
		return is_damaged(in);
	MC_TRY(mc_seal_stream_open(&in->stream, &rest, key));
	in->input_at = in->input.len - rest.len;
	return NULL;
}

/* Makes the text longer. */
static struct mc_err *open_piece(struct mc_sealed_in *in)
{
	bool needs_more = true, is_end = false;

	memmove(in->text.ptr, in->text.ptr + in->text_at, in->text.len - in->text_at);
	in->text.len -= in->text_at;
	in->text_at = 0;
	for (;;) {
		struct mc_str rest = { in->input.ptr + in->input_at, in->input.len - in->input_at };

		MC_TRY(mc_seal_stream_next(&in->text, &in->is_last, &needs_more, in->stream, &rest));
		in->input_at = in->input.len - rest.len;
		if (!needs_more)
			return NULL;
		if (is_end)
			return is_damaged(in);
		MC_TRY(read_more(&is_end, in));
	}
}

struct mc_err *mc_sealed_in_open(struct mc_sealed_in *in, const char *path, const char *format,
				 const struct mc_seal_key *key, const char *purpose)
{
	MC_AUTO(mc_seal_key) derived = MC_SEAL_KEY_INIT;

	mc_seal_key_derive(&derived, key, purpose);
	in->path = path;
	in->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (in->fd < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot read '%s'"), path);
	MC_TRY(read_head(in, format, &derived));
	struct mc_err *err = open_piece(in);

	if (!err || err->code != MC_E_INPUT)
		return err;
	mc_err_drop(err);
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' was not sealed with this key, or is damaged"),
				      path),
			   "%s", _("name the records.key of the school that made it"));
}

static char unescape(char c)
{
	return c == 't' ? '\t' : c == 'n' ? '\n' : c;
}

/* line ends with a zero. */
static bool split(struct mc_sealed_in *in, char *line)
{
	char *to = line;

	for (size_t i = 0; i < MC_SEALED_MAX_FIELDS; i++)
		in->fields[i] = "";
	in->count = 0;
	in->fields[in->count++] = line;
	for (const char *from = line; *from; from++) {
		if (*from == '\t') {
			if (in->count == MC_SEALED_MAX_FIELDS)
				return false;
			*to++ = '\0';
			in->fields[in->count++] = to;
		} else if (*from == '\\' && from[1]) {
			*to++ = unescape(*++from);
		} else {
			*to++ = *from;
		}
	}
	*to = '\0';
	return true;
}

/* Nothing may stand behind the end, neither sealed nor open. */
static struct mc_err *check_end(struct mc_sealed_in *in)
{
	bool is_end = in->is_last && in->text_at == in->text.len && in->input_at == in->input.len;

	if (is_end)
		MC_TRY(read_more(&is_end, in));
	return is_end ? NULL : is_damaged(in);
}

struct mc_err *mc_sealed_in_next(bool *has_line, struct mc_sealed_in *in)
{
	char *line, *end;

	for (;;) {
		line = in->text.ptr + in->text_at;
		end = memchr(line, '\n', in->text.len - in->text_at);
		if (end)
			break;
		if (in->is_last || in->text.len - in->text_at > MAX_LINE)
			return is_damaged(in);
		struct mc_err *err = open_piece(in);

		if (err && err->code == MC_E_INPUT) {
			mc_err_drop(err);
			return is_damaged(in);
		}
		MC_TRY(err);
	}
	*has_line = end > line;
	*end = '\0';
	in->text_at = (size_t)(end + 1 - in->text.ptr);
	/* An empty line is the last one. */
	if (!*has_line)
		return check_end(in);
	return split(in, line) ? NULL : is_damaged(in);
}

void mc_sealed_in_release(struct mc_sealed_in *in)
{
	if (in->fd >= 0)
		(void)close(in->fd);
	mc_seal_stream_free(in->stream);
	mc_buf_release(&in->input);
	mc_buf_release(&in->text);
	*in = (struct mc_sealed_in)MC_SEALED_IN_INIT;
}

/* ---- bytes as text ---- */

void mc_hex_add(struct mc_buf *out, struct mc_str bytes)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.ptr[i];

		mc_buf_addc(out, digits[byte >> 4]);
		mc_buf_addc(out, digits[byte & 15]);
	}
}

bool mc_hex_read(struct mc_buf *out, const char *text)
{
	static const char digits[] = "0123456789abcdef";
	size_t len = strlen(text);

	if (len % 2 != 0 || strspn(text, digits) != len)
		return false;
	for (size_t i = 0; i < len; i += 2)
		mc_buf_addc(out, (char)((strchr(digits, text[i]) - digits) << 4 |
					(strchr(digits, text[i + 1]) - digits)));
	return true;
}
