/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_BUF_H
#define MC_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/** Growing bytes: ptr is never NULL and always ends with a zero that len does not count. */
struct mc_buf {
	char *ptr;
	size_t len;
	size_t cap; /* bytes allocated; 0 while ptr is the shared empty text */
};

extern char mc_buf_empty[1];
#define MC_BUF_INIT \
	{ \
		mc_buf_empty, 0, 0 \
	}

/** Frees the memory; the buffer is empty and usable again. */
void mc_buf_release(struct mc_buf *buf);

/** Forgets the content and keeps the memory. */
void mc_buf_reset(struct mc_buf *buf);

/** Gives the content to the caller, who releases it with free(); the buffer is empty again. */
char *mc_buf_take(struct mc_buf *buf);

/** Makes room for len more bytes and returns where they start; mc_buf_grown() then counts them. */
char *mc_buf_room(struct mc_buf *buf, size_t len);

/** Counts len bytes that were written into the room. */
void mc_buf_grown(struct mc_buf *buf, size_t len);

/** Appends len bytes, which may contain zeros. */
void mc_buf_add(struct mc_buf *buf, const void *bytes, size_t len);

/** Appends a zero-terminated text. */
void mc_buf_addz(struct mc_buf *buf, const char *text);

/** Appends one byte. */
void mc_buf_addc(struct mc_buf *buf, char byte);

/** Appends a whole number in decimal; many times as fast as mc_buf_addf(). */
void mc_buf_add_int(struct mc_buf *buf, int64_t number);

/** Appends formatted text. */
void mc_buf_addf(struct mc_buf *buf, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/** Appends formatted text; args is used up. */
void mc_buf_addv(struct mc_buf *buf, const char *fmt, va_list args) __attribute__((format(printf, 2, 0)));

/** Appends a text as one word for sh(1), quoted where it must be. */
void mc_buf_add_shell(struct mc_buf *out, const char *word);

/**
 * Appends what is left to read from fd.
 * Errors: MC_E_IO; MC_E_INPUT when there are more than limit_bytes (the content is then unspecified).
 */
struct mc_err *mc_buf_read_fd(struct mc_buf *buf, int fd, size_t limit_bytes) MC_MUST_USE;

/**
 * Appends the content of the file at path.
 * Errors: MC_E_IO (cannot open or read), MC_E_INPUT (larger than limit_bytes, or not a regular file).
 */
struct mc_err *mc_buf_read_file(struct mc_buf *buf, const char *path, size_t limit_bytes) MC_MUST_USE;

/** The same, with standard input when path is "-". Errors: as above. */
struct mc_err *mc_buf_read_input(struct mc_buf *buf, const char *path, size_t limit_bytes) MC_MUST_USE;

#endif
