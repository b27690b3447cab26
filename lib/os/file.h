/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_FILE_H
#define MC_OS_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/**
 * Puts len bytes into the file at path so that it holds either its old content or the new one, whatever
 * happens: writes a temporary file in the same folder, syncs it, renames it, syncs the folder.  On failure
 * nothing is left behind.
 *
 * mode  permissions of the file, for example 0644; the umask is not applied
 *
 * Errors: MC_E_IO (the folder is missing, no permission, disk full …).
 */
struct mc_err *mc_file_write_atomic(const char *path, const void *bytes, size_t len, unsigned mode)
	MC_MUST_USE;

/** Like mc_file_write_atomic(), but only where nothing is yet. Errors: MC_E_INPUT when there is something at
 * path, even a link that leads nowhere; MC_E_IO. */
struct mc_err *mc_file_write_new(const char *path, const void *bytes, size_t len, unsigned mode) MC_MUST_USE;

/**
 * Reads a file with a secret into bytes, which have room for limit_bytes; no copy is made. Links are
 * followed.
 *
 * Errors: MC_E_INPUT when others may read or write it (the hint has the chmod to type), when it is no regular
 * file or too large; MC_E_IO.
 */
struct mc_err *mc_file_read_private(char *bytes, size_t *len, size_t limit_bytes, const char *path)
	MC_MUST_USE;

/** Writes all len bytes to fd, however often write() takes only a part. Returns 0, or -1 with errno. */
int mc_file_write_all(int fd, const void *bytes, size_t len) MC_MUST_USE;

/**
 * Appends the content of the regular file at path below dir; path is relative and must pass
 * mc_tree_is_safe_path(). No part of path may be a link, so that nothing outside of dir can be read.
 *
 * Errors: MC_E_IO (missing, no permission), MC_E_INPUT (unsafe path, a link, no regular file, larger than
 * limit_bytes).
 */
struct mc_err *mc_file_read_below(struct mc_buf *buf, const char *dir, const char *path, size_t limit_bytes)
	MC_MUST_USE;

/** Makes the folder at path and those above it; one that is there already is no error. Errors: MC_E_IO. */
struct mc_err *mc_file_make_dirs(const char *path) MC_MUST_USE;

/** True when path is a folder; links are followed. */
bool mc_file_is_dir(const char *path);

/** True when path is a regular file; links are followed. */
bool mc_file_is_regular(const char *path);

/** True when there is anything at path, even a link that leads nowhere. */
bool mc_file_exists(const char *path);

/** True when the file or folder at path lies on a file system that other computers may use at the same time;
 * false when it is not there. */
bool mc_file_is_on_network(const char *path);

/** What the link at path says; NULL when there is none or it is longer than any path. Owned by the caller. */
char *mc_file_read_link(const char *path);

/**
 * dir and name with '/' between; only name when dir is "" or "."; owned by the caller, release with free().
 */
char *mc_path_join(const char *dir, const char *name) __attribute__((returns_nonnull));

/**
 * What stands before the last '/', "." when there is none, "/" for a name in the root; owned by the caller.
 */
char *mc_path_parent(const char *path) __attribute__((returns_nonnull));

/** What stands behind the last '/' (slashes at the end do not count); owned by the caller. */
char *mc_path_name(const char *path) __attribute__((returns_nonnull));

#endif
