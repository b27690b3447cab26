/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_TREE_WRITE_H
#define MC_OS_TREE_WRITE_H

#include "base/err.h"
#include "base/tree.h"

/**
 * Writes the files of a tree below the folder dir, which nobody else writes to at the same time; makes the
 * folders that are missing, replaces files that are there.  Modes are 0644 and 0755.
 * Errors: MC_E_IO (no permission, disk full …); what was written before stays.
 */
struct mc_err *mc_tree_write_dir(const struct mc_tree *tree, const char *dir) MC_MUST_USE;

#endif
