/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_PROGRAM_H
#define MC_OS_PROGRAM_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/** A program of the user's that is asked something: run without a shell, with nobody to talk to but us. */
struct mc_program {
	const char *const *argv; /* the first is looked for in PATH; ends with NULL */
	const char *const *env; /* "NAME=value", beside and in place of our own environment; ends with NULL */
	struct mc_str input;
	uint32_t wait_ms;   /* then it is killed, with all that it started in its process group */
	size_t limit_bytes; /* of what it says; more is left unread */
};

/**
 * Runs it until it ends, and appends what it writes to standard output; standard error goes nowhere. Returns
 * its exit status, or -1 when it could not be started, was killed or took too long.
 * Source: posix_spawnp(3).
 */
int mc_program_ask(struct mc_buf *output, const struct mc_program *program) MC_MUST_USE;

#endif
