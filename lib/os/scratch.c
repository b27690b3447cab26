/* SPDX-License-Identifier: MIT */
#include "os/scratch.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/dir.h"

struct mc_err *mc_scratch_make(struct mc_scratch *scratch, const char *parent)
{
	const char *tmp = getenv("TMPDIR");

	if (!parent)
		parent = tmp && *tmp ? tmp : "/tmp";
	MC_AUTOTEXT path = mc_format("%s/.migracode-XXXXXX", parent);

	if (!mkdtemp(path))
		return mc_err_sys(MC_E_IO, errno, _("cannot make a temporary folder in '%s'"), parent);
	scratch->path = MC_TAKE(path);
	return NULL;
}

/* A folder that is there already stays the same one: somebody may stand in it, or have mounted it. */
static struct mc_err *move_into(const struct mc_scratch *scratch, const char *path)
{
	MC_AUTODIR dir = opendir(scratch->path);
	const struct dirent *entry;

	if (!dir)
		return mc_err_sys(MC_E_IO, errno, _("cannot read '%s'"), scratch->path);
	for (errno = 0; (entry = readdir(dir)); errno = 0) {
		MC_AUTOTEXT from = mc_format("%s/%s", scratch->path, entry->d_name);
		MC_AUTOTEXT to = mc_format("%s/%s", path, entry->d_name);

		if (!mc_dir_is_dots(entry->d_name) && rename(from, to) < 0)
			return mc_err_sys(MC_E_IO, errno, _("cannot create '%s'"), to);
	}
	return errno ? mc_err_sys(MC_E_IO, errno, _("cannot read '%s'"), scratch->path) : NULL;
}

static struct mc_err *check_empty(const struct mc_scratch *scratch, const char *path)
{
	const char *own = strrchr(scratch->path, '/') + 1;
	MC_AUTODIR dir = opendir(path);

	if (!dir)
		return mc_err_sys(MC_E_IO, errno, _("cannot read '%s'"), path);
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (!mc_dir_is_dots(entry->d_name) && strcmp(entry->d_name, own) != 0)
			return mc_err_hint(mc_err_new(MC_E_INPUT, _("the folder '%s' is not empty"), path),
					   _("choose another folder"));
	}
	return NULL;
}

struct mc_err *mc_scratch_move(struct mc_scratch *scratch, const char *path)
{
	struct stat about;

	if (!stat(path, &about) && S_ISDIR(about.st_mode)) {
		MC_TRY(check_empty(scratch, path));
		return move_into(scratch, path);
	}
	if (chmod(scratch->path, 0755) < 0 || rename(scratch->path, path) < 0) {
		if (errno == ENOTDIR)
			return mc_err_new(MC_E_INPUT, _("'%s' exists and is no folder"), path);
		return mc_err_sys(MC_E_IO, errno, _("cannot create '%s'"), path);
	}
	free(MC_TAKE(scratch->path));
	return NULL;
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *place)
{
	(void)about;
	(void)kind;
	(void)place;
	(void)remove(path);
	return 0;
}

void mc_scratch_release(struct mc_scratch *scratch)
{
	enum { MAX_OPEN = 16 };

	if (!scratch->path)
		return;
	(void)nftw(scratch->path, remove_entry, MAX_OPEN, FTW_DEPTH | FTW_PHYS);
	free(MC_TAKE(scratch->path));
}
