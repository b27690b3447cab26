/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_IMPORT_H
#define MC_FOREIGN_IMPORT_H

#include "base/tree.h"
#include "course/exercise.h"

/** What is to be imported; texts are borrowed. */
struct mc_import_request {
	const char *format;   /* of MC_SPEC_FORMATS; NULL: found out */
	const char *source;   /* folder with the foreign exercise */
	const char *dir;      /* of the new exercise: must not exist, or be empty */
	const char *id;	      /* NULL: made from the name of dir */
	const char *title;    /* NULL: the heading of its instructions, else made from the id */
	const char *solution; /* folder with a reference solution; NULL: that of the source, if it has one */
	const char *const *tests; /* globs of files that belong to the tests, not to the student */
	size_t test_count;
};

/** An import in memory, before it is written. */
struct mc_import {
	struct mc_exercise *exercise;
	struct mc_tree tree;	   /* the files of the new folder */
	struct mc_findings losses; /* what is not carried over, or means something else */
	bool has_solution;
};

#define MC_IMPORT_INIT \
	{ \
		.tree = MC_TREE_INIT, .losses = MC_FINDINGS_INIT \
	}

/** Frees all. */
void mc_import_release(struct mc_import *import);

/**
 * Reads a foreign exercise and makes the files of one of ours from it; nothing is written.
 *
 * import  an initialised one; its losses are filled in also when there is an error
 *
 * Errors: MC_E_INPUT (source holds no such exercise, it has faults, no id can be made), MC_E_IO, MC_E_LIMIT.
 */
struct mc_err *mc_import_read(struct mc_import *import, const struct mc_import_request *request) MC_MUST_USE;

/**
 * Writes the folder at once or not at all, and lists it in the module.json beside it, if there is one.
 * Errors: MC_E_INPUT (the folder is not empty), MC_E_IO.
 */
struct mc_err *mc_import_write(const struct mc_import *import, const char *dir) MC_MUST_USE;

#endif
