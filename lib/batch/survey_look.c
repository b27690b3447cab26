/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "batch/survey_part.h"
#include "ext/hash.h"

/* What is hashed for a digest; another way of hashing has another name. */
static const char digest_name[] = "migracode/submission/v1";

/* A file that one exercise at least takes, and which those are. */
struct seen {
	struct mc_tree_file file; /* its contents are its object's name */
	const uint64_t *mask;
};

struct look {
	struct mc_survey_set *set;
	const uint64_t *mask; /* exercises that are looked at */
	struct mc_arena arena;
	struct seen *seen;
	size_t count;
	size_t capacity;
};

static void look_release(struct look *look)
{
	free(look->seen);
	mc_arena_release(&look->arena);
}

static bool is_any(const struct mc_survey_set *set, const uint64_t *a, const uint64_t *b)
{
	for (size_t i = 0; i < MC_SURVEY_WORDS(set->count); i++) {
		if (a[i] & b[i])
			return true;
	}
	return false;
}

static bool enters(void *context, const char *folder)
{
	struct look *look = context;

	return is_any(look->set, look->mask, mc_survey_set_mask(look->set, folder, true));
}

static void see(void *context, const char *path, const char *object, bool is_executable)
{
	struct look *look = context;
	const uint64_t *mask = mc_survey_set_mask(look->set, path, false);
	size_t bytes = MC_SURVEY_WORDS(look->set->count) * sizeof(*mask);

	if (!is_any(look->set, look->mask, mask))
		return;
	struct seen *seen = MC_VEC_ADD(look->seen, look->count, look->capacity);
	uint64_t *copy = mc_arena_alloc(&look->arena, bytes);

	memcpy(copy, mask, bytes);
	*seen = (struct seen){ .file = { .path = mc_arena_strdup(&look->arena, path),
					 .data = mc_arena_strdup(&look->arena, object),
					 .len = strlen(object),
					 .is_executable = is_executable },
			       .mask = copy };
}

/* Permissions are left out: a Windows machine has none. */
static bool is_starter(const struct mc_tree *files, const struct mc_tree *starter)
{
	for (size_t i = 0; i < files->count && files->count == starter->count; i++) {
		if (strcmp(files->files[i].path, starter->files[i].path) != 0 ||
		    strcmp(files->files[i].data, starter->files[i].data) != 0)
			return false;
	}
	return files->count == starter->count;
}

static void tell_one(struct mc_survey_files *files, const struct look *look, size_t index)
{
	MC_AUTO(mc_submission_search) found = MC_SUBMISSION_SEARCH_INIT;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	struct mc_hash hash;

	for (size_t i = 0; i < look->count; i++) {
		if (mc_survey_has(look->seen[i].mask, index))
			mc_tree_share(&tree, &look->seen[i].file);
	}
	mc_tree_sort(&tree);
	(void)mc_submission_narrow(&tree, &found, look->set->exercises[index]);
	mc_hash_init(&hash);
	mc_hash_add_text(&hash, digest_name);
	mc_hash_add_tree(&hash, &tree);
	mc_hash_hex(files->digest, &hash);
	files->is_there = tree.count > 0;
	files->is_starter = tree.count > 0 && is_starter(&tree, &look->set->starters[index]);
}

/* It is the grader's business to say that there is too much of it; the survey only says which. */
static void tell_too_large(struct mc_survey_files *files, const char *tree)
{
	struct mc_hash hash;

	mc_hash_init(&hash);
	mc_hash_add_text(&hash, digest_name);
	mc_hash_add_text(&hash, tree);
	mc_hash_hex(files->digest, &hash);
	files->is_there = true;
	files->is_starter = false;
}

static struct mc_err *look_at(struct look *look, const struct mc_repo_view *view, const char *tree)
{
	const struct mc_repo_visitor visitor = { .enters = enters, .file = see, .context = look };

	return mc_repo_view_tree(view, tree, &visitor);
}

/* Alone, as a grader would look: what is too much for all together need not be for one. */
static struct mc_err *look_alone(struct mc_survey_files *files, struct mc_survey_set *set, size_t index,
				 const struct mc_repo_view *view, const char *tree)
{
	uint64_t *mask = mc_alloc_zero(MC_SURVEY_WORDS(set->count), sizeof(*mask));
	struct look look = { .set = set, .mask = mask, .arena = MC_ARENA_INIT };

	mc_survey_put(mask, index, true);
	struct mc_err *err = look_at(&look, view, tree);

	if (!err)
		tell_one(files, &look, index);
	look_release(&look);
	free(mask);
	if (!err || err->code != MC_E_LIMIT)
		return err;
	mc_err_free(err);
	tell_too_large(files, tree);
	return NULL;
}

struct mc_err *mc_survey_look(struct mc_survey_files *files, struct mc_survey_set *set, const uint64_t *mask,
			      const struct mc_repo_view *view, const char *tree)
{
	__attribute__((cleanup(look_release))) struct look look = { .set = set,
								    .mask = mask,
								    .arena = MC_ARENA_INIT };
	MC_AUTOPTR(mc_err) err = look_at(&look, view, tree);

	if (err && err->code != MC_E_LIMIT)
		return MC_TAKE(err);
	for (size_t i = 0; i < set->count; i++) {
		if (!mc_survey_has(mask, i))
			continue;
		if (err)
			MC_TRY(look_alone(&files[i], set, i, view, tree));
		else
			tell_one(&files[i], &look, i);
	}
	return NULL;
}

/* ---- what may have changed ---- */

struct changes {
	struct mc_survey_set *set;
	const uint64_t *mask;
	uint64_t *changed;
};

static bool enters_changed(void *context, const char *folder)
{
	struct changes *changes = context;

	return is_any(changes->set, changes->mask, mc_survey_set_mask(changes->set, folder, true));
}

static void note_change(void *context, const char *path, const char *object, bool is_executable)
{
	struct changes *changes = context;
	const uint64_t *mask = mc_survey_set_mask(changes->set, path, false);

	(void)object;
	(void)is_executable;
	for (size_t i = 0; i < MC_SURVEY_WORDS(changes->set->count); i++)
		changes->changed[i] |= mask[i] & changes->mask[i];
}

struct mc_err *mc_survey_compare(uint64_t *changed, struct mc_survey_set *set, const uint64_t *mask,
				 const struct mc_repo_view *view, const char *before, const char *after)
{
	struct changes changes = { set, mask, changed };
	const struct mc_repo_visitor visitor = { .enters = enters_changed,
						 .file = note_change,
						 .context = &changes };
	size_t bytes = MC_SURVEY_WORDS(set->count) * sizeof(*mask);

	memset(changed, 0, bytes);
	MC_AUTOPTR(mc_err) err = mc_repo_view_changes(view, before, after, &visitor);

	if (err && err->code != MC_E_LIMIT)
		return MC_TAKE(err);
	if (err)
		memcpy(changed, mask, bytes);
	return NULL;
}
