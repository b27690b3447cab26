/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_PROGRAM_H
#define MC_OS_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/** A program of the user's that is asked something: run without a shell, with nobody to talk to but us. */
struct mc_program {
	const char *const *argv; /* the first is looked for in PATH; ends with NULL */
	const char *const *env; /* "NAME=value", beside and in place of our own environment; ends with NULL */
	bool has_bare_env;	/* env is all that it gets of an environment */
	bool takes_errors;	/* what it writes to standard error is heard, too; it gets no input then */
	struct mc_str input;
	uint32_t wait_ms;   /* then it is killed, with all that it started in its process group */
	size_t limit_bytes; /* of what it says; more is left unread */
};

/**
 * Runs it until it ends, and appends what it writes to standard output; standard error goes nowhere
 * unless it is asked for. Returns
 * its exit status, or -1 when it could not be started, was killed or took too long.
 * Source: posix_spawnp(3).
 */
int mc_program_ask(struct mc_buf *output, const struct mc_program *program) MC_MUST_USE;

/** True when a program of this name would be found in PATH. */
bool mc_program_is_there(const char *name);

#endif
