/* SPDX-License-Identifier: MIT */
#include "os/cache.h"

#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/dir.h"
#include "os/file.h"

static char *cache_root(void)
{
	const char *xdg = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");

	if (xdg && xdg[0] == '/')
		return mc_format("%s/migracode", xdg);
	if (!home || home[0] != '/') {
		const struct passwd *user = getpwuid(getuid());

		home = user ? user->pw_dir : NULL;
	}
	return home ? mc_format("%s/.cache/migracode", home) : NULL;
}

struct mc_err *mc_cache_path(char **path, const char *name)
{
	MC_AUTOTEXT root = cache_root();

	if (!root)
		return mc_err_hint(mc_err_new(MC_E_IO, _("there is no home folder to remember things in")),
				   _("set HOME or XDG_CACHE_HOME to a folder that you can write"));
	MC_AUTOTEXT made = mc_path_join(root, name);
	MC_AUTOTEXT parent = mc_path_parent(made);

	MC_TRY(mc_file_make_dirs(parent));
	*path = MC_TAKE(made);
	return NULL;
}

void mc_cache_touch(const char *path)
{
	(void)utimensat(AT_FDCWD, path, NULL, 0);
}

void mc_cache_clean(const char *dir, unsigned days)
{
	MC_AUTO(mc_dir) files = MC_DIR_INIT;
	time_t oldest = time(NULL) - (time_t)days * 24 * 60 * 60;

	mc_err_drop(mc_dir_read_files(&files, dir));
	for (size_t i = 0; i < files.count; i++) {
		MC_AUTOTEXT path = mc_path_join(dir, files.names[i]);
		struct stat st;

		if (lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_mtime < oldest)
			(void)unlink(path);
	}
}
