/* SPDX-License-Identifier: MIT */
#include "course/npm.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/cleanup.h"

/* Nobody but the caller and root may have put something there. */
static bool is_own_folder(const char *path)
{
	struct stat info;

	return !stat(path, &info) && S_ISDIR(info.st_mode) && !(info.st_mode & S_IWOTH) &&
	       (info.st_uid == geteuid() || info.st_uid == 0);
}

static char *real_folder(const char *path)
{
	char *real = realpath(path, NULL);

	if (real && is_own_folder(real))
		return real;
	free(real);
	return NULL;
}

static char *find_above(const char *dir)
{
	MC_AUTOTEXT at = realpath(dir, NULL);
	char *slash = at;

	while (slash) {
		MC_AUTOTEXT path = mc_format("%s/node_modules", at);
		char *found = real_folder(path);

		if (found)
			return found;
		slash = strrchr(at, '/');
		if (slash)
			*slash = '\0';
	}
	return NULL;
}

char *mc_npm_find(const char *dir)
{
	const char *named = getenv("MIGRACODE_NODE_MODULES");

	if (named && *named)
		return real_folder(named);
	return dir ? find_above(dir) : NULL;
}

bool mc_npm_has_tool(const char *node_modules, const char *name)
{
	MC_AUTOTEXT path = node_modules ? mc_format("%s/.bin/%s", node_modules, name) : NULL;

	return path && !strchr(name, '/') && !access(path, X_OK);
}

bool mc_npm_has_package(const char *node_modules, struct mc_str name)
{
	MC_AUTOTEXT path = node_modules ? mc_format("%s/%.*s", node_modules, (int)name.len, name.ptr) : NULL;

	return path && !access(path, R_OK);
}
