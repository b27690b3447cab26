/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_NPM_IMPORTS_H
#define MC_COURSE_NPM_IMPORTS_H

#include "base/str.h"

/** Longer names of packages are none. Source: the rules of npm for names. */
#define MC_NPM_MAX_NAME 214u

/**
 * Finds the next package that program text of JavaScript imports, by import … from, import or require().
 *
 * Files ("./a.js"), modules of node itself and of Jest are passed over; "a/b" is of the package "a", "@a/b/c"
 * of "@a/b".  Comments are not told apart.
 *
 * name  the package, inside text
 * at    where to go on; set to text before the first call
 * Returns false when there is no other.
 */
bool mc_npm_next_import(struct mc_str *name, const char **at);

#endif
