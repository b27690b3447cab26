/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_TREE_H
#define MC_BASE_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/** One regular file of a tree. */
struct mc_tree_file {
	const char *path; /* relative, '/' between parts, no "." or ".." part */
	const char *data; /* len bytes and a terminating zero */
	size_t len;
	bool is_executable;
};

/** An entry that was not taken: a symlink, a device, a name that cannot be used … */
struct mc_tree_skip {
	const char *path;   /* printable: control characters replaced by '?' */
	const char *reason; /* one of the MC_SKIP_… codes */
};

#define MC_SKIP_SYMLINK "symlink"
#define MC_SKIP_SUBMODULE "submodule"
#define MC_SKIP_SPECIAL "special-file"
#define MC_SKIP_NAME "bad-name"
#define MC_SKIP_CASE "case-clash"
#define MC_SKIP_SIZE "too-large"

/** Regular files in memory, sorted by path: a submission, a starter folder, the tests.  Never a link, never a
 * device. */
struct mc_tree {
	struct mc_arena arena;
	struct mc_tree_file *files;
	size_t count;
	size_t capacity;
	struct mc_tree_skip *skips;
	size_t skip_count;
	size_t skip_capacity;
	size_t total_bytes;
};

#define MC_TREE_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** What a reader of a tree takes and when it stops. */
struct mc_tree_filter {
	const char *const
		*globs; /* NULL: everything; else paths that match one of glob_count, see mc_str_is_match() */
	size_t glob_count;
	bool (*takes)(const char *path, bool is_folder); /* NULL: all that the globs take */
	size_t max_file_bytes; /* 0: no limit; a larger file is noted and passed over */
	size_t max_files;      /* more is MC_E_LIMIT */
	size_t max_bytes;      /* of all files together; more is MC_E_LIMIT */
	size_t max_skips;      /* further ones are dropped, not an error */
};

/** Default ceilings of what is read from one submission. */
#define MC_TREE_MAX_FILES 4000
#define MC_TREE_MAX_BYTES (48u * 1024 * 1024)
#define MC_TREE_MAX_SKIPS 50

/** Frees all; the tree is empty and usable again. */
void mc_tree_release(struct mc_tree *tree);

/** Adds a file with a copy of path and len bytes of data; a file of that path is replaced. Call
 * mc_tree_sort() at the end. */
void mc_tree_add(struct mc_tree *tree, const char *path, const void *data, size_t len, bool is_executable);

/** Adds a file whose path and bytes stay somebody else's, who must live as long as tree. Call mc_tree_sort()
 * at the end. */
void mc_tree_share(struct mc_tree *tree, const struct mc_tree_file *file);

/** Notes an entry that was not taken; beyond max_skips it is forgotten. */
void mc_tree_skip(struct mc_tree *tree, const char *path, const char *reason, size_t max_skips);

/** Sorts files by path; of equal paths the one added last stays. */
void mc_tree_sort(struct mc_tree *tree);

/** The file at path (the tree must be sorted), or NULL; belongs to the tree. */
const struct mc_tree_file *mc_tree_find(const struct mc_tree *tree, const char *path);

/** Adds every file of other below prefix ("" or "name/"); the bytes are shared: other must live as long as
 * tree. Sorts. */
void mc_tree_overlay(struct mc_tree *tree, const struct mc_tree *other, const char *prefix);

/** True when a path is safe below a folder: relative, no empty, "." or ".." part, no control character, valid
 * UTF-8. */
bool mc_tree_is_safe_path(const char *path);

/** True when no file system could hold both files: one path is a folder of the other. */
bool mc_tree_is_clash(const char *a, const char *b);

/** True when the filter takes path. */
bool mc_tree_is_wanted(const struct mc_tree_filter *filter, const char *path);

/** True when the filter can take something below the folder path, which has no '/' at its end. */
bool mc_tree_is_reachable(const struct mc_tree_filter *filter, const char *path);

#endif
