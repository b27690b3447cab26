/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_CACHE_H
#define MC_OS_CACHE_H

#include "base/err.h"

/**
 * The path of something that can be made again, in the user's cache folder ($XDG_CACHE_HOME/migracode, else
 * ~/.cache/migracode); folders above it are made.
 *
 * path  owned by the caller
 * name  relative, "verified/…"
 *
 * Errors: MC_E_IO (no HOME, or the folder cannot be made). Source: XDG Base Directory Specification 0.8.
 */
struct mc_err *mc_cache_path(char **path, const char *name) MC_MUST_USE;

/** Sets the time of the file at path to now, so that mc_cache_clean() lets it stay. */
void mc_cache_touch(const char *path);

/** Removes the plain files in the folder dir whose time is more than so many days ago; what cannot be removed
 * stays. */
void mc_cache_clean(const char *dir, unsigned days);

#endif
