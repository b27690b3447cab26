/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/str.h"
#include "batch/toolchain_part.h"
#include "os/cache.h"
#include "os/clock.h"
#include "os/file.h"

enum { CHUNK = 256 * 1024, FIRST_LINE = 256, SETTLED_MS = 2000, DESCRIPTION_MAX = 4 * 1024 * 1024 };

/* ---- bytes ---- */

static struct mc_err *hash_fd(struct mc_hash *hash, int fd, const char *path)
{
	char *chunk = mc_alloc(CHUNK);
	ssize_t got;

	while ((got = read(fd, chunk, CHUNK)) > 0 || (got < 0 && errno == EINTR)) {
		if (got > 0)
			mc_hash_add(hash, chunk, (size_t)got);
	}
	int failed = got < 0 ? errno : 0;

	free(chunk);
	return failed ? mc_err_sys(MC_E_IO, failed, _("cannot read '%s'"), path) : NULL;
}

/* The package.json of the package of npm that a path lies in; NULL: in none. Owned by the caller. */
static char *description_of(const char *path)
{
	static const char folder[] = "/node_modules/";
	const char *last = NULL;

	for (const char *at = strstr(path, folder); at; at = strstr(at + 1, folder))
		last = at + strlen(folder);
	const char *end = last ? strchr(last, '/') : NULL;

	if (end && *last == '@')
		end = strchr(end + 1, '/');
	return end ? mc_format("%.*s/package.json", (int)(end - path), path) : NULL;
}

static struct mc_err *hash_anew(char hex[MC_HASH_HEX], int fd, const char *path)
{
	MC_AUTOTEXT description = description_of(path);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_hash hash;

	mc_hash_init(&hash);
	MC_TRY(hash_fd(&hash, fd, path));
	if (description && mc_file_is_regular(description)) {
		MC_TRY(mc_buf_read_file(&text, description, DESCRIPTION_MAX));
		mc_hash_add(&hash, text.ptr, text.len);
	}
	mc_hash_hex(hex, &hash);
	return NULL;
}

/* ---- what is known ---- */

static void add_identity(struct mc_hash *hash, const char *path, const struct stat *about)
{
	mc_hash_add_text(hash, path);
	mc_hash_add_number(hash, about->st_dev);
	mc_hash_add_number(hash, about->st_ino);
	mc_hash_add_number(hash, (uint64_t)about->st_size);
	mc_hash_add_number(hash, (uint64_t)about->st_mtim.tv_sec);
	mc_hash_add_number(hash, (uint64_t)about->st_mtim.tv_nsec);
	mc_hash_add_number(hash, (uint64_t)about->st_ctim.tv_sec);
	mc_hash_add_number(hash, (uint64_t)about->st_ctim.tv_nsec);
}

/* Where the hash of this file is remembered; NULL when there is no cache. Owned by the caller. */
static char *memory_of(const char *path, const struct stat *about)
{
	MC_AUTOTEXT description = description_of(path);
	struct stat package;
	struct mc_hash hash;
	char hex[MC_HASH_HEX];
	char *place = NULL;

	mc_hash_init(&hash);
	add_identity(&hash, path, about);
	if (description && !stat(description, &package))
		add_identity(&hash, description, &package);
	mc_hash_hex(hex, &hash);
	MC_AUTOTEXT name = mc_format("tools/%s", hex);

	mc_err_drop(mc_cache_path(&place, name));
	return place;
}

static bool remember(char hex[MC_HASH_HEX], const char *place)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = mc_buf_read_file(&text, place, MC_HASH_HEX);

	if (err || text.len != MC_HASH_HEX - 1 || strspn(text.ptr, "0123456789abcdef") != text.len)
		return false;
	memcpy(hex, text.ptr, MC_HASH_HEX);
	return true;
}

/* A file that was changed a moment ago can be changed again without a new time. */
static bool is_settled(const struct stat *about)
{
	int64_t changed_ms =
		(int64_t)about->st_ctim.tv_sec * 1000 + (int64_t)about->st_ctim.tv_nsec / 1000000;

	return mc_clock_unix_ms() - changed_ms > SETTLED_MS;
}

struct mc_err *mc_toolchain_hash(char hash[MC_HASH_HEX], const char *path)
{
	MC_AUTOFD fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat about;

	if (fd < 0 || fstat(fd, &about) < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot read '%s'"), path);
	MC_AUTOTEXT place = memory_of(path, &about);

	if (place && remember(hash, place))
		return NULL;
	MC_TRY(hash_anew(hash, fd, path));
	/* Without a cache it is only slower. */
	if (place && is_settled(&about))
		mc_err_drop(mc_file_write_atomic(place, hash, MC_HASH_HEX - 1, 0644));
	return NULL;
}

/* ---- first lines ---- */

static struct mc_str cut_blank(struct mc_str *line)
{
	size_t skipped = 0, len = 0;

	while (skipped < line->len && strchr(" \t", line->ptr[skipped]))
		skipped++;
	while (skipped + len < line->len && !strchr(" \t\r", line->ptr[skipped + len]))
		len++;
	const struct mc_str word = { line->ptr + skipped, len };

	*line = (struct mc_str){ word.ptr + len, line->len - skipped - len };
	return word;
}

static struct mc_str base_of(struct mc_str path)
{
	const char *slash = path.len ? memrchr(path.ptr, '/', path.len) : NULL;

	return slash ? (struct mc_str){ slash + 1, path.len - (size_t)(slash + 1 - path.ptr) } : path;
}

bool mc_toolchain_shebang(struct mc_buf *name, struct mc_str text)
{
	struct mc_str line;

	if (text.len < 2 || memcmp(text.ptr, "#!", 2) != 0)
		return false;
	text = (struct mc_str){ text.ptr + 2, text.len - 2 };
	if (!mc_str_cut_line(&line, &text))
		return false;
	struct mc_str word = cut_blank(&line);

	/* env with options: "-S node --flag" */
	if (mc_str_is_equal(base_of(word), mc_str("env"))) {
		do
			word = cut_blank(&line);
		while (word.len > 0 && (*word.ptr == '-' || memchr(word.ptr, '=', word.len)));
	}
	if (word.len == 0 || memchr(word.ptr, '\0', word.len))
		return false;
	mc_buf_reset(name);
	mc_buf_add(name, word.ptr, word.len);
	return true;
}

bool mc_toolchain_interpreter(struct mc_buf *name, const char *path)
{
	MC_AUTOFD fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char line[FIRST_LINE];
	ssize_t got = fd < 0 ? -1 : read(fd, line, sizeof(line));

	return got > 0 && mc_toolchain_shebang(name, (struct mc_str){ line, (size_t)got });
}
