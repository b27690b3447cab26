/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

enum { BLOCK_BYTES = 16 * 1024 };

struct mc_arena_block {
	struct mc_arena_block *next;
	size_t used;
	size_t size;
	max_align_t data[];
};

void mc_arena_release(struct mc_arena *arena)
{
	while (arena->blocks) {
		struct mc_arena_block *next = arena->blocks->next;

		free(arena->blocks);
		arena->blocks = next;
	}
}

void *mc_arena_alloc(struct mc_arena *arena, size_t size)
{
	struct mc_arena_block *block = arena->blocks;

	assert(size < SIZE_MAX / 2);
	size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
	if (!block || block->size - block->used < size) {
		size_t room = size > BLOCK_BYTES ? size : BLOCK_BYTES;

		block = mc_alloc(sizeof(*block) + room);
		*block = (struct mc_arena_block){ .next = arena->blocks, .size = room };
		arena->blocks = block;
	}
	void *ptr = (char *)block->data + block->used;

	block->used += size;
	return memset(ptr, 0, size);
}

char *mc_arena_copy(struct mc_arena *arena, const void *bytes, size_t len)
{
	char *copy = mc_arena_alloc(arena, len + 1);

	if (len > 0)
		memcpy(copy, bytes, len);
	return copy;
}

char *mc_arena_strdup(struct mc_arena *arena, const char *text)
{
	return mc_arena_copy(arena, text, strlen(text));
}

char *mc_arena_format(struct mc_arena *arena, const char *fmt, ...)
{
	va_list args;
	va_list again;

	va_start(args, fmt);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	assert(len >= 0);
	char *text = mc_arena_alloc(arena, (size_t)len + 1);

	(void)vsnprintf(text, (size_t)len + 1, fmt, again);
	va_end(again);
	return text;
}
