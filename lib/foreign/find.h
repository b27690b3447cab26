/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_FIND_H
#define MC_FOREIGN_FIND_H

#include "base/err.h"
#include "os/dir.h"

/**
 * Finds the exercises at and below a folder: an exercise, a module, a curriculum or a student's workspace.
 *
 * dirs  gets the paths, in the order of the course where it has one, otherwise of their names; release with
 * mc_dir_release()
 *
 * Errors: MC_E_NOTHING (there is none; the hint says what was looked for), MC_E_IO.
 */
struct mc_err *mc_course_find(struct mc_dir *dirs, const char *root) MC_MUST_USE;

/** Like mc_course_find(), but a folder with nothing in it is no error. Errors: MC_E_IO. */
struct mc_err *mc_course_find_exercises(struct mc_dir *dirs, const char *root) MC_MUST_USE;

/**
 * Finds the topmost folders at and below root that hold a file of a course of ours: curriculum.json,
 * module.json or exercise.json.  dirs as in mc_course_find().  Errors: MC_E_IO.
 */
struct mc_err *mc_course_find_roots(struct mc_dir *dirs, const char *root) MC_MUST_USE;

#endif
