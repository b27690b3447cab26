/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_MODULE_H
#define MC_COURSE_MODULE_H

#include "base/arena.h"
#include "base/err.h"
#include "course/exercise.h"
#include "course/finding.h"

/** X(constant, name in module.json) */
#define MC_MODULE_KINDS(X) \
	X(MC_MODULE_CONTENT, "content") \
	X(MC_MODULE_MOTIVATION, "motivation") \
	X(MC_MODULE_CAREER, "career") \
	X(MC_MODULE_PROJECT, "project")

enum mc_module_kind {
#define X(constant, name) constant,
	MC_MODULE_KINDS(X)
#undef X
};

/** A module: lessons and exercises that belong together. */
struct mc_module {
	struct mc_arena arena;
	const char *dir; /* as given to the reader */
	const char *id;
	struct mc_words title;
	enum mc_module_kind kind;
	double hours;
	struct mc_texts align;
	/* Folders in dir with an exercise.json: first those that the file lists, in order, then by name. */
	struct mc_texts exercises;
};

/**
 * Reads DIR/module.json strictly and looks for the exercises in DIR (which are not read).
 *
 * module    set on success; release with mc_module_free()
 * findings  gets every error and warning; may be NULL
 *
 * Errors: MC_E_INPUT (the first finding that is an error), MC_E_IO.
 */
struct mc_err *mc_module_open(struct mc_module **module, struct mc_findings *findings, const char *dir)
	MC_MUST_USE;

/**
 * Like mc_module_open() for len bytes that stand for DIR/module.json; dir NULL: no folder is looked at.
 * Errors: MC_E_INPUT, MC_E_IO.
 */
struct mc_err *mc_module_parse(struct mc_module **module, struct mc_findings *findings, const char *dir,
			       const char *bytes, size_t len) MC_MUST_USE;

/** Releases a module; NULL is allowed. */
void mc_module_free(struct mc_module *module);
MC_AUTOPTR_DEFINE(mc_module);

#endif
