/* SPDX-License-Identifier: MIT */
#include "report/name.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buf.h"

enum { STEM_BYTES = 100 };

/* text without slashes at its end and ".git". */
static size_t trimmed_length(const char *text)
{
	size_t len = strlen(text);

	while (len > 0 && text[len - 1] == '/')
		len--;
	if (len > 4 && !strncmp(text + len - 4, ".git", 4) && text[len - 5] != '/')
		len -= 4;
	return len;
}

char *mc_name_of_submission(const char *name)
{
	size_t len = trimmed_length(name);
	size_t start = len;

	while (start > 0 && name[start - 1] != '/' && !(name[start - 1] == ':' && strchr(name, '@')))
		start--;
	return len > start ? mc_strndup(name + start, len - start) : mc_strdup(name);
}

size_t mc_names_common(const char *const names[], size_t count)
{
	size_t common = 0;

	for (size_t at = 0; count > 0 && names[0][at]; at++) {
		for (size_t i = 1; i < count; i++) {
			if (names[i][at] != names[0][at])
				return common;
		}
		if (names[0][at] == '/')
			common = at + 1;
	}
	return common;
}

void mc_names_release(struct mc_names *names)
{
	for (size_t i = 0; i < names->capacity; i++)
		free(names->slots[i]);
	free(names->slots);
	*names = (struct mc_names){ 0 };
}

/* FNV-1a (Fowler, Noll, Vo), without regard to case. */
static size_t hash_of(const char *text)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (; *text; text++)
		hash = (hash ^ ((unsigned char)*text | 0x20u)) * 0x100000001b3u;
	return (size_t)hash;
}

static char **slot_of(const struct mc_names *names, const char *name)
{
	size_t at = hash_of(name) & (names->capacity - 1);

	while (names->slots[at] && strcasecmp(names->slots[at], name) != 0)
		at = (at + 1) & (names->capacity - 1);
	return &names->slots[at];
}

static void grow(struct mc_names *names)
{
	struct mc_names larger = { .capacity = names->capacity ? 2 * names->capacity : 64,
				   .count = names->count };

	if (2 * names->count < names->capacity)
		return;
	larger.slots = mc_alloc_zero(larger.capacity, sizeof(*larger.slots));
	for (size_t i = 0; i < names->capacity; i++) {
		if (names->slots[i])
			*slot_of(&larger, names->slots[i]) = names->slots[i];
	}
	free(names->slots);
	*names = larger;
}

static bool take(struct mc_names *names, const char *name)
{
	grow(names);
	char **slot = slot_of(names, name);

	if (*slot)
		return false;
	*slot = mc_strdup(name);
	names->count++;
	return true;
}

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
	       c == '_';
}

/* Everything else becomes one '-', and none stands at an end; nor does a point. */
static void add_stem(struct mc_buf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len && out->len < STEM_BYTES; i++) {
		bool is_first = out->len == 0;

		if (is_plain(text[i]) && !(is_first && text[i] == '.'))
			mc_buf_addc(out, text[i]);
		else if (!is_first && out->ptr[out->len - 1] != '-')
			mc_buf_addc(out, '-');
	}
	while (out->len > 0 && (out->ptr[out->len - 1] == '-' || out->ptr[out->len - 1] == '.'))
		out->ptr[--out->len] = '\0';
	if (out->len == 0)
		mc_buf_addz(out, "submission");
}

char *mc_names_give(struct mc_names *names, const char *name, size_t skipped, const char *extension)
{
	MC_AUTO(mc_buf) stem = MC_BUF_INIT;

	name += skipped;
	add_stem(&stem, name, trimmed_length(name));
	char *given = mc_format("%s.%s", stem.ptr, extension);

	for (size_t number = 2; !take(names, given); number++) {
		free(given);
		given = mc_format("%s-%zu.%s", stem.ptr, number, extension);
	}
	return given;
}
