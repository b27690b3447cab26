/* SPDX-License-Identifier: MIT */
#include "os/sandbox_inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"

#define TRASH "trash"

/*
 * A submission may nest thousands of folders, so nothing here recurses: a folder's own folders are moved up
 * beside it, under numbers, until only flat ones are left.
 */
struct trash {
	int dir;
	unsigned made;
};

static struct mc_err *fail(void)
{
	return mc_err_sys(MC_E_IO, errno, _("cannot remove the files of a submission"));
}

/* Moving a folder writes to it, and its owner may have closed it. */
static struct mc_err *move_up(struct trash *trash, int from, const char *name)
{
	MC_AUTOTEXT number = mc_format("%u", trash->made++);

	if (fchmodat(from, name, 0700, 0) || renameat(from, name, trash->dir, number))
		return fail();
	return NULL;
}

static struct mc_err *take_out(struct trash *trash, int from, const char *name)
{
	struct stat info;

	if (fstatat(from, name, &info, AT_SYMLINK_NOFOLLOW))
		return fail();
	if (S_ISDIR(info.st_mode))
		return move_up(trash, from, name);
	return unlinkat(from, name, 0) ? fail() : NULL;
}

static struct mc_err *flatten(struct trash *trash, const char *number)
{
	int fd = openat(trash->dir, number, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	struct mc_err *err = NULL;

	if (!folder)
		return fail();
	for (struct dirent *entry = readdir(folder); entry && !err; entry = readdir(folder)) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			err = take_out(trash, fd, entry->d_name);
	}
	closedir(folder);
	return err;
}

static struct mc_err *empty(struct trash *trash)
{
	for (unsigned next = 0; next < trash->made; next++) {
		MC_AUTOTEXT number = mc_format("%u", next);

		/* A listing that changes while it is read may miss an entry: then once more. */
		for (int tries = 0; tries < 100; tries++) {
			MC_TRY(flatten(trash, number));
			if (!unlinkat(trash->dir, number, AT_REMOVEDIR))
				break;
			if (errno != ENOTEMPTY)
				return fail();
		}
	}
	return NULL;
}

struct mc_err *mc_view_remove(int dir, const char *name)
{
	if (faccessat(dir, name, F_OK, AT_SYMLINK_NOFOLLOW))
		return NULL;
	if (mkdirat(dir, TRASH, 0700) && errno != EEXIST)
		return fail();
	MC_AUTOFD fd = openat(dir, TRASH, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct trash trash = { fd, 0 };

	if (fd < 0)
		return fail();
	MC_TRY(take_out(&trash, dir, name));
	MC_TRY(empty(&trash));
	return unlinkat(dir, TRASH, AT_REMOVEDIR) ? fail() : NULL;
}
