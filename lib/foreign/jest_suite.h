/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_JEST_SUITE_H
#define MC_FOREIGN_JEST_SUITE_H

#include "course/exercise.h"

/*
 * How the test files of Jest are run here: without Babel, because node reads modules of either kind by
 * itself, and with settings of our own, because those of others name packages that are not there.
 */

/** How the files of a folder import each other. */
enum mc_js_modules {
	MC_JS_COMMON, /* require() */
	MC_JS_ES,     /* import and export */
};

/** Whether a text of JavaScript has an import or export of its own in it, by the start of its lines. */
enum mc_js_modules mc_js_modules_of(const char *text);

/** Makes test a suite of Jest that runs count test files. */
void mc_jest_set_test(struct mc_exercise *exercise, struct mc_test *test, const char *const files[],
		      size_t count, enum mc_js_modules modules);

/** Makes test a suite of node's own test runner. */
void mc_node_set_test(struct mc_exercise *exercise, struct mc_test *test, const char *const files[],
		      size_t count);

/** Adds the settings that such tests need to tests_files, in place of those that are there; sorts. */
void mc_jest_add_settings(struct mc_exercise *exercise, enum mc_js_modules modules);

/**
 * Number of cases in the text of a test file; 0: cannot be told, because some are made in loops or tables.
 */
uint32_t mc_jest_count_cases(const char *text);

/** True when every test in the text is still to be written: there is test.todo() and no other. */
bool mc_jest_is_all_todo(const char *text);

/** Switches on what is switched off with xtest, xit and xdescribe, in place; test.skip stays. */
void mc_jest_enable_cases(char *text);

#endif
