/* SPDX-License-Identifier: MIT */
#include "os/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/tree.h"

int mc_file_write_all(int fd, const void *bytes, size_t len)
{
	const char *rest = bytes;

	while (len > 0) {
		ssize_t n = write(fd, rest, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		rest += n;
		len -= (size_t)n;
	}
	return 0;
}

/* Some file systems cannot sync a folder (EINVAL); the rename itself has happened then. */
static int sync_parent(const char *path)
{
	MC_AUTOTEXT parent = mc_path_parent(path);
	MC_AUTOFD fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return -1;
	return fsync(fd) == 0 || errno == EINVAL || errno == EROFS ? 0 : -1;
}

/* Takes over fd; closing is where some file systems report a full disk. */
static int fill(int fd, const void *bytes, size_t len, unsigned mode)
{
	int failed = mc_file_write_all(fd, bytes, len) != 0 || fchmod(fd, (mode_t)mode) != 0 || fsync(fd) != 0
			     ? errno
			     : 0;

	if (close(fd) != 0 && !failed)
		failed = errno;
	return failed;
}

/* Puts a file in its place; returns 0 or an error number. Where the first way is unknown, a second name does.
 */
static int put_new(const char *temporary, const char *path)
{
	if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return errno;
	if (link(temporary, path) != 0)
		return errno;
	(void)unlink(temporary);
	return 0;
}

static int put_over(const char *temporary, const char *path)
{
	return rename(temporary, path) == 0 ? 0 : errno;
}

static struct mc_err *write_whole(const char *path, const void *bytes, size_t len, unsigned mode,
				  int (*put)(const char *temporary, const char *path))
{
	MC_AUTOTEXT temporary = mc_format("%s.XXXXXX", path);
	int fd = mkostemp(temporary, O_CLOEXEC);

	if (fd < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), path);
	int failed = fill(fd, bytes, len, mode);

	if (!failed)
		failed = put(temporary, path);
	if (failed) {
		(void)unlink(temporary);
		return mc_err_sys(failed == EEXIST && put == put_new ? MC_E_INPUT : MC_E_IO, failed,
				  _("cannot write '%s'"), path);
	}
	if (sync_parent(path) != 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), path);
	return NULL;
}

struct mc_err *mc_file_write_new(const char *path, const void *bytes, size_t len, unsigned mode)
{
	return write_whole(path, bytes, len, mode, put_new);
}

struct mc_err *mc_file_write_atomic(const char *path, const void *bytes, size_t len, unsigned mode)
{
	return write_whole(path, bytes, len, mode, put_over);
}

static struct mc_err *check_private(int fd, const char *path)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot read '%s'"), path);
	if (!S_ISREG(st.st_mode))
		return mc_err_new(MC_E_INPUT, _("'%s' is not a regular file"), path);
	if (st.st_mode & (S_IRWXG | S_IRWXO)) {
		MC_AUTO(mc_buf) word = MC_BUF_INIT;

		mc_buf_add_shell(&word, path);
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("'%s' holds a secret, and others may read or change it"),
					      path),
				   _("type: chmod 600 %s"), word.ptr);
	}
	return NULL;
}

struct mc_err *mc_file_read_private(char *bytes, size_t *len, size_t limit_bytes, const char *path)
{
	/* Opening a pipe would wait for its other end. */
	MC_AUTOFD fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	size_t got = 0;

	if (fd < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot read '%s'"), path);
	MC_TRY(check_private(fd, path));
	for (;;) {
		char more;
		bool is_full = got == limit_bytes;
		ssize_t n = read(fd, is_full ? &more : bytes + got, is_full ? 1 : limit_bytes - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return mc_err_sys(MC_E_IO, errno, _("cannot read '%s'"), path);
		if (n == 0)
			break;
		if (is_full)
			return mc_err_new(MC_E_INPUT, _("'%s' is larger than %zu bytes"), path, limit_bytes);
		got += (size_t)n;
	}
	*len = got;
	return NULL;
}

/* Opens the parts of path one after the other, none of them through a link; returns -1 with errno. */
static int open_below(const char *dir, const char *path)
{
	MC_AUTOFD at = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	const char *slash;

	while (at >= 0 && (slash = strchr(path, '/'))) {
		MC_AUTOTEXT part = mc_strndup(path, (size_t)(slash - path));
		int next = openat(at, part, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

		(void)close(at);
		at = next;
		path = slash + 1;
	}
	return at < 0 ? -1 : openat(at, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

struct mc_err *mc_file_read_below(struct mc_buf *buf, const char *dir, const char *path, size_t limit_bytes)
{
	struct stat st;

	if (!mc_tree_is_safe_path(path))
		return mc_err_new(MC_E_INPUT, _("'%s' is not a path inside the folder"), path);
	MC_AUTOFD fd = open_below(dir, path);

	if (fd < 0 && errno == ELOOP)
		return mc_err_new(MC_E_INPUT, _("'%s' is a link"), path);
	if (fd < 0 || fstat(fd, &st) != 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot open '%s'"), path);
	if (!S_ISREG(st.st_mode))
		return mc_err_new(MC_E_INPUT, _("'%s' is not a regular file"), path);
	MC_TRY_AS(mc_buf_read_fd(buf, fd, limit_bytes), "'%s'", path);
	return NULL;
}

struct mc_err *mc_file_make_dirs(const char *path)
{
	MC_AUTOTEXT part = mc_strdup(path);

	for (char *p = part; *p; p++) {
		if (*p != '/' || p == part)
			continue;
		*p = '\0';
		(void)mkdir(part, 0777); /* a failure here shows at the last part */
		*p = '/';
	}
	if (mkdir(path, 0777) != 0 && (errno != EEXIST || !mc_file_is_dir(path)))
		return mc_err_sys(MC_E_IO, errno, _("cannot make the folder '%s'"), path);
	return NULL;
}

bool mc_file_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool mc_file_is_regular(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool mc_file_is_on_network(const char *path)
{
	/* Of statfs(2): NFS, SMB in three ways, AFS, 9P, Ceph, Lustre, GFS2, OCFS2. FUSE is mostly sshfs and
	 * drives in the cloud. */
	static const uint32_t shared[] = { 0x6969,     0xff534d42, 0xfe534d42, 0x517b,
					   0x5346414f, 0x01021997, 0x00c36400, 0x0bd00bd0,
					   0x01161970, 0x7461636f, 0x65735546 };
	struct statfs info;

	if (statfs(path, &info) != 0)
		return false;
	for (size_t i = 0; i < MC_COUNT(shared); i++) {
		if ((uint32_t)info.f_type == shared[i])
			return true;
	}
	return false;
}

char *mc_file_read_link(const char *path)
{
	char target[PATH_MAX];
	ssize_t len = readlink(path, target, sizeof(target));

	return len > 0 && (size_t)len < sizeof(target) ? mc_strndup(target, (size_t)len) : NULL;
}

bool mc_file_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

char *mc_path_join(const char *dir, const char *name)
{
	size_t len = strlen(dir);

	if (len == 0 || !strcmp(dir, "."))
		return mc_strdup(name);
	return mc_format("%s%s%s", dir, dir[len - 1] == '/' ? "" : "/", name);
}

/* Length of path without slashes at its end; "/" stays. */
static size_t trimmed_length(const char *path)
{
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	return len;
}

char *mc_path_parent(const char *path)
{
	size_t len = trimmed_length(path);

	while (len > 0 && path[len - 1] != '/')
		len--;
	if (len == 0)
		return mc_strdup(".");
	while (len > 1 && path[len - 1] == '/')
		len--;
	return mc_strndup(path, len);
}

char *mc_path_name(const char *path)
{
	size_t len = trimmed_length(path);
	size_t start = len;

	while (start > 0 && path[start - 1] != '/')
		start--;
	return mc_strndup(path + start, len - start);
}
