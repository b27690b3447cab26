/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_CHECK50_H
#define MC_FOREIGN_CHECK50_H

#include <stddef.h>

#include "course/exercise.h"

/** Where the checks of a problem for check50 stand. */
#define MC_CHECK50_FILE ".cs50.yaml"
#define MC_CHECK50_SHORT_FILE ".cs50.yml"

/** Most runs of all checks together. */
#define MC_CHECK50_MAX_RUNS 200

/**
 * Reads the simple checks of check50 in YAML (len bytes).
 *
 * Each run of a check is a test of kind io: its input is what stdin lists, line by line; what it prints, on
 * standard output or standard error, must have the text of stdout in it; the exit status counts where 'exit'
 * gives one.  Runs of one check need each other, and the last has its point.  Checks in Python are refused.
 *
 * findings  gets errors and warnings; may be NULL
 * Errors: MC_E_INPUT.
 * Source: check50/_simple.py and _api.py at 1dbf2776; docs/source/check_writer.rst.
 */
struct mc_err *mc_check50_parse(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
				const char *path, const char *bytes, size_t len) MC_MUST_USE;

#endif
