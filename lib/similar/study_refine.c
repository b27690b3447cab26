/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "similar/archive.h"
#include "similar/study.h"

/* Of a pair no more pieces are kept: the rarest ones say what there is to say. */
#define MAX_SPANS 60u

/* One program, read again. */
struct reread {
	size_t program; /* SIZE_MAX: none */
	struct mc_canon canon;
	bool *is_given;
	const char *const *files; /* in the arena of the study */
};

static void reread_release(struct reread *reread)
{
	mc_canon_release(&reread->canon);
	free(reread->is_given);
}

static const char *const *keep_names(struct mc_study *study, const struct mc_tree *tree)
{
	const char **names = mc_arena_alloc(&study->arena, (tree->count + 1) * sizeof(*names));

	for (size_t i = 0; i < tree->count; i++)
		names[i] = mc_arena_strdup(&study->arena, tree->files[i].path);
	return names;
}

/* False when it cannot be read any more. */
static bool read_again(struct mc_study *study, struct reread *reread, size_t program)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	if (reread->program == program)
		return true;
	reread->program = SIZE_MAX;
	MC_AUTOPTR(mc_err) err = study->input->read(&tree, study->input->context, program);

	if (err)
		return false;
	mc_study_canon(&reread->canon, &tree);
	free(reread->is_given);
	reread->is_given = mc_alloc_zero(reread->canon.count + 1, sizeof(*reread->is_given));
	mc_prints_mark(reread->is_given, &reread->canon, &study->given);
	reread->files = keep_names(study, &tree);
	reread->program = program;
	return true;
}

static void keep_tiles(struct mc_study *study, struct mc_pair *pair, const struct mc_tiles *tiles)
{
	size_t count = tiles->count < MAX_SPANS ? tiles->count : MAX_SPANS;
	struct mc_tile *spans = mc_arena_alloc(&study->arena, (count + 1) * sizeof(*spans));

	if (count > 0)
		memcpy(spans, tiles->items, count * sizeof(*spans));
	pair->spans = spans;
	pair->span_count = (uint32_t)count;
	pair->lines = (uint32_t)tiles->lines;
	pair->is_exact = true;
}

static void refine_pair(struct mc_study *study, struct mc_pair *pair, const struct reread *a,
			struct reread *b, struct mc_tiles *tiles)
{
	pair->files_a = a->files;
	if (pair->archived) {
		MC_AUTOPTR(mc_err) err =
			mc_archive_tile(tiles, &a->canon, a->is_given, pair->archive, pair->match.b);

		if (!err)
			keep_tiles(study, pair, tiles);
		return;
	}
	if (!read_again(study, b, pair->match.b))
		return;
	pair->files_b = b->files;
	mc_tile(tiles, &a->canon, a->is_given, &b->canon, b->is_given, &study->prints, study->compared_count);
	keep_tiles(study, pair, tiles);
}

void mc_study_refine(struct mc_study *study, size_t count)
{
	__attribute__((cleanup(reread_release))) struct reread a = { .program = SIZE_MAX,
								     .canon = MC_CANON_INIT };
	__attribute__((cleanup(reread_release))) struct reread b = { .program = SIZE_MAX,
								     .canon = MC_CANON_INIT };
	MC_AUTO(mc_tiles) tiles = MC_TILES_INIT;

	for (size_t i = 0; i < count && i < study->pair_count; i++) {
		struct mc_pair *pair = &study->pairs[i];

		if (!pair->is_exact && read_again(study, &a, pair->match.a))
			refine_pair(study, pair, &a, &b, &tiles);
	}
}
