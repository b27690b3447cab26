/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_KATTIS_H
#define MC_FOREIGN_KATTIS_H

#include "base/tree.h"
#include "course/exercise.h"
#include "foreign/toolbox.h"

/** The file that gives a problem package away. */
#define MC_KATTIS_FILE "problem.yaml"

/**
 * Reads a Kattis problem package: samples become one test that students see, secret data a hidden one, output
 * validators a checker, submissions the reference and solutions whose outcome is known.  What students hand
 * in is one program in any language that is known.
 *
 * exercise  set on success; release with mc_exercise_free()
 * dir       the folder, for findings
 * files     of the package, sorted; not needed afterwards
 * findings  gets every error, and a warning for all that is not carried over; may be NULL
 *
 * Errors: MC_E_INPUT, MC_E_IO, MC_E_LIMIT.
 * Source: https://www.kattis.com/problem-package-format, versions "legacy", "2023-07-draft" and "2025-09";
 * for what it leaves open, problemtools.
 */
struct mc_err *mc_kattis_parse(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
			       const struct mc_tree *files, const struct mc_toolbox *toolbox) MC_MUST_USE;

/** The same for the package in the folder dir, whose links to other files of it are followed. */
struct mc_err *mc_kattis_open(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
			      const struct mc_toolbox *toolbox) MC_MUST_USE;

#endif
