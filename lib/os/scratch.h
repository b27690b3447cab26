/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_SCRATCH_H
#define MC_OS_SCRATCH_H

#include "base/err.h"

/** A temporary folder that is removed, with all that is in it, when it is released. */
struct mc_scratch {
	char *path; /* NULL: none */
};

#define MC_SCRATCH_INIT \
	{ \
		NULL \
	}

/**
 * Makes an empty folder of mode 0700 with a fresh name.
 *
 * scratch  set on success; release with mc_scratch_release()
 * parent   folder that it lies in; NULL: $TMPDIR, or /tmp
 *
 * Errors: MC_E_IO.
 */
struct mc_err *mc_scratch_make(struct mc_scratch *scratch, const char *parent) MC_MUST_USE;

/**
 * Gives the folder the name path and the mode 0755, in one step.  When path is an empty folder already (the
 * scratch may lie in it), what is in the scratch moves there instead.  Release the scratch as always.
 *
 * Errors: MC_E_INPUT (path is there and is not an empty folder), MC_E_IO.
 */
struct mc_err *mc_scratch_move(struct mc_scratch *scratch, const char *path) MC_MUST_USE;

/** Removes the folder and all below it, following no link; what cannot be removed stays. */
void mc_scratch_release(struct mc_scratch *scratch);

#endif
