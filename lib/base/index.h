/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_INDEX_H
#define MC_BASE_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "base/cleanup.h"

/** Finds texts by their bytes: a hash table from texts to numbers. */
struct mc_index {
	struct mc_index_slot *slots; /* room of them, a power of two; open addressing */
	size_t room;
	size_t count;
};

#define MC_INDEX_INIT \
	{ \
		NULL, 0, 0 \
	}

/** What is not there has this number. */
#define MC_INDEX_NONE UINT32_MAX

/** Frees the table; it is empty and usable again. */
void mc_index_release(struct mc_index *index);

/** Gives text a number, in place of one that it has; text is borrowed as long as the table lives. */
void mc_index_set(struct mc_index *index, const char *text, uint32_t number);

/** The number of a text, or MC_INDEX_NONE. */
uint32_t mc_index_find(const struct mc_index *index, const char *text);

#endif
