/* SPDX-License-Identifier: MIT */
#include "foreign/jest_folder.h"

#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/str.h"
#include "course/exercise_new.h"
#include "course/npm.h"
#include "course/npm_imports.h"
#include "ext/hash.h"
#include "foreign/jest_suite.h"
#include "os/dir.h"
#include "os/file.h"
#include "os/tree_read.h"

/* Raised when the same folder is to give other verdicts, because results are remembered by the hash of the
 * spec. */
#define RULES_VERSION "jest/2"

/* Jest needs seconds to start, and several processes. */
#define CPU_MS 30000
#define WALL_MS 60000
#define MEMORY_MB 1024
#define PROCESSES 128

#define MAX_TOP_FOLDERS 1000

struct reader {
	struct mc_exercise *exercise;
	struct mc_findings *findings; /* NULL: nobody wants them */
	struct mc_tree tree;
	const char **submit;
	size_t submit_count;
	enum mc_js_modules modules;
};

static void reader_release(struct reader *r)
{
	mc_tree_release(&r->tree);
}

static void say(struct reader *r, const char *path, const char *hint, const char *message)
{
	if (r->findings)
		mc_findings_add(r->findings, &(struct mc_finding){ .path = (char *)(uintptr_t)path,
								   .message = (char *)(uintptr_t)message,
								   .hint = (char *)(uintptr_t)hint });
}

static bool is_one_of(const char *path, const char *const globs[], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (mc_str_is_match(globs[i], path))
			return true;
	}
	return false;
}

static bool is_test(const char *path)
{
	static const char *const names[] = { "**.test.js",  "**.spec.js",  "**.test.mjs",
					     "**.spec.mjs", "**.test.cjs", "**.spec.cjs" };

	return is_one_of(path, names, MC_COUNT(names));
}

static bool is_code(const char *path)
{
	static const char *const names[] = { "**.js", "**.mjs", "**.cjs" };

	return is_one_of(path, names, MC_COUNT(names));
}

static bool is_setting(const char *path)
{
	static const char *const names[] = { "package.json",   "package-lock.json", "jest.config.*",
					     "babel.config.*", "eslint.config.*",   "prettier.config.*",
					     "tsconfig.json",  "pnpm-lock.yaml",    "yarn.lock" };

	return is_one_of(path, names, MC_COUNT(names));
}

static bool is_typed_test(const char *path)
{
	static const char *const names[] = { "**.test.ts", "**.spec.ts", "**.test.tsx", "**.test.jsx" };

	return is_one_of(path, names, MC_COUNT(names));
}

/* Whether name, perhaps with a path before it, stands in quotes in text. */
static bool is_quoted(const char *text, const char *name)
{
	static const char quotes[] = "'\"`";
	size_t len = strlen(name);

	for (const char *at = strstr(text, name); at; at = strstr(at + 1, name)) {
		bool is_start = at > text && (at[-1] == '/' || strchr(quotes, at[-1]));

		if (is_start && at[len] && strchr(quotes, at[len]))
			return true;
	}
	return false;
}

/* Whether a test names a file of the folder, as those do that load a page into jsdom. */
static bool names_file(const struct reader *r, const char *text)
{
	for (size_t i = 0; i < r->tree.count; i++) {
		const char *path = r->tree.files[i].path;
		const char *slash = strrchr(path, '/');

		if (!is_test(path) && !is_setting(path) && is_quoted(text, slash ? slash + 1 : path))
			return true;
	}
	return false;
}

/* Whether a test imports a file beside it. */
static bool imports_code(const char *text)
{
	static const char *const quotes[] = { "'./", "\"./", "'../", "\"../", "`./" };

	for (size_t i = 0; i < MC_COUNT(quotes); i++) {
		if (strstr(text, quotes[i]))
			return true;
	}
	return false;
}

/* Nobody is asked to write code into a folder of tests. */
static bool is_in_test_folder(const char *path)
{
	static const char *const folders[] = { "tests/**", "test/**", "**__tests__/**" };

	return is_one_of(path, folders, MC_COUNT(folders));
}

static bool is_passed_over(const char *name)
{
	return name[0] == '.' || !strcmp(name, "node_modules");
}

/* What students write: the code, and the pages and styles that go with it. */
static bool is_written(const char *path)
{
	static const char *const names[] = { "**.html", "**.css" };

	return is_code(path) || is_one_of(path, names, MC_COUNT(names));
}

/* Everything but installed packages and hidden folders, which may be huge. */
static struct mc_err *read_tree(struct mc_tree *tree, struct mc_arena *arena, const char *dir)
{
	struct mc_tree_filter filter = MC_TREE_FILTER_ALL;
	MC_AUTO(mc_dir) folders = MC_DIR_INIT;

	MC_TRY(mc_dir_read_folders(&folders, dir));
	const char **globs = mc_arena_alloc(arena, (folders.count + 2) * sizeof(*globs));

	globs[filter.glob_count++] = "*";
	for (size_t i = 0; i < folders.count && i < MAX_TOP_FOLDERS; i++) {
		if (!is_passed_over(folders.names[i]))
			globs[filter.glob_count++] = mc_arena_format(arena, "%s/**", folders.names[i]);
	}
	filter.globs = globs;
	return mc_tree_read_dir(tree, dir, &filter);
}

static void hand_in(struct reader *r, const struct mc_tree_file *file)
{
	mc_tree_add(&r->exercise->starter, file->path, file->data, file->len, file->is_executable);
	if (is_written(file->path))
		r->submit[r->submit_count++] = file->path;
}

/* Whoever grades must install them: the sandbox has no network. */
static void say_missing_packages(struct reader *r, const struct mc_tree_file *file)
{
	MC_AUTOTEXT folder = mc_npm_find(r->exercise->dir);
	struct mc_str name;

	for (const char *at = file->data; mc_npm_next_import(&name, &at);) {
		const char *arg = mc_arena_format(&r->exercise->arena, "%.*s", (int)name.len, name.ptr);

		if (!mc_npm_has_package(folder, name))
			say(r, file->path,
			    mc_arena_format(&r->exercise->arena,
					    _("type 'npm install %s' in the folder of the curriculum"), arg),
			    mc_arena_format(&r->exercise->arena,
					    _("needs the package '%s', which is not installed"), arg));
	}
}

static void sort_file(struct reader *r, const struct mc_tree_file *file)
{
	if (file->path[0] == '.' || strstr(file->path, "/.") || strstr(file->path, "node_modules/"))
		return;
	if (is_typed_test(file->path)) {
		say(r, file->path, NULL, _("a test that must be compiled first is left out"));
	} else if (is_setting(file->path)) {
		if (strcmp(file->path, "package.json") != 0 && strstr(file->path, "config"))
			say(r, file->path, NULL, _("these settings are left out"));
		else if (strstr(file->data, "jest") && strstr(file->data, "--config"))
			say(r, file->path, _("put what the tests need into tests/jest.config.json"),
			    _("its script names settings of Jest, which are left out"));
	} else if (!is_test(file->path)) {
		hand_in(r, file);
	} else if (mc_jest_is_all_todo(file->data)) {
		say(r, file->path, _("write the tests, and import again"),
		    _("its tests are still to be written, with test.todo: students get the file, and it "
		      "tests "
		      "nothing"));
		mc_tree_add(&r->exercise->starter, file->path, file->data, file->len, false);
	} else if (imports_code(file->data) || names_file(r, file->data) || is_in_test_folder(file->path)) {
		if (strstr(file->data, ".todo("))
			say(r, file->path, NULL,
			    _("some tests are still to be written, with test.todo: they do not count"));
		say_missing_packages(r, file);
		mc_tree_add(&r->exercise->tests_files, file->path, file->data, file->len, false);
	} else {
		say(r, file->path, _("move the function into a file of its own"),
		    _("the code is in the test itself: students hand in both and may change the test"));
		hand_in(r, file);
	}
}

static void sort_files(struct reader *r)
{
	r->submit = mc_arena_alloc(&r->exercise->arena, (r->tree.count + 1) * sizeof(*r->submit));
	for (size_t i = 0; i < r->tree.count; i++) {
		const struct mc_tree_file *file = &r->tree.files[i];

		sort_file(r, file);
		if (is_code(file->path) && mc_js_modules_of(file->data) == MC_JS_ES)
			r->modules = MC_JS_ES;
	}
	mc_tree_sort(&r->exercise->starter);
	mc_tree_sort(&r->exercise->tests_files);
}

/* "tests/get-ordinal.test.js" is the test "get-ordinal". */
static const char *name_of(struct mc_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	size_t len = strcspn(name, ".");

	return mc_arena_copy(arena, name, len);
}

static void add_test(struct reader *r, const struct mc_tree_file *file)
{
	struct mc_exercise *exercise = r->exercise;
	struct mc_test *test = &exercise->tests[exercise->test_count++];
	const char *name = name_of(&exercise->arena, file->path);
	const char *path = mc_arena_strdup(&exercise->arena, file->path);

	test->id = mc_slug(&exercise->arena, name, "test");
	test->title = mc_words_of(&exercise->arena, name);
	test->limits = exercise->limits;
	if (strstr(file->data, "node:test"))
		mc_node_set_test(exercise, test, &path, 1);
	else
		mc_jest_set_test(exercise, test, &path, 1, r->modules);
	uint32_t count = mc_jest_count_cases(file->data);

	test->points = 1000 * (int64_t)(count ? count : 1);
	/* what students may change cannot be counted on */
	test->case_count = mc_tree_find(&exercise->tests_files, file->path) ? count : 0;
}

static struct mc_err *add_tests(struct reader *r)
{
	struct mc_exercise *exercise = r->exercise;
	size_t count = 0;

	for (size_t i = 0; i < r->tree.count; i++)
		count += is_test(r->tree.files[i].path);
	if (count == 0 || count > MC_JEST_MAX_FILES)
		return mc_err_new(MC_E_INPUT, _("'%s' has %zu test files; there must be 1 to %d"),
				  exercise->dir, count, MC_JEST_MAX_FILES);
	exercise->tests = mc_arena_alloc(&exercise->arena, count * sizeof(*exercise->tests));
	for (size_t i = 0; i < r->tree.count; i++) {
		const char *path = r->tree.files[i].path;

		if (is_test(path) && !mc_jest_is_all_todo(r->tree.files[i].data) &&
		    (mc_tree_find(&exercise->tests_files, path) || mc_tree_find(&exercise->starter, path)))
			add_test(r, &r->tree.files[i]);
	}
	return exercise->test_count > 0
		       ? NULL
		       : mc_err_new(MC_E_INPUT, _("'%s' has no test file whose tests are written"),
				    exercise->dir);
}

static void settle(struct reader *r)
{
	struct mc_exercise *exercise = r->exercise;
	struct mc_hash hash;

	exercise->submit = mc_texts_copy(&exercise->arena, r->submit, r->submit_count);
	mc_exercise_settle(exercise);
	mc_hash_init(&hash);
	mc_hash_add_text(&hash, RULES_VERSION);
	for (size_t i = 0; i < exercise->submit.count; i++)
		mc_hash_add_text(&hash, exercise->submit.items[i]);
	mc_hash_add_tree(&hash, &exercise->starter);
	mc_hash_add_tree(&hash, &exercise->tests_files);
	mc_hash_hex(exercise->hash, &hash);
}

struct mc_err *mc_jest_open(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir)
{
	MC_AUTOPTR(mc_exercise) made = mc_exercise_new("jest", dir);
	__attribute__((cleanup(reader_release))) struct reader r = {
		.exercise = made, .findings = findings, .tree = MC_TREE_INIT, .modules = MC_JS_COMMON
	};

	MC_TRY(read_tree(&r.tree, &made->arena, dir));
	made->limits = (struct mc_limits)MC_LIMITS_RUN;
	made->limits.cpu_ms = CPU_MS;
	made->limits.wall_ms = WALL_MS;
	made->limits.memory_mb = MEMORY_MB;
	made->limits.processes = PROCESSES;
	sort_files(&r);
	MC_TRY(add_tests(&r));
	if (r.submit_count == 0)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' has tests, but no file to hand in"), dir),
				   "%s",
				   _("the code that is tested must lie in the same folder, or below it"));
	mc_jest_add_settings(made, r.modules);
	settle(&r);
	*exercise = MC_TAKE(made);
	return NULL;
}

static bool has_test(const char *dir)
{
	MC_AUTO(mc_dir) files = MC_DIR_INIT;

	mc_err_drop(mc_dir_read_files(&files, dir));
	for (size_t i = 0; i < files.count; i++) {
		if (is_test(files.names[i]))
			return true;
	}
	return false;
}

bool mc_jest_is_folder(const char *dir)
{
	MC_AUTOTEXT tests = mc_path_join(dir, "tests");

	return has_test(dir) || (mc_file_is_dir(tests) && has_test(tests));
}
