/* SPDX-License-Identifier: MIT */
#include "os/sandbox_inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"

/* A build can nest thousands of folders: a tree deeper than this is a bomb, not an exercise, and what lies
 * deeper is left out, for an error here would be ours. */
enum { MAX_DEPTH = 64, COPY_BYTES = 64 * 1024 };

static struct mc_err *copy_folder(int to, int from, uid_t owner, unsigned depth);

static bool has_copied(int to, int from)
{
	char bytes[COPY_BYTES];
	ssize_t got;

	while ((got = read(from, bytes, sizeof(bytes))) > 0) {
		if (write(to, bytes, (size_t)got) != got)
			return false;
	}
	return got == 0;
}

static int copy_file(int to, int from, const char *name, const struct stat *info, uid_t owner)
{
	MC_AUTOFD source = openat(from, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	MC_AUTOFD target = openat(to, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (source < 0 || target < 0 || !has_copied(target, source))
		return -1;
	return fchown(target, owner, owner) || fchmod(target, info->st_mode & 0777u);
}

static int copy_link(int to, int from, const char *name, uid_t owner)
{
	char target[4096];
	ssize_t len = readlinkat(from, name, target, sizeof(target) - 1);

	if (len < 0)
		return -1;
	target[len] = '\0';
	return symlinkat(target, to, name) || fchownat(to, name, owner, owner, AT_SYMLINK_NOFOLLOW);
}

static struct mc_err *copy_below(int to, int from, const char *name, const struct stat *info, uid_t owner,
				 unsigned depth)
{
	if (depth >= MAX_DEPTH)
		return NULL;
	int failed = mkdirat(to, name, 0700);
	MC_AUTOFD source = openat(from, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	MC_AUTOFD target = openat(to, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (failed || source < 0 || target < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot copy a folder of the submission"));
	MC_TRY(copy_folder(target, source, owner, depth + 1));
	if (fchown(target, owner, owner) || fchmod(target, info->st_mode & 0777u))
		return mc_err_sys(MC_E_IO, errno, _("cannot copy a folder of the submission"));
	return NULL;
}

/* Sockets and devices have no use in a later test and are left out. */
static struct mc_err *copy_entry(int to, int from, const char *name, uid_t owner, unsigned depth)
{
	struct stat info;
	int failed = fstatat(from, name, &info, AT_SYMLINK_NOFOLLOW);

	if (!failed && S_ISDIR(info.st_mode))
		return copy_below(to, from, name, &info, owner, depth);
	if (!failed && S_ISREG(info.st_mode))
		failed = copy_file(to, from, name, &info, owner);
	else if (!failed && S_ISLNK(info.st_mode))
		failed = copy_link(to, from, name, owner);
	if (failed)
		return mc_err_sys(MC_E_IO, errno, _("cannot copy a file of the submission"));
	return NULL;
}

static struct mc_err *copy_folder(int to, int from, uid_t owner, unsigned depth)
{
	int again = fcntl(from, F_DUPFD_CLOEXEC, 3);
	DIR *folder = again < 0 ? NULL : fdopendir(again);
	struct mc_err *err = NULL;

	if (!folder)
		return mc_err_sys(MC_E_IO, errno, _("cannot read a folder of the submission"));
	for (struct dirent *entry = readdir(folder); entry && !err; entry = readdir(folder)) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			err = copy_entry(to, from, entry->d_name, owner, depth);
	}
	closedir(folder);
	return err;
}

struct mc_err *mc_view_copy(int to, int from, uid_t owner)
{
	return copy_folder(to, from, owner, 0);
}
