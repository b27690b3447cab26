/* SPDX-License-Identifier: MIT */
#include "os/scratch.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"

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

struct mc_err *mc_scratch_move(struct mc_scratch *scratch, const char *path)
{
	if (chmod(scratch->path, 0755) < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot open up '%s'"), scratch->path);
	if (rename(scratch->path, path) < 0) {
		if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR)
			return mc_err_new(MC_E_INPUT, _("'%s' exists and is not an empty folder"), path);
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
