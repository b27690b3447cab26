/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_MAP_H
#define MC_OS_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/** A file that is read where it lies, a page at a time when it is needed. */
struct mc_map {
	const unsigned char *bytes; /* NULL: an empty file, or none */
	size_t len;
	uint64_t stamp[3]; /* tells it from another file that took its place */
};

#define MC_MAP_INIT \
	{ \
		.bytes = NULL \
	}

/** Maps the regular file at path. Errors: MC_E_INPUT (nothing there, or no regular file), MC_E_IO. */
struct mc_err *mc_map_open(struct mc_map *map, const char *path) MC_MUST_USE;

/** True when what is at path is still the file that was mapped, and nobody wrote to it. */
bool mc_map_is_current(const struct mc_map *map, const char *path);

/** Unmaps it; usable again. */
void mc_map_release(struct mc_map *map);

#endif
