/* SPDX-License-Identifier: MIT */
#include "base/tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { MAX_PATH_BYTES = 1000 };

void mc_tree_release(struct mc_tree *tree)
{
	mc_arena_release(&tree->arena);
	free(tree->files);
	free(tree->skips);
	*tree = (struct mc_tree)MC_TREE_INIT;
}

void mc_tree_add(struct mc_tree *tree, const char *path, const void *data, size_t len, bool is_executable)
{
	*MC_VEC_ADD(tree->files, tree->count, tree->capacity) = (struct mc_tree_file){
		.path = mc_arena_strdup(&tree->arena, path),
		.data = mc_arena_copy(&tree->arena, data, len),
		.len = len,
		.is_executable = is_executable,
	};
	tree->total_bytes += len;
}

void mc_tree_share(struct mc_tree *tree, const struct mc_tree_file *file)
{
	*MC_VEC_ADD(tree->files, tree->count, tree->capacity) = *file;
	tree->total_bytes += file->len;
}

void mc_tree_skip(struct mc_tree *tree, const char *path, const char *reason, size_t max_skips)
{
	if (tree->skip_count >= max_skips)
		return;
	char *printable = mc_arena_strdup(&tree->arena, path);

	for (char *p = printable; *p; p++) {
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			*p = '?';
	}
	*MC_VEC_ADD(tree->skips, tree->skip_count, tree->skip_capacity) =
		(struct mc_tree_skip){ .path = printable, .reason = reason };
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct mc_tree_file *)a)->path, ((const struct mc_tree_file *)b)->path);
}

/* Merge sort by insertion of already sorted input is the common case; stability makes "the last one added
 * stays" true. */
static void sort_stable(struct mc_tree_file *files, size_t count)
{
	if (count < 2)
		return;
	size_t half = count / 2;

	sort_stable(files, half);
	sort_stable(files + half, count - half);
	if (by_path(&files[half - 1], &files[half]) <= 0)
		return;
	struct mc_tree_file *left = mc_alloc(half * sizeof(*left));

	memcpy(left, files, half * sizeof(*left));
	for (size_t i = 0, j = half, k = 0; i < half; k++)
		files[k] = j < count && by_path(&files[j], &left[i]) < 0 ? files[j++] : left[i++];
	free(left);
}

void mc_tree_sort(struct mc_tree *tree)
{
	size_t kept = 0;

	sort_stable(tree->files, tree->count);
	for (size_t i = 0; i < tree->count; i++) {
		if (i + 1 < tree->count && !strcmp(tree->files[i].path, tree->files[i + 1].path))
			tree->total_bytes -= tree->files[i].len;
		else
			tree->files[kept++] = tree->files[i];
	}
	tree->count = kept;
}

const struct mc_tree_file *mc_tree_find(const struct mc_tree *tree, const char *path)
{
	struct mc_tree_file key = { .path = path };

	if (tree->count == 0)
		return NULL;
	return bsearch(&key, tree->files, tree->count, sizeof(*tree->files), by_path);
}

void mc_tree_overlay(struct mc_tree *tree, const struct mc_tree *other, const char *prefix)
{
	for (size_t i = 0; i < other->count; i++) {
		struct mc_tree_file *file = MC_VEC_ADD(tree->files, tree->count, tree->capacity);

		*file = other->files[i];
		file->path = mc_arena_format(&tree->arena, "%s%s", prefix, other->files[i].path);
		tree->total_bytes += file->len;
	}
	mc_tree_sort(tree);
}

static bool is_safe_part(struct mc_str part)
{
	return part.len > 0 && part.len <= 255 && !(part.len == 1 && part.ptr[0] == '.') &&
	       !(part.len == 2 && part.ptr[0] == '.' && part.ptr[1] == '.');
}

bool mc_tree_is_safe_path(const char *path)
{
	size_t len = strlen(path);

	if (len == 0 || len > MAX_PATH_BYTES || !mc_utf8_is_valid(path, len))
		return false;
	for (const char *p = path; *p; p++) {
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			return false;
	}
	for (const char *p = path;;) {
		const char *slash = strchr(p, '/');

		if (!is_safe_part(slash ? (struct mc_str){ p, (size_t)(slash - p) } : mc_str(p)))
			return false;
		if (!slash)
			return true;
		p = slash + 1;
	}
}

bool mc_tree_is_clash(const char *a, const char *b)
{
	size_t i = 0;

	while (a[i] && a[i] == b[i])
		i++;
	return i > 0 && ((!a[i] && b[i] == '/') || (!b[i] && a[i] == '/'));
}

bool mc_tree_is_wanted(const struct mc_tree_filter *filter, const char *path)
{
	if (filter->takes && !filter->takes(path, false))
		return false;
	if (!filter->globs)
		return true;
	for (size_t i = 0; i < filter->glob_count; i++) {
		if (mc_str_is_match(filter->globs[i], path))
			return true;
	}
	return false;
}

/* True when glob can match something below the folder path; both are compared part by part. */
static bool can_reach(const char *glob, const char *path)
{
	for (;;) {
		const char *glob_end = strchr(glob, '/');
		const char *path_end = strchr(path, '/');
		size_t glob_len = glob_end ? (size_t)(glob_end - glob) : strlen(glob);

		if (memmem(glob, glob_len, "**", 2))
			return true;
		if (!glob_end)
			return false;
		MC_AUTOTEXT glob_part = mc_strndup(glob, glob_len);
		MC_AUTOTEXT path_part = mc_strndup(path, path_end ? (size_t)(path_end - path) : strlen(path));

		if (!mc_str_is_match(glob_part, path_part))
			return false;
		if (!path_end)
			return true;
		glob = glob_end + 1;
		path = path_end + 1;
	}
}

bool mc_tree_is_reachable(const struct mc_tree_filter *filter, const char *path)
{
	if (filter->takes && !filter->takes(path, true))
		return false;
	for (size_t i = 0; filter->globs && i < filter->glob_count; i++) {
		if (can_reach(filter->globs[i], path))
			return true;
	}
	return !filter->globs;
}
