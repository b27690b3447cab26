/* SPDX-License-Identifier: MIT */
#include "foreign/jest_suite.h"

#include <string.h>

#include "course/exercise_new.h"
#include "course/suite_test.h"

#define REPORT "jest-report.json"

/* Without these Jest passes over files that end in .mjs and .cjs. */
#define SETTINGS \
	"\"transform\": {}, \"testEnvironment\": \"node\", " \
	"\"moduleFileExtensions\": [\"js\", \"mjs\", \"cjs\", \"json\", \"node\"], " \
	"\"testMatch\": [\"**/*.{test,spec}.{js,mjs,cjs}\"]"

/* Modules of ES do not see jest.fn() and its like, which Babel makes possible. */
#define SETUP "jest.setup.mjs"
static const char setup[] = "import { jest } from '@jest/globals';\nglobalThis.jest = jest;\n";

/* ---- texts ---- */

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '$';
}

static bool starts_with(const char *text, const char *start)
{
	return !strncmp(text, start, strlen(start));
}

enum mc_js_modules mc_js_modules_of(const char *text)
{
	for (const char *line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		const char *word = line + strspn(line, " \t");
		bool is_import = starts_with(word, "import ") || starts_with(word, "import{");
		bool is_export = starts_with(word, "export ") || starts_with(word, "export{");

		if (is_import || is_export)
			return MC_JS_ES;
	}
	return MC_JS_COMMON;
}

/* Whether a comment starts before at, in its line. */
static bool is_in_comment(const char *text, const char *at)
{
	for (const char *c = at; c > text && c[-1] != '\n'; c--) {
		if (c[-1] == '/' && c[0] == '/')
			return true;
	}
	return false;
}

/* The number of calls of a function called name; members of that name are others. */
static uint32_t count_calls(const char *text, const char *name)
{
	size_t len = strlen(name);
	uint32_t count = 0;

	for (const char *at = strstr(text, name); at; at = strstr(at + len, name)) {
		bool is_whole = at == text || (!is_word(at[-1]) && at[-1] != '.');

		count += is_whole && at[len] == '(' && !is_in_comment(text, at);
	}
	return count;
}

uint32_t mc_jest_count_cases(const char *text)
{
	static const char *const makers[] = { ".each", "forEach(", "for (", "for(",  ".skip",
					      ".only", "while (",  ".map(", "xtest(" };

	for (size_t i = 0; i < MC_COUNT(makers); i++) {
		if (strstr(text, makers[i]))
			return 0;
	}
	return count_calls(text, "test") + count_calls(text, "it");
}

bool mc_jest_is_all_todo(const char *text)
{
	return (strstr(text, "test.todo(") || strstr(text, "it.todo(")) && !strstr(text, ".each") &&
	       count_calls(text, "test") + count_calls(text, "it") == 0;
}

void mc_jest_enable_cases(char *text)
{
	static const char *const off[] = { "xtest(", "xit(", "xdescribe(", "xtest.", "xit.", "xdescribe." };

	for (size_t i = 0; i < MC_COUNT(off); i++) {
		for (char *at = strstr(text, off[i]); at; at = strstr(at + 1, off[i])) {
			if (at == text || (!is_word(at[-1]) && at[-1] != '.'))
				*at = ' ';
		}
	}
}

/* ---- commands ---- */

static struct mc_texts with_files(struct mc_arena *arena, const char *const first[], size_t first_count,
				  const char *const files[], size_t count)
{
	const char **words = mc_arena_alloc(arena, (first_count + count + 1) * sizeof(*words));

	memcpy(words, first, first_count * sizeof(*words));
	for (size_t i = 0; i < count; i++)
		words[first_count + i] = mc_arena_format(arena, "./%s", files[i]);
	return (struct mc_texts){ words, first_count + count };
}

void mc_jest_set_test(struct mc_exercise *exercise, struct mc_test *test, const char *const files[],
		      size_t count, enum mc_js_modules modules)
{
	static const char *const jest[] = { "jest", "--ci", "--json", ("--outputFile=" REPORT),
					    "--runTestsByPath" };
	static const char *const env[] = { "NODE_OPTIONS=--experimental-vm-modules --no-warnings" };
	struct mc_arena *arena = &exercise->arena;
	struct mc_suite_test *suite = mc_arena_alloc(arena, sizeof(*suite));

	suite->report = REPORT;
	test->kind = MC_TEST_SUITE;
	test->format = MC_SUITE_JEST;
	test->suite = suite;
	test->run = with_files(arena, jest, MC_COUNT(jest), files, count);
	if (modules == MC_JS_ES)
		test->env = mc_texts_copy(arena, env, MC_COUNT(env));
}

void mc_node_set_test(struct mc_exercise *exercise, struct mc_test *test, const char *const files[],
		      size_t count)
{
	static const char *const node[] = { "node", "--test-reporter=tap", "--test" };

	test->kind = MC_TEST_SUITE;
	test->format = MC_SUITE_TAP;
	test->run = with_files(&exercise->arena, node, MC_COUNT(node), files, count);
}

void mc_jest_add_settings(struct mc_exercise *exercise, enum mc_js_modules modules)
{
	static const char common[] = "{" SETTINGS "}\n";
	static const char es[] = "{" SETTINGS ", \"setupFilesAfterEnv\": [\"./" SETUP "\"]}\n";
	const char *jest = modules == MC_JS_ES ? es : common;
	const char *package = modules == MC_JS_ES ? "{\"private\": true, \"type\": \"module\"}\n"
						  : "{\"private\": true, \"type\": \"commonjs\"}\n";
	static const char *const replaced[] = { "jest.config.js", "jest.config.mjs", "jest.config.cjs",
						"babel.config.js" };
	size_t kept = 0;
	struct mc_tree *tree = &exercise->tests_files;

	for (size_t i = 0; i < tree->count; i++) {
		bool is_kept = true;

		for (size_t k = 0; k < MC_COUNT(replaced); k++)
			is_kept &= strcmp(tree->files[i].path, replaced[k]) != 0;
		if (is_kept)
			tree->files[kept++] = tree->files[i];
	}
	tree->count = kept;
	mc_tree_add(tree, "jest.config.json", jest, strlen(jest), false);
	if (modules == MC_JS_ES)
		mc_tree_add(tree, SETUP, setup, sizeof(setup) - 1, false);
	mc_tree_add(tree, "package.json", package, strlen(package), false);
	mc_tree_sort(tree);
}
