/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_FILES_H
#define MC_COURSE_FILES_H

#include "base/arena.h"
#include "base/err.h"

/** X(constant, name of the file) */
#define MC_COURSE_KINDS(X) \
	X(MC_COURSE_CURRICULUM, "curriculum.json") \
	X(MC_COURSE_MODULE, "module.json") \
	X(MC_COURSE_EXERCISE, "exercise.json")

enum mc_course_kind {
#define X(constant, name) constant,
	MC_COURSE_KINDS(X)
#undef X
};

/** A JSON file of a course. */
struct mc_course_file {
	enum mc_course_kind kind;
	const char *dir;  /* folder of the file, as the user would type it */
	const char *path; /* of the file */
};

/**
 * The JSON files below a curriculum, module or exercise: what contains comes before what it contains, else
 * by name.
 */
struct mc_course_files {
	struct mc_arena arena;
	struct mc_course_file *items;
	size_t count;
	size_t capacity;
};

#define MC_COURSE_FILES_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees the list; it is usable again. */
void mc_course_files_release(struct mc_course_files *files);

/**
 * Adds the file at path, or those of the curriculum, module or exercise in the folder at path.  Files are
 * looked for by name and place only, so that broken ones are found too; links and names starting with '.' are
 * passed over.
 *
 * Errors: MC_E_INPUT (nothing of a course is there), MC_E_IO.
 */
struct mc_err *mc_course_files_find(struct mc_course_files *files, const char *path) MC_MUST_USE;

#endif
