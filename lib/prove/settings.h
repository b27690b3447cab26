/* SPDX-License-Identifier: MIT */
#ifndef MC_PROVE_SETTINGS_H
#define MC_PROVE_SETTINGS_H

#include "base/buf.h"
#include "course/exercise.h"

/**
 * The variables that programs get in one of several runs of the same solution.
 *
 * A test that is right says the same wherever it runs, so each run is made a little different: another time
 * zone, another language where the machine has several, other seeds of hash tables, other content of fresh
 * memory, and an environment of another length, which moves the stack.  Run 1 has none of it.  The same
 * number always gets the same variables, so that a teacher can repeat a run. Sources: tzset(3), locale(7),
 * mallopt(3) (MALLOC_PERTURB_), Python's PYTHONHASHSEED, perlrun (PERL_HASH_SEED).
 */
struct mc_settings {
	struct mc_texts env; /* "NAME=value"; in an arena of its own */
	struct mc_arena arena;
};

#define MC_SETTINGS_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all; usable again. */
void mc_settings_release(struct mc_settings *settings);

/** Sets the variables of a run, which is counted from 1. */
void mc_settings_make(struct mc_settings *settings, unsigned run);

/** Appends the variables as one would type them before a command: "TZ=… LANG=…"; nothing for run 1. */
void mc_settings_print(struct mc_buf *out, const struct mc_settings *settings);

#endif
