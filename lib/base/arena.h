/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_ARENA_H
#define MC_BASE_ARENA_H

#include <stddef.h>

#include "base/cleanup.h"

struct mc_arena_block;

/** Memory that lives as long as one job and is never freed piece by piece. */
struct mc_arena {
	struct mc_arena_block *blocks;
};

#define MC_ARENA_INIT \
	{ \
		NULL \
	}

/** Frees everything that came from the arena; it is usable again. */
void mc_arena_release(struct mc_arena *arena);

/** size bytes set to zero, aligned for any type; owned by the arena. */
void *mc_arena_alloc(struct mc_arena *arena, size_t size) __attribute__((returns_nonnull));

/** A terminated copy of len bytes; owned by the arena. */
char *mc_arena_copy(struct mc_arena *arena, const void *bytes, size_t len) __attribute__((returns_nonnull));

/** A copy of a text; owned by the arena. */
char *mc_arena_strdup(struct mc_arena *arena, const char *text) __attribute__((returns_nonnull));

/** Formatted text; owned by the arena. */
char *mc_arena_format(struct mc_arena *arena, const char *fmt, ...)
	__attribute__((format(printf, 2, 3), returns_nonnull));

#endif
