/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_CLASSROOM_SHELL_H
#define MC_FOREIGN_CLASSROOM_SHELL_H

#include <stdbool.h>

#include "base/arena.h"
#include "foreign/toolbox.h"

/** What there is to know about a shell command before it runs without root and network. */
struct mc_shell_review {
	const char *command;  /* to run: without 'sudo', and ':' instead of installing what is there */
	const char *left_out; /* the first part that was left out; NULL: none */
	const char *lacks;    /* a program ("cargo"), or a deed ("npm install"); NULL: nothing is missing */
	bool lacks_install;   /* it would have been installed here, so later commands lack it too */
	bool uses_python;     /* calls 'python', which Debian names python3 */
};

/**
 * Reads a shell command as far as it is a plain list of commands joined by ';', '&&', '||', '|', '&' and line
 * ends; what stands behind the first here-document or compound command is taken as it is.  Nothing is run.
 *
 * review  its texts belong to the arena or to command
 */
void mc_shell_review(struct mc_shell_review *review, struct mc_arena *arena, const struct mc_toolbox *toolbox,
		     const char *command);

#endif
