/* SPDX-License-Identifier: MIT */
#include "printed/svg_ids.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/cleanup.h"
#include "base/vec.h"

/* What cairo puts before the number of a surface. */
static const char *const words[] = { "surface", "image", "source-" };

/* Numbers by their first appearance. */
struct numbers {
	unsigned long *items;
	size_t count, capacity;
};

static size_t number_of(struct numbers *numbers, unsigned long old)
{
	for (size_t i = 0; i < numbers->count; i++) {
		if (numbers->items[i] == old)
			return i + 1;
	}
	*MC_VEC_ADD(numbers->items, numbers->count, numbers->capacity) = old;
	return numbers->count;
}

/* The word of an id that stands here, as "surface" in id="surface7" or url(#surface7); NULL: none. */
static const char *word_at(struct mc_str svg, size_t at)
{
	if (at == 0 || (svg.ptr[at - 1] != '"' && svg.ptr[at - 1] != '#'))
		return NULL;
	for (size_t i = 0; i < MC_COUNT(words); i++) {
		size_t len = strlen(words[i]);

		if (svg.len - at > len && !memcmp(svg.ptr + at, words[i], len) &&
		    isdigit((unsigned char)svg.ptr[at + len]))
			return words[i];
	}
	return NULL;
}

void mc_svg_ids_settle(struct mc_buf *out, struct mc_str svg)
{
	struct numbers numbers = { NULL, 0, 0 };

	for (size_t at = 0; at < svg.len;) {
		const char *word = word_at(svg, at);

		if (!word) {
			mc_buf_addc(out, svg.ptr[at++]);
			continue;
		}
		unsigned long old = 0;

		for (at += strlen(word); at < svg.len && isdigit((unsigned char)svg.ptr[at]); at++)
			old = 10 * old + (unsigned long)(svg.ptr[at] - '0');
		mc_buf_addf(out, "%s%zu", word, number_of(&numbers, old));
	}
	free(numbers.items);
}
