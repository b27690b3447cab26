/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_FIND_H
#define MC_FOREIGN_FIND_H

#include "base/err.h"
#include "os/dir.h"

/**
 * Finds the exercises at and below a folder: an exercise, a module, a curriculum or a student's workspace.
 *
 * dirs  gets the paths, in the order of their names; release with mc_dir_release()
 *
 * Errors: MC_E_NOTHING (there is none; the hint says what was looked for), MC_E_IO.
 */
struct mc_err *mc_course_find(struct mc_dir *dirs, const char *root) MC_MUST_USE;

#endif
