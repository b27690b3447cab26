/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_OPEN_H
#define MC_FOREIGN_OPEN_H

#include <stdbool.h>

#include "course/exercise.h"

/**
 * Reads the test spec of a folder, whatever its format: exercise.json, else GitHub Classroom's
 * autograding.json (in its place or directly in the folder), else the configuration of an Exercism exercise.
 *
 * exercise  set on success; release with mc_exercise_free(); its source_format tells the format
 * findings  gets every error and warning; may be NULL
 *
 * Errors: MC_E_INPUT (also when the folder holds none of them: the hint says what was looked for), MC_E_IO.
 */
struct mc_err *mc_spec_open(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir)
	MC_MUST_USE;

/** X(name of a foreign format, its name for people): what 'import --from' takes. */
#define MC_SPEC_FORMATS(X) \
	X("classroom", "GitHub Classroom") \
	X("classroom50", "Classroom 50") \
	X("check50", "check50") \
	X("exercism", "Exercism") \
	X("hyf", "HackYourFuture") \
	X("jest", "Jest") \
	X("kattis", "Kattis")

/** The same names as choices of an option. */
#define MC_SPEC_FORMAT_CHOICES "classroom|classroom50|check50|exercism|hyf|jest|kattis"

/** The name of a format for people, static; that of ours for any other one. */
const char *mc_spec_format_title(const char *format);

/** Like mc_spec_open(), but only for this format; NULL: any. */
struct mc_err *mc_spec_open_as(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
			       const char *format) MC_MUST_USE;

/** True when dir holds a spec of any format that mc_spec_open() reads; it may be a broken one. */
bool mc_spec_is_there(const char *dir);

/** True when dir holds a file of a course of ours: of a curriculum, a module or an exercise. */
bool mc_spec_is_ours(const char *dir);

/** True when dir holds a spec of a foreign format, and no file of a course of ours. */
bool mc_spec_is_foreign(const char *dir);

#endif
