/* SPDX-License-Identifier: MIT */
#ifndef MC_PROVE_MUTANT_MARKS_H
#define MC_PROVE_MUTANT_MARKS_H

#include "base/tree.h"
#include "course/exercise.h"
#include "course/files.h"
#include "course/finding.h"
#include "prove/mutant.h"

/** Adds the mutants of every file of the reference solution that students submit. */
void mc_mutants_of(struct mc_mutants *mutants, const struct mc_exercise *exercise,
		   const struct mc_tree *reference);

/** True when one of the mutants has this id. */
bool mc_mutants_have(const struct mc_mutants *mutants, const char *id);

/**
 * Adds a warning for each id that 'mutants' of an exercise.json marks as equal and that no mutant of the
 * reference solution has: the line has changed, and the mark says nothing any more.  Exercises that cannot be
 * read are passed over.  Errors: MC_E_IO.
 */
struct mc_err *mc_mutant_marks_lint(struct mc_findings *findings, const struct mc_course_files *files)
	MC_MUST_USE;

#endif
