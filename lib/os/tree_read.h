/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_TREE_READ_H
#define MC_OS_TREE_READ_H

#include "base/err.h"
#include "base/tree.h"

/** How deep folders are followed, and how many entries of all folders are looked at before giving up. */
#define MC_TREE_MAX_DEPTH 64
#define MC_TREE_MAX_ENTRIES 20000

/**
 * Adds the regular files below dir that the filter takes, and sorts the tree.
 *
 * Whoever made the folder is not trusted: links are never followed (dir itself may be one), FIFOs and devices
 * are never opened, ".git" is passed over at every level, and folders that no glob of the filter reaches are
 * not entered.  Links, special files and names that mc_tree_is_safe_path() refuses are noted as skips where
 * the filter would take them.
 *
 * Errors: MC_E_LIMIT (more files, bytes, levels or entries than allowed: the message says which), MC_E_INPUT
 * (there is no folder dir), MC_E_IO (dir or something in it cannot be read).  The tree then holds what was
 * read before.
 */
struct mc_err *mc_tree_read_dir(struct mc_tree *tree, const char *dir, const struct mc_tree_filter *filter)
	MC_MUST_USE;

/** A filter that takes everything up to the default ceilings. */
#define MC_TREE_FILTER_ALL \
	{ \
		.max_files = MC_TREE_MAX_FILES, .max_bytes = MC_TREE_MAX_BYTES, \
		.max_skips = MC_TREE_MAX_SKIPS \
	}

#endif
