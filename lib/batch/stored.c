/* SPDX-License-Identifier: MIT */
#include "batch/stored.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/hash.h"
#include "os/dir.h"
#include "os/file.h"
#include "os/lock.h"

/* So many hex digits of a key are the number of the byte that its claim locks: below the largest offset. */
enum { CLAIM_DIGITS = 15 };

void mc_stored_key(char key[MC_STORED_KEY], const char *spec, const char *digest, const char *tools,
		   const char *version)
{
	struct mc_hash hash;

	mc_hash_init(&hash);
	mc_hash_add_text(&hash, MC_STORED_SCHEMA);
	mc_hash_add_text(&hash, spec);
	mc_hash_add_text(&hash, digest);
	mc_hash_add_text(&hash, tools);
	mc_hash_add_text(&hash, version);
	mc_hash_hex(key, &hash);
}

/* ---- files ---- */

static char *folder_of(const char *dir, const char *key)
{
	return mc_format("%s/%.2s", dir, key);
}

char *mc_stored_path(const char *dir, const char *key)
{
	return mc_format("%s/%.2s/%s.json", dir, key, key);
}

bool mc_stored_has(const char *dir, const char *key)
{
	MC_AUTOTEXT path = mc_stored_path(dir, key);

	return mc_file_is_regular(path);
}

struct mc_err *mc_stored_read(struct mc_buf *bytes, const char *dir, const char *key)
{
	MC_AUTOTEXT path = mc_stored_path(dir, key);

	if (!mc_file_is_regular(path))
		return mc_err_hint(mc_err_new(MC_E_NOTHING, _("there is no stored result '%s'"), path), "%s",
				   _("'migracode grade --cohort <id>' computes what is missing"));
	size_t before = bytes->len;
	struct mc_err *err = mc_buf_read_file(bytes, path, MC_STORED_MAX_BYTES);

	err = err ? err : mc_stored_check(bytes->ptr + before, bytes->len - before, key);
	if (!err || (err->code != MC_E_INPUT && err->code != MC_E_LIMIT))
		return err;
	MC_AUTOTEXT why = mc_strdup(err->msg);

	mc_err_drop(err);
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("the stored result '%s' is damaged: %s"), path, why),
			   _("remove it and grade again: rm '%s'"), path);
}

struct mc_err *mc_stored_write(bool *is_first, const char *dir, const char *key, struct mc_str bytes)
{
	MC_AUTOTEXT folder = folder_of(dir, key);
	MC_AUTOTEXT path = mc_stored_path(dir, key);
	MC_AUTO(mc_buf) there = MC_BUF_INIT;

	MC_TRY(mc_file_make_dirs(folder));
	struct mc_err *err = mc_file_write_new(path, bytes.ptr, bytes.len, 0600);

	*is_first = !err;
	if (!err || err->code != MC_E_INPUT)
		return err;
	mc_err_drop(err);
	MC_TRY(mc_buf_read_file(&there, path, MC_STORED_MAX_BYTES));
	*is_first = mc_str_is_equal(bytes, (struct mc_str){ there.ptr, there.len });
	return NULL;
}

void mc_stored_sweep(const char *dir, const char *key)
{
	MC_AUTOTEXT folder = folder_of(dir, key);
	MC_AUTOTEXT head = mc_format("%s.json.", key);
	MC_AUTO(mc_dir) files = MC_DIR_INIT;

	if (!mc_file_is_dir(folder))
		return;
	mc_err_drop(mc_dir_read_files(&files, folder));
	for (size_t i = 0; i < files.count; i++) {
		MC_AUTOTEXT path = mc_path_join(folder, files.names[i]);

		if (!strncmp(files.names[i], head, strlen(head)))
			(void)unlink(path);
	}
}

struct mc_err *mc_stored_remove(const char *dir, const char *key)
{
	MC_AUTOTEXT path = mc_stored_path(dir, key);

	if (unlink(path) != 0 && errno != ENOENT)
		return mc_err_sys(MC_E_IO, errno, _("cannot remove '%s'"), path);
	return NULL;
}

/* ---- claims ---- */

struct mc_err *mc_claims_open(struct mc_claims *claims, const char *dir)
{
	MC_AUTOTEXT path = mc_path_join(dir, "claims");

	MC_TRY(mc_file_make_dirs(dir));
	claims->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	return claims->fd < 0 ? mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), path) : NULL;
}

void mc_claims_release(struct mc_claims *claims)
{
	if (claims->fd >= 0)
		(void)close(claims->fd);
	claims->fd = -1;
}

/* Two keys that share the first digits are nothing but one more wait. */
static int64_t byte_of(const char *key)
{
	char digits[CLAIM_DIGITS + 1] = "";

	memcpy(digits, key, CLAIM_DIGITS);
	return (int64_t)strtoull(digits, NULL, 16);
}

bool mc_claims_take(const struct mc_claims *claims, const char *key, bool waits)
{
	return mc_lock_byte(claims->fd, byte_of(key), waits) != EAGAIN;
}

void mc_claims_drop(const struct mc_claims *claims, const char *key)
{
	mc_unlock_byte(claims->fd, byte_of(key));
}
