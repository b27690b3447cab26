/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_REPOS_H
#define MC_TESTS_REPOS_H

/* For tests that read repositories: each gets an empty folder, in which ONE_COMMIT makes the repository 'r'.
 */
#include "check.h"

#include "ext/repo.h"

#include "os/scratch.h"
#include "shell.h"

#define ONE_COMMIT \
	"git init -q -b main r; cd r; printf 'one\\n' >sum.js; mkdir -p a/b; printf 'deep' >a/b/c.txt; " \
	"printf '#!/bin/sh\\n' >run.sh; chmod +x run.sh; git add .; git commit -qm first; "

static const struct mc_tree_filter everything = { .max_files = MC_TREE_MAX_FILES,
						  .max_bytes = MC_TREE_MAX_BYTES,
						  .max_skips = MC_TREE_MAX_SKIPS };

static inline int set_up(void **state)
{
	struct mc_scratch *scratch = mc_alloc_zero(1, sizeof(*scratch));

	assert_ok(mc_scratch_make(scratch, NULL));
	*state = scratch;
	return 0;
}

static inline int tear_down(void **state)
{
	mc_scratch_release(*state);
	free(*state);
	return 0;
}

static const char *dir_of(void **state)
{
	return ((const struct mc_scratch *)*state)->path;
}

static inline struct mc_err *read_place(struct mc_tree *tree, const char *dir, const char *name,
					const char *revision)
{
	MC_AUTOPTR(mc_repo) repo = NULL;
	MC_AUTOTEXT place = mc_format("%s/%s", dir, name);

	MC_TRY(mc_repo_open(&repo, place, NULL));
	return mc_repo_read_tree(tree, NULL, repo, revision, NULL, &everything);
}

static inline bool has_file(const struct mc_tree *tree, const char *path, const char *content)
{
	const struct mc_tree_file *file = mc_tree_find(tree, path);

	return file && file->len == strlen(content) && !memcmp(file->data, content, file->len);
}

static inline bool has_skip(const struct mc_tree *tree, const char *path, const char *reason)
{
	for (size_t i = 0; i < tree->skip_count; i++) {
		if (!strcmp(tree->skips[i].path, path) && !strcmp(tree->skips[i].reason, reason))
			return true;
	}
	return false;
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
