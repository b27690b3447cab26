/* SPDX-License-Identifier: MIT */
#ifndef MC_SIMILAR_FOLDER_H
#define MC_SIMILAR_FOLDER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/tree.h"

/**
 * Adds the source files of a submission: those of a folder, as mc_study_filter takes them, or a single file
 * of any name. Errors: MC_E_INPUT (there is nothing), MC_E_IO (no permission), MC_E_LIMIT, with a hint each.
 */
struct mc_err *mc_similar_read_path(struct mc_tree *tree, const char *path) MC_MUST_USE;

/** The names of submissions at these paths: "team-a/", as shells complete it, is "team-a". They belong to the
 * arena. */
const char *const *mc_similar_path_names(struct mc_arena *arena, const char *const paths[], size_t count);

#endif
