/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_NPM_H
#define MC_COURSE_NPM_H

#include <stdbool.h>

#include "base/str.h"

/**
 * The folder with the packages of npm that programs of the exercises below dir may use: absolute, released
 * with free(); NULL when there is none.
 *
 * It is the one that the environment variable MIGRACODE_NODE_MODULES names, else the node_modules of dir or
 * of the nearest folder above it.  One that other people can write to is passed over: they could bring a test
 * framework of their own.  Programs of packages that are installed for the whole machine are found anyway.
 *
 * dir  NULL: only the others are looked for
 */
char *mc_npm_find(const char *dir);

/** True when this folder, which may be NULL, has the package name. */
bool mc_npm_has_package(const char *node_modules, struct mc_str name);

/** True when this folder has a program called name. */
bool mc_npm_has_tool(const char *node_modules, const char *name);

#endif
