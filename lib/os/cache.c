/* SPDX-License-Identifier: MIT */
#include "os/cache.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
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
