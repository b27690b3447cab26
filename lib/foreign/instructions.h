/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_INSTRUCTIONS_H
#define MC_FOREIGN_INSTRUCTIONS_H

#include "base/tree.h"

/** The task as a foreign exercise words it. */
struct mc_instructions {
	struct mc_tree texts; /* README.md and its translations; empty: there are none */
	char *title;	      /* the first heading that says something; NULL: none does */
};

#define MC_INSTRUCTIONS_INIT \
	{ \
		.texts = MC_TREE_INIT, .title = NULL \
	}

/** Frees all. */
void mc_instructions_release(struct mc_instructions *instructions);

/**
 * Reads the texts for students from the folder of a foreign exercise: README*.md, else the parts in .docs/
 * that Exercism makes its README of.
 * instructions  an initialised one.  Errors: MC_E_IO, MC_E_LIMIT.
 */
struct mc_err *mc_instructions_read(struct mc_instructions *instructions, const char *dir) MC_MUST_USE;

/**
 * Reads the statement of a Kattis package in Markdown, problem_statement/problem.LANG.md or statement/…: the
 * English one, else the first, is README.md.
 *
 * instructions  an initialised one.  Errors: MC_E_IO, MC_E_LIMIT.
 */
struct mc_err *mc_instructions_read_statement(struct mc_instructions *instructions, const char *dir)
	MC_MUST_USE;

/** Adds README.md and its translations to a tree; a README.md of the title alone when there is none. */
void mc_instructions_lay(struct mc_tree *tree, const struct mc_instructions *instructions, const char *title);

#endif
