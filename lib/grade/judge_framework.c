/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "course/npm.h"
#include "course/npm_imports.h"
#include "grade/judge.h"

/*
 * A test framework that is not installed makes every submission look wrong.  What was printed comes from the
 * student, so it is never believed: the spec's own command says what it needs, and whether that is there is
 * looked up.
 */

/* Modules that a command starts by "python3 -m". */
static const char *const modules[] = { "pytest", "nose2", "behave" };

/* Libraries that a command links. */
static const struct library {
	const char *option;
	const char *header;
	const char *name; /* see mc_reason_package() */
} libraries[] = {
	{ "-lcmocka", "cmocka.h", "cmocka" },
	{ "-lcheck", "check.h", "check" },
	{ "-lcriterion", "criterion/criterion.h", "criterion" },
	{ "-lcunit", "CUnit/CUnit.h", "cunit" },
};

/* True when word stands in text and is not part of a longer one. */
static bool has_word(const char *text, const char *word)
{
	static const char blanks[] = " \t\n;&|()'\"";
	size_t len = strlen(word);

	for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
		if ((at == text || strchr(blanks, at[-1])) && (!at[len] || strchr(blanks, at[len])))
			return true;
	}
	return false;
}

static bool any_has_word(const struct mc_texts *argv, const char *word)
{
	for (size_t i = 0; i < argv->count; i++) {
		if (has_word(argv->items[i], word))
			return true;
	}
	return false;
}

static const char *missing_library(const struct mc_texts *argv)
{
	static const char *const folders[] = { "/usr/include", "/usr/local/include" };

	for (size_t i = 0; i < MC_COUNT(libraries); i++) {
		bool is_there = !any_has_word(argv, libraries[i].option);

		for (size_t k = 0; k < MC_COUNT(folders) && !is_there; k++) {
			char path[128];

			(void)snprintf(path, sizeof(path), "%s/%s", folders[k], libraries[i].header);
			is_there = !access(path, R_OK);
		}
		if (!is_there)
			return libraries[i].name;
	}
	return NULL;
}

/* The module that a command starts: an argument behind "-m", or the same words in a script. */
static const char *started_module(const struct mc_texts *argv)
{
	for (size_t i = 0; i < MC_COUNT(modules); i++) {
		char words[32];

		(void)snprintf(words, sizeof(words), "-m %s", modules[i]);
		for (size_t k = 0; k < argv->count; k++) {
			bool is_behind = k > 0 && !strcmp(argv->items[k - 1], "-m");

			if ((is_behind && !strcmp(argv->items[k], modules[i])) ||
			    has_word(argv->items[k], words))
				return modules[i];
		}
	}
	return NULL;
}

/* Asks python itself, which then sees neither the submission nor its environment. */
static bool lacks_module(struct mc_job *job, const char *module)
{
	const char *const argv[] = { "python3",
				     "-I",
				     "-c",
				     "import importlib.util, sys; sys.exit(3 if "
				     "importlib.util.find_spec(sys.argv[1]) is None else 0)",
				     module,
				     NULL };
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;
	const struct mc_sandbox_run run = { .argv = argv, .limits = MC_LIMITS_RUN };
	MC_AUTOPTR(mc_err) err = mc_sandbox_run(&ran, job->sandbox, &run);

	return !err && ran.ending == MC_END_EXIT && ran.exit_status == 3;
}

const char *mc_job_missing_package(const struct mc_job *job, const struct mc_texts *argv)
{
	size_t i = 1;

	if (argv->count < 2 || strcmp(argv->items[0], "npx") != 0)
		return NULL;
	while (i < argv->count && argv->items[i][0] == '-')
		i++;
	return i < argv->count && !mc_sandbox_finds_tool(job->sandbox, argv->items[i]) ? argv->items[i]
										       : NULL;
}

static bool has_text(const struct mc_sandbox_result *ran, const char *text)
{
	return strstr(ran->err.ptr, text) || strstr(ran->out.ptr, text);
}

/* The spec may bring packages of its own. */
static bool is_laid(const struct mc_job *job, const char *folder)
{
	for (size_t i = 0; i < job->laid.count; i++) {
		if (strstr(job->laid.files[i].path, folder))
			return true;
	}
	return false;
}

/* A package that the text of a test imports, that is not there, and that the run complained about. */
static const char *missing_import(struct mc_job *job, const char *text, const struct mc_sandbox_result *ran)
{
	const char *folder = mc_sandbox_node_modules(job->sandbox);
	struct mc_str name;

	for (const char *at = text; mc_npm_next_import(&name, &at);) {
		const char *kept =
			mc_arena_format(&job->result->arena, "node_modules/%.*s", (int)name.len, name.ptr);

		if (!mc_npm_has_package(folder, name) && !is_laid(job, kept) &&
		    has_text(ran, kept + sizeof("node_modules/") - 1))
			return kept;
	}
	return NULL;
}

static const char *missing_import_of(struct mc_job *job, const struct mc_tree *tests,
				     const struct mc_sandbox_result *ran)
{
	static const char *const code[] = { "**.js", "**.mjs", "**.cjs" };
	const char *missing = NULL;

	for (size_t i = 0; i < tests->count && !missing; i++) {
		for (size_t k = 0; k < MC_COUNT(code) && !missing; k++) {
			if (mc_str_is_match(code[k], tests->files[i].path))
				missing = missing_import(job, tests->files[i].data, ran);
		}
	}
	return missing;
}

/* The tests of the spec say which packages of npm they need. */
static const char *missing_npm_package(struct mc_job *job, const struct mc_sandbox_result *ran)
{
	const char *missing = missing_import_of(job, &job->exercise->tests_files, ran);

	return missing ? missing : missing_import_of(job, &job->exercise->private_files, ran);
}

/* Whether the command starts node, or a test framework that runs in it. */
static bool is_of_node(const struct mc_texts *argv)
{
	static const char *const words[] = { "node", "npx", "npm", "jest", "vitest", "mocha" };

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (any_has_word(argv, words[i]))
			return true;
	}
	return false;
}

const char *mc_job_missing_framework(struct mc_job *job, const struct mc_texts *argv,
				     const struct mc_sandbox_result *ran)
{
	if (ran->exit_status == 0)
		return NULL;
	const char *missing = missing_library(argv);

	if (missing)
		return missing;
	if (is_of_node(argv) && has_text(ran, "Cannot find "))
		missing = missing_npm_package(job, ran);
	if (missing)
		return missing;
	const char *module = started_module(argv);

	return module && strstr(ran->err.ptr, "No module named") && lacks_module(job, module) ? module : NULL;
}
