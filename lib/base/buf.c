/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"

enum { READ_CHUNK = 64 * 1024 };

char mc_buf_empty[1];

void mc_buf_release(struct mc_buf *buf)
{
	if (buf->cap)
		free(buf->ptr);
	*buf = (struct mc_buf)MC_BUF_INIT;
}

void mc_buf_reset(struct mc_buf *buf)
{
	buf->len = 0;
	if (buf->cap)
		buf->ptr[0] = '\0';
}

char *mc_buf_take(struct mc_buf *buf)
{
	char *text = buf->cap ? buf->ptr : mc_strdup("");

	*buf = (struct mc_buf)MC_BUF_INIT;
	return text;
}

char *mc_buf_room(struct mc_buf *buf, size_t len)
{
	assert(len < SIZE_MAX / 2 - buf->len);
	size_t need = buf->len + len + 1;

	if (need > buf->cap) {
		size_t cap = buf->cap ? buf->cap : 64;

		while (cap < need)
			cap *= 2;
		buf->ptr = mc_realloc(buf->cap ? buf->ptr : NULL, cap);
		buf->cap = cap;
		buf->ptr[buf->len] = '\0'; /* nothing may come: an empty file */
	}
	return buf->ptr + buf->len;
}

void mc_buf_grown(struct mc_buf *buf, size_t len)
{
	assert(buf->cap > buf->len + len);
	buf->len += len;
	buf->ptr[buf->len] = '\0';
}

void mc_buf_add(struct mc_buf *buf, const void *bytes, size_t len)
{
	if (len == 0)
		return;
	memcpy(mc_buf_room(buf, len), bytes, len);
	mc_buf_grown(buf, len);
}

void mc_buf_addz(struct mc_buf *buf, const char *text)
{
	mc_buf_add(buf, text, strlen(text));
}

void mc_buf_addc(struct mc_buf *buf, char byte)
{
	mc_buf_add(buf, &byte, 1);
}

void mc_buf_add_int(struct mc_buf *buf, int64_t number)
{
	char digits[24];
	char *p = digits + sizeof(digits);
	uint64_t size = number < 0 ? -(uint64_t)number : (uint64_t)number;

	do
		*--p = (char)('0' + size % 10);
	while (size /= 10);
	if (number < 0)
		*--p = '-';
	mc_buf_add(buf, p, (size_t)(digits + sizeof(digits) - p));
}

void mc_buf_addv(struct mc_buf *buf, const char *fmt, va_list args)
{
	va_list again;

	va_copy(again, args);
	int len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	assert(len >= 0);
	(void)vsnprintf(mc_buf_room(buf, (size_t)len), (size_t)len + 1, fmt, args);
	mc_buf_grown(buf, (size_t)len);
}

void mc_buf_addf(struct mc_buf *buf, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	mc_buf_addv(buf, fmt, args);
	va_end(args);
}

struct mc_err *mc_buf_read_fd(struct mc_buf *buf, int fd, size_t limit_bytes)
{
	size_t start = buf->len;

	for (;;) {
		ssize_t got = read(fd, mc_buf_room(buf, READ_CHUNK), READ_CHUNK);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return mc_err_sys(MC_E_IO, errno, _("cannot read"));
		if (got == 0)
			return NULL;
		mc_buf_grown(buf, (size_t)got);
		if (buf->len - start > limit_bytes)
			return mc_err_new(MC_E_INPUT, _("larger than the limit of %zu bytes"), limit_bytes);
	}
}

struct mc_err *mc_buf_read_file(struct mc_buf *buf, const char *path, size_t limit_bytes)
{
	struct stat info;
	/* O_NONBLOCK: opening a FIFO that nobody writes must not hang. */
	MC_AUTOFD fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot open '%s'"), path);
	if (fstat(fd, &info) < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot read '%s'"), path);
	if (!S_ISREG(info.st_mode))
		return mc_err_new(MC_E_INPUT, _("'%s' is not a regular file"), path);
	if (info.st_size > 0 && (size_t)info.st_size <= limit_bytes)
		(void)mc_buf_room(buf, (size_t)info.st_size + READ_CHUNK);
	MC_TRY_AS(mc_buf_read_fd(buf, fd, limit_bytes), "'%s'", path);
	return NULL;
}

static bool needs_quotes(const char *word)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+./:,@%=";

	return !*word || word[strspn(word, plain)] != '\0';
}

void mc_buf_add_shell(struct mc_buf *out, const char *word)
{
	if (!needs_quotes(word)) {
		mc_buf_addz(out, word);
		return;
	}
	mc_buf_addc(out, '\'');
	for (; *word; word++) {
		if (*word == '\'')
			mc_buf_addz(out, "'\\''");
		else
			mc_buf_addc(out, *word);
	}
	mc_buf_addc(out, '\'');
}

struct mc_err *mc_buf_read_input(struct mc_buf *buf, const char *path, size_t limit_bytes)
{
	if (!strcmp(path, "-"))
		return mc_buf_read_fd(buf, STDIN_FILENO, limit_bytes);
	return mc_buf_read_file(buf, path, limit_bytes);
}
