/* SPDX-License-Identifier: MIT */
#ifndef MC_CMD_GRADE_MACHINES_H
#define MC_CMD_GRADE_MACHINES_H

#include "base/arena.h"
#include "batch/slurm.h"
#include "cmd/grade/form.h"

/* Options of 'migracode grade' for a cohort that is graded on several machines. */

/** Refuses what makes no sense, such as another word than slurm behind --on. Errors: MC_E_USAGE. */
struct mc_err *mc_grade_check_machines(const struct mc_grade_args *args) MC_MUST_USE;

/**
 * Sets how the machines are used, and with --resume what is graded, which then stands in args.
 *
 * slurm   set; its texts live in arena
 * school  folder of the school
 *
 * Errors: MC_E_NOTHING (no such run), MC_E_INPUT (what was kept of it is damaged), MC_E_IO.
 */
struct mc_err *mc_grade_set_machines(struct mc_slurm *slurm, struct mc_arena *arena,
				     struct mc_grade_args *args, const char *school) MC_MUST_USE;

#endif
