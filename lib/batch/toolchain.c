/* SPDX-License-Identifier: MIT */
#include "batch/toolchain.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/str.h"
#include "base/vec.h"
#include "batch/toolchain_part.h"
#include "course/data_test.h"
#include "course/memory_test.h"
#include "course/npm.h"
#include "course/npm_imports.h"
#include "grade/script.h"
#include "os/file.h"
#include "os/sandbox.h"

enum { MAX_DEPTH = 6 }; /* of programs that run programs */

struct finder {
	struct mc_toolchain *tools;
	const struct mc_exercise *exercise;
	char *packages; /* folder with packages of npm; NULL: none */
};

void mc_toolchain_release(struct mc_toolchain *tools)
{
	free(tools->items);
	mc_arena_release(&tools->arena);
	*tools = (struct mc_toolchain)MC_TOOLCHAIN_INIT;
}

static bool is_known(const struct mc_toolchain *tools, const char *name)
{
	for (size_t i = 0; i < tools->count; i++) {
		if (!strcmp(tools->items[i].name, name))
			return true;
	}
	return false;
}

/* ---- files ---- */

/* Adds what is at path under a name; path NULL: it is not installed. */
static struct mc_err *add_file(struct finder *finder, const char *name, const char *path)
{
	struct mc_toolchain *tools = finder->tools;
	MC_AUTOTEXT real = path ? realpath(path, NULL) : NULL;
	struct mc_tool tool = { .name = mc_arena_strdup(&tools->arena, name),
				.path = real ? mc_arena_strdup(&tools->arena, real) : NULL };

	if (real)
		MC_TRY(mc_toolchain_hash(tool.hash, real));
	*MC_VEC_ADD(tools->items, tools->count, tools->capacity) = tool;
	return NULL;
}

/* As the sandbox finds it, see mc_sandbox_finds_tool(). Owned by the caller. */
static char *find_tool(const struct finder *finder, const char *name)
{
	char *path = mc_sandbox_tool_path(name);

	if (path || !finder->packages || strchr(name, '/') || !mc_npm_has_tool(finder->packages, name))
		return path;
	return mc_format("%s/.bin/%s", finder->packages, name);
}

static struct mc_err *add_tool(struct finder *finder, const char *name, unsigned depth)
{
	MC_AUTOTEXT path = find_tool(finder, name);
	MC_AUTO(mc_buf) interpreter = MC_BUF_INIT;

	if (is_known(finder->tools, name) || depth > MAX_DEPTH)
		return NULL;
	MC_TRY(add_file(finder, name, path));
	if (path && mc_toolchain_interpreter(&interpreter, path))
		return add_tool(finder, interpreter.ptr, depth + 1);
	return NULL;
}

/* ---- commands ---- */

static struct mc_err *add_script(struct finder *finder, const char *text, bool is_spec, unsigned depth);

/* A file that the exercise lays beside the submission, by the name that commands have for it. */
static const struct mc_tree_file *find_laid(const struct mc_exercise *exercise, const char *path)
{
	static const struct {
		const char *prefix;
		size_t tree;
	} trees[] = {
		{ "tests/", offsetof(struct mc_exercise, tests_files) },
		{ "private/", offsetof(struct mc_exercise, private_files) },
		{ "", offsetof(struct mc_exercise, tests_files) },
		{ "", offsetof(struct mc_exercise, starter) },
	};

	while (!strncmp(path, "./", 2))
		path += 2;
	for (size_t i = 0; i < MC_COUNT(trees); i++) {
		const struct mc_tree *tree = (const void *)((const char *)exercise + trees[i].tree);
		size_t len = strlen(trees[i].prefix);
		const struct mc_tree_file *file =
			strncmp(path, trees[i].prefix, len) ? NULL : mc_tree_find(tree, path + len);

		if (file)
			return file;
	}
	return NULL;
}

static bool is_shell(const char *name)
{
	static const char *const shells[] = { "sh", "bash", "dash", "ksh", "zsh" };
	const char *slash = strrchr(name, '/');

	for (size_t i = 0; i < MC_COUNT(shells); i++) {
		if (!strcmp(slash ? slash + 1 : name, shells[i]))
			return true;
	}
	return false;
}

/* A script of the exercise: what runs it and, when that is a shell, what it starts itself. */
static struct mc_err *add_laid(struct finder *finder, const char *path, bool is_run_by_shell, unsigned depth)
{
	const struct mc_tree_file *file = find_laid(finder->exercise, path);
	MC_AUTO(mc_buf) interpreter = MC_BUF_INIT;

	if (!file || depth > MAX_DEPTH)
		return NULL;
	if (mc_toolchain_shebang(&interpreter, (struct mc_str){ file->data, file->len }))
		MC_TRY(add_tool(finder, interpreter.ptr, depth + 1));
	if (is_run_by_shell || (interpreter.len > 0 && is_shell(interpreter.ptr)))
		return add_script(finder, file->data, false, depth + 1);
	return NULL;
}

static bool is_plain(struct mc_str word)
{
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.ptr[i];

		if (!(c >= '0' && c <= '9') && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') &&
		    !strchr("_.+-/", c))
			return false;
	}
	return word.len > 0 && *word.ptr != '-';
}

/* The words of a command line that a script for the shell has: comments and texts of a file of the exercise
 * can look like commands, so there only what is installed counts. */
static struct mc_err *add_script(struct finder *finder, const char *text, bool is_spec, unsigned depth)
{
	struct mc_script script = MC_SCRIPT(text);
	struct mc_str word;

	while (mc_script_next(&word, &script)) {
		MC_AUTOTEXT name = mc_strndup(word.ptr, word.len);
		MC_AUTOTEXT path = is_plain(word) ? find_tool(finder, name) : NULL;

		if (strchr(name, '/') && *name != '/')
			MC_TRY(add_laid(finder, name, false, depth));
		else if (path || (is_spec && is_plain(word)))
			MC_TRY(add_tool(finder, name, depth));
	}
	return NULL;
}

/* Programs whose business it is to start another: the first of their words that is no option. */
static bool is_starter(const char *name)
{
	static const char *const starters[] = { "env",	"timeout", "nice",  "npx",
						"time", "stdbuf",  "xargs", "setsid" };

	for (size_t i = 0; i < MC_COUNT(starters); i++) {
		if (!strcmp(name, starters[i]))
			return true;
	}
	return false;
}

static struct mc_err *add_started(struct finder *finder, const struct mc_texts *argv)
{
	for (size_t i = 1; i < argv->count; i++) {
		const char *word = argv->items[i];

		if (*word == '-' || strchr(word, '=') || strspn(word, "0123456789.smh") == strlen(word))
			continue;
		return strchr(word, '/') ? add_laid(finder, word, false, 0) : add_tool(finder, word, 0);
	}
	return NULL;
}

static struct mc_err *add_modules(struct finder *finder, const char *text);

static struct mc_err *add_command(struct finder *finder, const struct mc_texts *argv)
{
	const char *name = argv->count ? argv->items[0] : "";

	if (!*name)
		return NULL;
	if (strchr(name, '/') && *name != '/')
		MC_TRY(add_laid(finder, name, false, 0));
	else
		MC_TRY(add_tool(finder, name, 0));
	if (is_shell(name) && argv->count > 2 && !strcmp(argv->items[1], "-c"))
		MC_TRY(add_script(finder, argv->items[2], true, 0));
	else if (argv->count > 1)
		MC_TRY(add_laid(finder, argv->items[1], is_shell(name), 0));
	if (is_starter(name))
		MC_TRY(add_started(finder, argv));
	for (size_t i = 0; i < argv->count; i++) {
		MC_TRY(add_modules(finder, argv->items[i]));
		if (i > 0 && !strcmp(argv->items[i - 1], "-m")) {
			MC_AUTOTEXT both = mc_format("-m %s", argv->items[i]);

			MC_TRY(add_modules(finder, both));
		}
	}
	return NULL;
}

/* ---- test frameworks ---- */

/* The version of a module of Python stands in what was installed with it. Source: PEP 376. */
static struct mc_err *add_module(struct finder *finder, const char *module)
{
	static const char *const folders[] = { "/usr/local/lib/python3*/dist-packages",
					       "/usr/local/lib/python3*/site-packages",
					       "/usr/lib/python3*/dist-packages" };
	MC_AUTOTEXT name = mc_format("python:%s", module);
	glob_t found = { .gl_pathc = 0 };

	if (is_known(finder->tools, name))
		return NULL;
	for (size_t i = 0; i < MC_COUNT(folders) && found.gl_pathc == 0; i++) {
		MC_AUTOTEXT pattern = mc_format("%s/%s-*-info/METADATA", folders[i], module);

		globfree(&found);
		(void)glob(pattern, 0, NULL, &found);
	}
	struct mc_err *err = add_file(finder, name, found.gl_pathc ? found.gl_pathv[0] : NULL);

	globfree(&found);
	return err;
}

/* "python3 -m pytest", as words or in a script, and "pytest" itself. */
static struct mc_err *add_modules(struct finder *finder, const char *text)
{
	static const char *const words[] = { "pytest" };

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (strstr(text, words[i]))
			MC_TRY(add_module(finder, words[i]));
	}
	return NULL;
}

static struct mc_err *add_package(struct finder *finder, struct mc_str package)
{
	MC_AUTOTEXT name = mc_format("npm:%.*s", (int)package.len, package.ptr);
	MC_AUTOTEXT path = finder->packages ? mc_format("%s/%.*s/package.json", finder->packages,
							(int)package.len, package.ptr)
					    : NULL;

	if (is_known(finder->tools, name))
		return NULL;
	return add_file(finder, name, path && mc_file_is_regular(path) ? path : NULL);
}

/* The packages of npm that tests of the exercise import. */
static struct mc_err *add_imports(struct finder *finder, const struct mc_tree *files)
{
	static const char *const code[] = { "**.js", "**.mjs", "**.cjs" };
	struct mc_str package;

	for (size_t i = 0; i < files->count; i++) {
		bool is_code = false;

		for (size_t k = 0; k < MC_COUNT(code); k++)
			is_code |= mc_str_is_match(code[k], files->files[i].path);
		for (const char *at = files->files[i].data; is_code && mc_npm_next_import(&package, &at);)
			MC_TRY(add_package(finder, package));
	}
	return NULL;
}

/* ---- exercises ---- */

static struct mc_err *add_test(struct finder *finder, const struct mc_test *test)
{
	const struct mc_checker *checker = test->data ? test->data->checker : NULL;

	MC_TRY(add_command(finder, &test->run));
	if (test->memory && test->memory->tool == MC_MEMORY_VALGRIND)
		MC_TRY(add_tool(finder, "valgrind", 0));
	if (!checker)
		return NULL;
	MC_TRY(add_command(finder, &checker->build));
	return add_command(finder, &checker->run);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct mc_tool *)a)->name, ((const struct mc_tool *)b)->name);
}

static void sign(struct mc_toolchain *tools)
{
	struct mc_hash hash;

	if (tools->count > 0)
		qsort(tools->items, tools->count, sizeof(*tools->items), by_name);
	mc_hash_init(&hash);
	for (size_t i = 0; i < tools->count; i++) {
		mc_hash_add_text(&hash, tools->items[i].name);
		mc_hash_add_text(&hash, tools->items[i].hash);
	}
	mc_hash_hex(tools->fingerprint, &hash);
}

static struct mc_err *find_all(struct finder *finder)
{
	const struct mc_exercise *exercise = finder->exercise;

	MC_TRY(add_command(finder, &exercise->build));
	for (size_t i = 0; i < exercise->test_count; i++)
		MC_TRY(add_test(finder, &exercise->tests[i]));
	MC_TRY(add_imports(finder, &exercise->tests_files));
	return add_imports(finder, &exercise->private_files);
}

struct mc_err *mc_toolchain_find(struct mc_toolchain *tools, const struct mc_exercise *exercise)
{
	MC_AUTO(mc_toolchain) made = MC_TOOLCHAIN_INIT;
	struct finder finder = { .tools = &made,
				 .exercise = exercise,
				 .packages = mc_npm_find(exercise->dir) };
	struct mc_err *err = find_all(&finder);

	free(finder.packages);
	MC_TRY(err);
	sign(&made);
	*tools = made;
	made = (struct mc_toolchain)MC_TOOLCHAIN_INIT;
	return NULL;
}
