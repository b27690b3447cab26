/* SPDX-License-Identifier: MIT */
#include "os/dir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/vec.h"

void mc_dir_release(struct mc_dir *dir)
{
	for (size_t i = 0; i < dir->count; i++)
		free(dir->names[i]);
	free(dir->names);
	*dir = (struct mc_dir)MC_DIR_INIT;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void mc_dir_autoclose(DIR **dir)
{
	if (*dir)
		(void)closedir(*dir);
}

bool mc_dir_is_dots(const char *name)
{
	return !strcmp(name, ".") || !strcmp(name, "..");
}

/* The names of what is of this type, folders or plain files. */
static struct mc_err *read_names(struct mc_dir *dir, const char *path, mode_t type)
{
	MC_AUTODIR open = opendir(path);
	const struct dirent *entry;
	struct stat info;

	if (!open)
		return mc_err_sys(MC_E_IO, errno, _("cannot read the folder '%s'"), path);
	for (errno = 0; (entry = readdir(open)); errno = 0) {
		if (!mc_dir_is_dots(entry->d_name) &&
		    fstatat(dirfd(open), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
		    (info.st_mode & S_IFMT) == type)
			*MC_VEC_ADD(dir->names, dir->count, dir->capacity) = mc_strdup(entry->d_name);
	}
	if (errno)
		return mc_err_sys(MC_E_IO, errno, _("cannot read the folder '%s'"), path);
	if (dir->count > 0)
		qsort(dir->names, dir->count, sizeof(*dir->names), by_name);
	return NULL;
}

struct mc_err *mc_dir_read_folders(struct mc_dir *dir, const char *path)
{
	return read_names(dir, path, S_IFDIR);
}

struct mc_err *mc_dir_read_files(struct mc_dir *dir, const char *path)
{
	return read_names(dir, path, S_IFREG);
}
