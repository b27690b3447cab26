/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_JEST_FOLDER_H
#define MC_FOREIGN_JEST_FOLDER_H

#include "course/exercise.h"

/** Most test files of one folder. */
#define MC_JEST_MAX_FILES 200

/** True when dir has a test file of Jest or of node's test runner directly in it, or in its folder tests. */
bool mc_jest_is_folder(const char *dir);

/**
 * Reads a folder with code and its tests for Jest or node's own test runner, as schools have them: X.js and
 * X.test.js.
 *
 * Each test file (*.test.js, *.spec.js, also .mjs and .cjs) is a test.  Other files of JavaScript are what
 * students hand in; test files that import nothing of the folder test the code in themselves, and are handed
 * in too.  Settings of Jest, Babel and npm are left out.
 *
 * findings  gets warnings; may be NULL
 * Errors: MC_E_INPUT (no test file, too many), MC_E_IO, MC_E_LIMIT.
 * Source: CodeYourFuture/Module-Structuring-and-Testing-Data at 124ae451, HackYourFuture/Assignments at
 * c50e3ceb, migracode/js-skills-test at 3f31ed1f.
 */
struct mc_err *mc_jest_open(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir)
	MC_MUST_USE;

#endif
