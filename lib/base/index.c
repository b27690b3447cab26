/* SPDX-License-Identifier: MIT */
#include "base/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

struct mc_index_slot {
	const char *text; /* NULL: free */
	uint32_t hash;
	uint32_t number;
};

/* FNV-1a (Fowler, Noll, Vo), 32 bits. */
static uint32_t hash_of(const char *text)
{
	uint32_t hash = 2166136261u;

	for (const unsigned char *p = (const unsigned char *)text; *p; p++)
		hash = (hash ^ *p) * 16777619u;
	return hash;
}

static struct mc_index_slot *slot_of(const struct mc_index *index, const char *text, uint32_t hash)
{
	size_t i = hash & (index->room - 1);

	while (index->slots[i].text &&
	       (index->slots[i].hash != hash || strcmp(index->slots[i].text, text) != 0))
		i = (i + 1) & (index->room - 1);
	return &index->slots[i];
}

static void grow(struct mc_index *index)
{
	struct mc_index_slot *old = index->slots;
	size_t room = index->room;

	index->room = room ? 2 * room : 64;
	index->slots = mc_alloc_zero(index->room, sizeof(*index->slots));
	for (size_t i = 0; i < room; i++) {
		if (old[i].text)
			*slot_of(index, old[i].text, old[i].hash) = old[i];
	}
	free(old);
}

void mc_index_release(struct mc_index *index)
{
	free(index->slots);
	*index = (struct mc_index)MC_INDEX_INIT;
}

void mc_index_set(struct mc_index *index, const char *text, uint32_t number)
{
	uint32_t hash = hash_of(text);

	if (2 * (index->count + 1) > index->room)
		grow(index);
	struct mc_index_slot *slot = slot_of(index, text, hash);

	index->count += slot->text == NULL;
	*slot = (struct mc_index_slot){ slot->text ? slot->text : text, hash, number };
}

uint32_t mc_index_find(const struct mc_index *index, const char *text)
{
	if (index->count == 0)
		return MC_INDEX_NONE;
	const struct mc_index_slot *slot = slot_of(index, text, hash_of(text));

	return slot->text ? slot->number : MC_INDEX_NONE;
}
