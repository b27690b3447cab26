/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <ctype.h>

#include "base/alloc.h"
#include "base/cleanup.h"

bool mc_str_cut_line(struct mc_str *line, struct mc_str *text)
{
	if (text->len == 0)
		return false;
	const char *end = memchr(text->ptr, '\n', text->len);
	size_t len = end ? (size_t)(end - text->ptr) : text->len;

	*line = (struct mc_str){ text->ptr, len };
	len += end != NULL;
	text->ptr += len;
	text->len -= len;
	return true;
}

struct mc_str mc_str_trim(struct mc_str text)
{
	while (text.len > 0 && isspace((unsigned char)text.ptr[0])) {
		text.ptr++;
		text.len--;
	}
	while (text.len > 0 && isspace((unsigned char)text.ptr[text.len - 1]))
		text.len--;
	return text;
}

static size_t least(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;

	return ab < c ? ab : c;
}

size_t mc_str_distance(const char *a, const char *b)
{
	size_t rows = strlen(a) + 1;
	size_t columns = strlen(b) + 1;
	size_t *table = mc_alloc_zero(rows * columns, sizeof(*table));

	for (size_t i = 0; i < rows; i++) {
		for (size_t j = 0; j < columns; j++) {
			size_t *cell = &table[i * columns + j];

			if (i == 0 || j == 0) {
				*cell = i + j;
				continue;
			}
			*cell = least(cell[-(ptrdiff_t)columns] + 1, cell[-1] + 1,
				      cell[-(ptrdiff_t)columns - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
				size_t swap = cell[-2 * (ptrdiff_t)columns - 2] + 1;

				*cell = swap < *cell ? swap : *cell;
			}
		}
	}
	size_t distance = table[rows * columns - 1];

	free(table);
	return distance;
}

const char *mc_str_nearest(const char *word, const char *const names[], size_t count)
{
	const char *nearest = NULL;
	size_t best = strlen(word) / 3 + 2;

	if (strlen(word) > 60)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		size_t distance = mc_str_distance(word, names[i]);

		if (distance < best && distance < strlen(names[i])) {
			best = distance;
			nearest = names[i];
		}
	}
	return nearest;
}

/* Matches the class at glob ('[' is *glob) against c; *end is behind it.  A class without ']' is a plain '['.
 */
static bool class_match(const char *glob, char c, const char **end)
{
	bool negated = glob[1] == '!' || glob[1] == '^';
	const char *p = glob + 1 + negated;
	bool found = false;

	for (bool first = true; *p && (first || *p != ']'); first = false, p++) {
		if (p[1] == '-' && p[2] && p[2] != ']') {
			found |= p[0] <= c && c <= p[2];
			p += 2;
		} else {
			found |= *p == c;
		}
	}
	if (*p != ']') {
		*end = glob + 1;
		return c == '[';
	}
	*end = p + 1;
	return c && c != '/' && found != negated;
}

/* One step of a glob other than '*' and '**': moves both on, or returns false. */
static bool step(const char **glob, const char **path)
{
	if (**glob == '[') {
		if (!class_match(*glob, **path, glob))
			return false;
	} else if (**glob == '?' ? (**path == '\0' || **path == '/') : **glob != **path) {
		return false;
	} else {
		(*glob)++;
	}
	(*path)++;
	return true;
}

/* Back-tracking is kept to the last '*' and the last '**', which is enough and keeps the cost at length
 * squared. */
bool mc_str_is_match(const char *glob, const char *path)
{
	const char *star = NULL, *star_path = NULL, *deep = NULL, *deep_path = NULL;

	for (;;) {
		if (glob[0] == '*' && glob[1] == '*') {
			deep = glob + 2 + (glob[2] == '/');
			deep_path = path;
			star = NULL;
			glob = deep;
		} else if (*glob == '*') {
			star = ++glob;
			star_path = path;
		} else if (*glob == '\0' && *path == '\0') {
			return true;
		} else if (*glob && *path && step(&glob, &path)) {
			continue;
		} else if (star && *star_path && *star_path != '/') {
			glob = star;
			path = ++star_path;
		} else if (deep && *deep_path) {
			star = NULL;
			glob = deep;
			path = ++deep_path;
		} else {
			return false;
		}
	}
}
