/* SPDX-License-Identifier: MIT */
#include "base/glob.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* One step of a glob: which characters it takes, and where it goes on with and without taking one. */
struct move {
	enum { MOVE_END, MOVE_ONE, MOVE_ANY_BUT_SLASH, MOVE_ANY } takes;
	char literal;	  /* of MOVE_ONE */
	size_t then;	  /* behind a character that was taken */
	bool may_be_left; /* it may take nothing more */
	size_t left;	  /* where the glob goes on then */
};

static struct move move_at(const char *glob, size_t at)
{
	if (glob[at] == '\0')
		return (struct move){ .takes = MOVE_END };
	if (glob[at] == '*' && glob[at + 1] == '*')
		return (struct move){ MOVE_ANY, '\0', at, true, at + 2 + (glob[at + 2] == '/') };
	if (glob[at] == '*')
		return (struct move){ MOVE_ANY_BUT_SLASH, '\0', at, true, at + 1 };
	if (glob[at] == '?')
		return (struct move){ .takes = MOVE_ANY_BUT_SLASH, .then = at + 1 };
	const char *end = glob[at] == '[' && glob[at + 1] ? strchr(glob + at + 2, ']') : NULL;

	if (end)
		return (struct move){ .takes = MOVE_ANY_BUT_SLASH, .then = (size_t)(end - glob) + 1 };
	return (struct move){ .takes = MOVE_ONE, .literal = glob[at], .then = at + 1 };
}

static bool share_a_character(const struct move *a, const struct move *b)
{
	if (a->takes == MOVE_END || b->takes == MOVE_END)
		return false;
	if (a->takes == MOVE_ONE && b->takes == MOVE_ONE)
		return a->literal == b->literal;
	if (a->takes == MOVE_ONE)
		return a->literal != '/' || b->takes == MOVE_ANY;
	if (b->takes == MOVE_ONE)
		return b->literal != '/' || a->takes == MOVE_ANY;
	return true;
}

/* Pairs of places that both globs can have come to with one path. */
struct pairs {
	bool *seen;
	size_t *waiting;
	size_t count;
	size_t width;
};

static void reach(struct pairs *pairs, size_t a, size_t b)
{
	size_t pair = a * pairs->width + b;

	if (!pairs->seen[pair])
		pairs->waiting[pairs->count++] = pair;
	pairs->seen[pair] = true;
}

bool mc_glob_overlaps(const char *a, const char *b)
{
	size_t width = strlen(b) + 1, size = (strlen(a) + 1) * width;
	struct pairs pairs = { mc_alloc_zero(size, sizeof(bool)), mc_alloc_zero(size, sizeof(size_t)), 0,
			       width };
	bool is_found = false;

	reach(&pairs, 0, 0);
	while (pairs.count > 0 && !is_found) {
		size_t pair = pairs.waiting[--pairs.count];
		size_t at_a = pair / width, at_b = pair % width;
		const struct move move_a = move_at(a, at_a), move_b = move_at(b, at_b);

		is_found = move_a.takes == MOVE_END && move_b.takes == MOVE_END;
		if (move_a.may_be_left)
			reach(&pairs, move_a.left, at_b);
		if (move_b.may_be_left)
			reach(&pairs, at_a, move_b.left);
		if (share_a_character(&move_a, &move_b))
			reach(&pairs, move_a.then, move_b.then);
	}
	free(pairs.seen);
	free(pairs.waiting);
	return is_found;
}
