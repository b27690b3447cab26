/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_COURSE_NAMES_H
#define MC_GRADEBOOK_COURSE_NAMES_H

#include "cohort/cohort.h"
#include "cohort/school.h"

/** An exercise of a course. */
struct mc_course_exercise {
	const char *id;
	const char *module;
};

/** The ids of a course, in its order. Texts live in the arena. */
struct mc_course_names {
	struct mc_arena arena;
	const char **modules;
	size_t module_count, module_capacity;
	struct mc_course_exercise *exercises;
	size_t exercise_count, exercise_capacity;
	bool is_known; /* false: neither cohort nor school names a course */
};

#define MC_COURSE_NAMES_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all. */
void mc_course_names_release(struct mc_course_names *names);

/** Reads the course of a cohort, if one is named. Errors: MC_E_INPUT (there is no such course, or it is
 * wrong), MC_E_IO. */
struct mc_err *mc_course_names_read(struct mc_course_names *names, const struct mc_school *school,
				    const struct mc_cohort *cohort) MC_MUST_USE;

/** Looks for a module. Errors: MC_E_INPUT (no course is named, or it has no such module; the hint names the
 * nearest). */
struct mc_err *mc_course_names_module(const struct mc_course_names *names, const char *module) MC_MUST_USE;

/** Looks for an exercise, and gives its module. Errors: likewise. */
struct mc_err *mc_course_names_exercise(const char **module, const struct mc_course_names *names,
					const char *exercise) MC_MUST_USE;

#endif
