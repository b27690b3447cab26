/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_CURRICULUM_H
#define MC_COURSE_CURRICULUM_H

#include "base/arena.h"
#include "base/err.h"
#include "course/exercise.h"
#include "course/finding.h"
#include "course/module.h"

/** A curriculum with its modules. */
struct mc_curriculum {
	struct mc_arena arena;
	const char *dir; /* as given to the reader */
	const char *id;
	const char *version;
	struct mc_words title;
	struct mc_texts languages;
	double hours;
	const char *licence; /* SPDX identifier or a text */
	struct mc_texts align;
	struct mc_module **modules; /* in the order of the file; each in DIR/modules/<id> */
	size_t module_count;
	struct mc_texts exercise_dirs; /* of all modules in order: paths that mc_exercise_open() takes */
};

/**
 * Reads DIR/curriculum.json and the module.json of every module strictly; exercises are found, not read.
 *
 * curriculum  set on success; release with mc_curriculum_free()
 * findings    gets every error and warning of all these files; may be NULL
 *
 * Errors: MC_E_INPUT (the first finding that is an error), MC_E_IO.
 */
struct mc_err *mc_curriculum_open(struct mc_curriculum **curriculum, struct mc_findings *findings,
				  const char *dir) MC_MUST_USE;

/**
 * Like mc_curriculum_open() for len bytes that stand for DIR/curriculum.json; dir NULL: no module is looked
 * at. Errors: MC_E_INPUT, MC_E_IO.
 */
struct mc_err *mc_curriculum_parse(struct mc_curriculum **curriculum, struct mc_findings *findings,
				   const char *dir, const char *bytes, size_t len) MC_MUST_USE;

/** Releases a curriculum; NULL is allowed. */
void mc_curriculum_free(struct mc_curriculum *curriculum);
MC_AUTOPTR_DEFINE(mc_curriculum);

#endif
