/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_PROOF_H
#define MC_GRADE_PROOF_H

#include <stdbool.h>

#include "course/exercise.h"

/**
 * True when this very spec was verified by this version of the program: its content hash is remembered in the
 * user's cache. A change of anything that decides a verdict changes the hash.
 */
bool mc_proof_is_known(const struct mc_exercise *exercise);

/** Remembers that a spec was verified. Errors: MC_E_IO. */
struct mc_err *mc_proof_write(const struct mc_exercise *exercise) MC_MUST_USE;

/** Forgets it again, after a verification that failed. Errors: MC_E_IO. */
struct mc_err *mc_proof_remove(const struct mc_exercise *exercise) MC_MUST_USE;

/**
 * Refuses a spec of ours that was never proven.  Foreign specs pass: they have no wrong solutions to be
 * proven with. Errors: MC_E_INPUT with the command to type as hint.
 */
struct mc_err *mc_proof_demand(const struct mc_exercise *exercise) MC_MUST_USE;

#endif
