/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_SCRIPT_H
#define MC_GRADE_SCRIPT_H

#include <stdbool.h>

#include "base/str.h"

/** A script for sh that is looked through for the programs that it starts. */
struct mc_script {
	const char *rest;
	bool is_command; /* a command may stand next */
};

/** Starts with a text, which must live as long as the script. */
#define MC_SCRIPT(text) \
	{ \
		.rest = (text), .is_command = true \
	}

/**
 * Finds the next word that the script starts as a command and that is no word of the shell itself; it may be
 * a path, or a function of the script. Quoted texts and what is expanded first are passed over: this is a
 * look, no shell. Returns false when there is no other. Source: sh(1).
 */
bool mc_script_next(struct mc_str *word, struct mc_script *script);

#endif
