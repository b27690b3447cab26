/* SPDX-License-Identifier: MIT */
#include "cli/passphrase.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/term.h"
#include "ext/visible.h"
#include "os/file.h"
#include "os/tty.h"

/* A file may go on behind its first line. */
enum { FILE_BYTES = 4 * MC_PASSPHRASE_BYTES };

static struct mc_err *read_fd_number(int *fd, const char *text)
{
	unsigned long number = 0;

	for (const char *p = text; isdigit((unsigned char)*p) && number <= INT_MAX; p++)
		number = 10 * number + (unsigned long)(*p - '0');
	if (!text[0] || text[strspn(text, "0123456789")] || number > INT_MAX)
		return mc_err_new(MC_E_USAGE, _("option '--%s' needs a whole number, not '%s'"),
				  "passphrase-fd", text);
	*fd = (int)number;
	return NULL;
}

/* Byte by byte: what is behind the line belongs to somebody else. Room is there for one byte too many. */
static struct mc_err *from_fd(struct mc_buf *text, int fd)
{
	for (size_t len = 0; len <= MC_PASSPHRASE_BYTES;) {
		char byte;
		ssize_t n = read(fd, &byte, 1);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return mc_err_sys(MC_E_IO, errno, _("cannot read the passphrase from descriptor %d"),
					  fd);
		if (n == 0 || byte == '\n')
			break;
		mc_buf_addc(text, byte);
		len++;
	}
	return NULL;
}

static struct mc_err *from_file(struct mc_buf *text, const char *path)
{
	char bytes[FILE_BYTES];
	size_t len = 0;
	struct mc_err *err = mc_file_read_private(bytes, &len, sizeof(bytes), path);

	if (!err) {
		const char *end = memchr(bytes, '\n', len);
		size_t line = end ? (size_t)(end - bytes) : len;

		mc_buf_add(text, bytes, line <= MC_PASSPHRASE_BYTES ? line : MC_PASSPHRASE_BYTES + 1);
	}
	explicit_bzero(bytes, sizeof(bytes));
	return err;
}

/* The question goes to a terminal, where a name of a file must not steer anything. */
static void add_safe(struct mc_buf *safe, const char *about)
{
	mc_visible_add(safe, about, strlen(about), MC_VISIBLE_SAFE, !mc_term_has_utf8());
	for (size_t i = 0; i < safe->len; i++) {
		if (safe->ptr[i] == '\n')
			safe->ptr[i] = '?';
	}
}

static struct mc_err *ask(char *answer, size_t *len, const char *prompt)
{
	struct mc_err *err = mc_tty_ask(answer, len, MC_PASSPHRASE_BYTES, prompt);

	if (!err || err->code != MC_E_INPUT)
		return err;
	return mc_err_hint(mc_err_wrap(err, _("cannot ask for the passphrase")),
			   _("'--passphrase-file <file>' reads it from a file"));
}

static struct mc_err *ask_twice(char *answer, size_t *len, const char *about)
{
	char again[MC_PASSPHRASE_BYTES];
	size_t again_len = 0;
	MC_AUTO(mc_buf) first = MC_BUF_INIT;
	MC_AUTO(mc_buf) second = MC_BUF_INIT;

	mc_buf_addf(&first, _("new passphrase for '%s': "), about);
	mc_buf_addf(&second, _("the same again for '%s': "), about);
	struct mc_err *err = ask(answer, len, first.ptr);

	if (!err)
		err = ask(again, &again_len, second.ptr);
	if (!err && (*len != again_len || memcmp(answer, again, again_len) != 0))
		err = mc_err_new(MC_E_INPUT, _("the two passphrases are not the same"));
	explicit_bzero(again, sizeof(again));
	return err;
}

static struct mc_err *from_terminal(struct mc_buf *text, const char *about, bool is_new)
{
	char answer[MC_PASSPHRASE_BYTES];
	size_t len = 0;
	MC_AUTO(mc_buf) safe = MC_BUF_INIT;
	MC_AUTO(mc_buf) prompt = MC_BUF_INIT;

	add_safe(&safe, about);
	mc_buf_addf(&prompt, _("passphrase for '%s': "), safe.ptr);
	struct mc_err *err = is_new ? ask_twice(answer, &len, safe.ptr) : ask(answer, &len, prompt.ptr);

	if (!err)
		mc_buf_add(text, answer, len);
	explicit_bzero(answer, sizeof(answer));
	return err;
}

static struct mc_err *read_from(struct mc_buf *text, const struct mc_passphrase *from, const char *about,
				bool is_new)
{
	int fd = -1;

	if (from->file && from->fd)
		return mc_err_new(MC_E_USAGE,
				  _("'--passphrase-file' and '--passphrase-fd' are two sources for one "
				    "passphrase"));
	if (from->file)
		return from_file(text, from->file);
	if (!from->fd)
		return from_terminal(text, about, is_new);
	MC_TRY(read_fd_number(&fd, from->fd));
	return from_fd(text, fd);
}

static size_t count_characters(const char *bytes, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)bytes[i] & 0xc0) != 0x80;
	return count;
}

static struct mc_err *check(const char *bytes, size_t len, bool is_new)
{
	if (len == 0)
		return mc_err_new(MC_E_INPUT, _("the passphrase is empty"));
	if (len > MC_PASSPHRASE_BYTES)
		return mc_err_new(MC_E_INPUT, _("the passphrase is longer than %u bytes"),
				  MC_PASSPHRASE_BYTES);
	if (memchr(bytes, '\0', len))
		return mc_err_new(MC_E_INPUT, _("the passphrase has a zero byte in it"));
	if (is_new && count_characters(bytes, len) < MC_PASSPHRASE_MIN)
		return mc_err_hint(
			mc_err_new(MC_E_INPUT, _("a new passphrase needs at least %u characters"),
				   MC_PASSPHRASE_MIN),
			_("four words that have nothing to do with each other are easy to remember"));
	return NULL;
}

struct mc_err *mc_passphrase_get(struct mc_buf *text, const struct mc_passphrase *from, const char *about,
				 bool is_new)
{
	size_t before = text->len;

	(void)mc_buf_room(text, MC_PASSPHRASE_BYTES + 1);
	MC_TRY(read_from(text, from, about, is_new));
	/* A file made on Windows ends its line with both. */
	if (text->len > before && text->ptr[text->len - 1] == '\r')
		text->ptr[--text->len] = '\0';
	return check(text->ptr + before, text->len - before, is_new);
}

static struct mc_err *answer(struct mc_buf *text, void *context)
{
	const struct mc_passphrase_question *question = context;

	return mc_passphrase_get(text, question->from, question->about, false);
}

struct mc_seal_asker mc_passphrase_asker(struct mc_passphrase_question *question)
{
	return (struct mc_seal_asker){ answer, question };
}
