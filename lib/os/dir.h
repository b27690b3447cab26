/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_DIR_H
#define MC_OS_DIR_H

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/** An open folder that is closed when the scope is left; NULL: none. */
#define MC_AUTODIR __attribute__((unused, cleanup(mc_dir_autoclose))) DIR *

/** Closes what MC_AUTODIR holds. */
void mc_dir_autoclose(DIR **dir);

/** True for "." and "..", which every folder lists. */
bool mc_dir_is_dots(const char *name);

/** Names in a folder. */
struct mc_dir {
	char **names; /* sorted by their bytes, without "." and ".." */
	size_t count;
	size_t capacity;
};

#define MC_DIR_INIT \
	{ \
		NULL, 0, 0 \
	}

/** Frees the names; the list is empty and usable again. */
void mc_dir_release(struct mc_dir *dir);

/** Adds the names of the folders (links are not followed) that stand directly in path. Errors: MC_E_IO. */
struct mc_err *mc_dir_read_folders(struct mc_dir *dir, const char *path) MC_MUST_USE;

/** Adds the names of the plain files (links are not followed) that stand directly in path. Errors: MC_E_IO.
 */
struct mc_err *mc_dir_read_files(struct mc_dir *dir, const char *path) MC_MUST_USE;

#endif
