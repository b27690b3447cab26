/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_VARIANT_H
#define MC_COURSE_VARIANT_H

#include "base/tree.h"
#include "course/exercise.h"

/** X(constant, name in reports): the solutions that prove a spec. */
#define MC_VARIANTS(X) \
	X(MC_VARIANT_REFERENCE, "reference") \
	X(MC_VARIANT_STARTER, "starter") \
	X(MC_VARIANT_WRONG, "wrong") \
	X(MC_VARIANT_EMPTY, "empty") \
	X(MC_VARIANT_BINARY, "binary") \
	X(MC_VARIANT_ENDLESS, "endless") \
	X(MC_VARIANT_EARLY_EXIT, "early-exit")

enum mc_variant {
#define X(constant, name) constant,
	MC_VARIANTS(X)
#undef X
};

/** Name of a variant in reports, static. */
const char *mc_variant_name(enum mc_variant variant);

/**
 * Makes the files that a student would hand in with this solution.
 *
 * tree   gets the files; must be empty
 * wrong  index of the wrong solution; only with MC_VARIANT_WRONG
 *
 * The last four are junk in the place of every file of the reference solution: nothing, bytes of no meaning,
 * a program that prints without end, and one that prints a faked report of success and ends at once. Errors:
 * MC_E_INPUT (no solution), MC_E_IO, MC_E_LIMIT.
 */
struct mc_err *mc_variant_read(struct mc_tree *tree, const struct mc_exercise *exercise,
			       enum mc_variant variant, size_t wrong) MC_MUST_USE;

#endif
