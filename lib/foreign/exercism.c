/* SPDX-License-Identifier: MIT */
#include "foreign/exercism.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "course/exercise_new.h"
#include "ext/hash.h"
#include "foreign/exercism_track.h"
#include "foreign/foreign_json.h"
#include "os/file.h"
#include "os/tree_read.h"

#define MAX_CONFIG_BYTES (1024 * 1024)

/* Raised when the same folder is to give other verdicts, because results are remembered by the hash of the
 * spec. */
#define RULES_VERSION "exercism/1"

/* Two correct solutions of the tracks need more than 30 s. */
#define CPU_MS 60000
#define WALL_MS 120000
#define MEMORY_MB 1024
#define PROCESSES 128

/* The lists of "files" in a configuration. */
struct roles {
	struct mc_texts solution;
	struct mc_texts test;
	struct mc_texts example;
};

/* A folder while it is read. */
struct folder {
	struct mc_arena arena;
	struct mc_foreign_json config;
	struct mc_tree tree;
	struct roles roles;
};

#define FOLDER_INIT \
	{ \
		.arena = MC_ARENA_INIT, .config = MC_FOREIGN_JSON_INIT, .tree = MC_TREE_INIT \
	}

static void folder_release(struct folder *folder)
{
	mc_foreign_json_release(&folder->config);
	mc_tree_release(&folder->tree);
	mc_arena_release(&folder->arena);
}

static void read_role(struct mc_texts *role, struct folder *folder, const char *name)
{
	const struct mc_json_node *files = mc_json_find(mc_json_root(folder->config.json), "files");
	const struct mc_json_node *list = mc_json_find(files, name);
	const char **items = mc_arena_alloc(&folder->arena, (mc_json_count(list) + 1) * sizeof(*items));
	size_t count = 0;

	if (list && mc_json_type(list) != MC_JSON_ARRAY)
		mc_foreign_json_say(&folder->config, true, list, NULL, NULL,
				    _("'%s' must be a list of file names"), name);
	for (const struct mc_json_node *node = mc_json_first(list); node; node = mc_json_next(node)) {
		const char *path = mc_json_as_text(node);

		if (!path || !mc_tree_is_safe_path(path))
			mc_foreign_json_say(&folder->config, true, node, NULL, NULL,
					    _("'%s' must name files of this folder"), name);
		else
			items[count++] = mc_arena_strdup(&folder->arena, path);
	}
	*role = (struct mc_texts){ items, count };
}

static struct mc_err *read_folder(struct folder *folder, struct mc_findings *findings, const char *dir)
{
	static const struct mc_tree_filter all = MC_TREE_FILTER_ALL;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTOTEXT of_track = mc_path_join(dir, MC_EXERCISM_FILE);
	MC_AUTOTEXT of_student = mc_path_join(dir, MC_EXERCISM_STUDENT_FILE);
	const char *path = mc_arena_strdup(&folder->arena, mc_file_exists(of_track) ? of_track : of_student);

	MC_TRY(mc_buf_read_file(&bytes, path, MAX_CONFIG_BYTES));
	MC_TRY(mc_foreign_json_open(&folder->config, findings, path, bytes.ptr, bytes.len));
	read_role(&folder->roles.solution, folder, "solution");
	read_role(&folder->roles.test, folder, "test");
	read_role(&folder->roles.example, folder, "example");
	if (folder->roles.example.count == 0) /* concept exercises call it so */
		read_role(&folder->roles.example, folder, "exemplar");
	if (folder->roles.solution.count == 0 || folder->roles.test.count == 0)
		mc_foreign_json_say(&folder->config, true, NULL, NULL, NULL, "%s",
				    _("an Exercism exercise needs 'files' with 'solution' and 'test'"));
	MC_TRY(mc_foreign_json_err(&folder->config));
	return mc_tree_read_dir(&folder->tree, dir, &all);
}

/* The stub becomes the starter; of the rest, what a student downloads is laid for judging. */
static void sort_files(struct mc_exercise *exercise, const struct folder *folder,
		       const struct mc_exercism_track *track, struct mc_test *test)
{
	for (size_t i = 0; i < folder->tree.count; i++) {
		const struct mc_tree_file *file = &folder->tree.files[i];
		char *data = mc_arena_copy(&exercise->arena, file->data, file->len);

		if (mc_texts_has(&folder->roles.solution, file->path)) {
			mc_tree_add(&exercise->starter, file->path, data, file->len, file->is_executable);
		} else if (mc_texts_has(&folder->roles.test, file->path)) {
			track->enable_cases(data);
			test->case_count += track->count_cases(data);
			mc_tree_add(&exercise->tests_files, file->path, data, file->len, file->is_executable);
		} else if (file->path[0] != '.') {
			mc_tree_add(&exercise->tests_files, file->path, data, file->len, file->is_executable);
		}
	}
	mc_tree_sort(&exercise->starter);
	mc_tree_sort(&exercise->tests_files);
}

static const char *ending_of(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot ? dot : "";
}

/* The example for a solution file: the n-th of those with the same ending, as the file is the n-th of its
 * own. */
static const struct mc_tree_file *example_for(const struct folder *folder, size_t solution)
{
	const struct roles *roles = &folder->roles;
	const char *ending = ending_of(roles->solution.items[solution]);
	size_t nth = 0;

	for (size_t i = 0; i < solution; i++)
		nth += !strcmp(ending_of(roles->solution.items[i]), ending);
	for (size_t i = 0; i < roles->example.count; i++) {
		if (!strcmp(ending_of(roles->example.items[i]), ending) && nth-- == 0)
			return mc_tree_find(&folder->tree, roles->example.items[i]);
	}
	return NULL;
}

/* Often only the code has an example, and its header stays that of the stub. */
static void set_reference(struct mc_exercise *exercise, const struct folder *folder)
{
	for (size_t i = 0; i < folder->roles.solution.count && folder->roles.example.count > 0; i++) {
		const char *path = folder->roles.solution.items[i];
		const struct mc_tree_file *example = example_for(folder, i);
		const struct mc_tree_file *file = example ? example : mc_tree_find(&folder->tree, path);

		if (file)
			mc_tree_add(&exercise->reference, path, file->data, file->len, file->is_executable);
	}
	mc_tree_sort(&exercise->reference);
}

static void check_files(struct folder *folder, const struct mc_exercise *exercise,
			const struct mc_exercism_track *track)
{
	for (size_t i = 0; i < folder->roles.test.count; i++) {
		if (!mc_tree_find(&exercise->tests_files, folder->roles.test.items[i]))
			mc_foreign_json_say(&folder->config, true, NULL, NULL, NULL,
					    _("there is no test file '%s'"), folder->roles.test.items[i]);
	}
	if (!strcmp(track->test_ending, ".c") && !mc_tree_find(&exercise->tests_files, "makefile"))
		mc_foreign_json_say(&folder->config, true, NULL, NULL,
				    _("copy it from another exercise of the track"), "%s",
				    _("there is no 'makefile' beside the test"));
}

static void add_tree(struct mc_hash *hash, const struct mc_tree *tree)
{
	mc_hash_add_number(hash, tree->count);
	for (size_t i = 0; i < tree->count; i++) {
		mc_hash_add_text(hash, tree->files[i].path);
		mc_hash_add_field(hash, tree->files[i].data, tree->files[i].len);
		mc_hash_add_number(hash, tree->files[i].is_executable);
	}
}

static void settle(struct mc_exercise *exercise, const struct roles *roles)
{
	struct mc_hash hash;

	exercise->submit = mc_texts_copy(&exercise->arena, roles->solution.items, roles->solution.count);
	mc_exercise_settle(exercise);
	mc_hash_init(&hash);
	mc_hash_add_text(&hash, RULES_VERSION);
	for (size_t i = 0; i < roles->solution.count; i++)
		mc_hash_add_text(&hash, roles->solution.items[i]);
	add_tree(&hash, &exercise->tests_files);
	mc_hash_hex(exercise->hash, &hash);
}

static void set_test(struct mc_exercise *exercise, struct mc_test *test)
{
	test->id = "suite";
	test->title = mc_words_of(&exercise->arena, exercise->id);
	test->kind = MC_TEST_SUITE;
	test->points = 1000 * (int64_t)(test->case_count ? test->case_count : 1);
	test->limits = (struct mc_limits)MC_LIMITS_RUN;
	test->limits.cpu_ms = CPU_MS;
	test->limits.wall_ms = WALL_MS;
	test->limits.memory_mb = MEMORY_MB;
	test->limits.processes = PROCESSES;
	exercise->limits = test->limits;
}

static struct mc_err *make_exercise(struct mc_exercise *exercise, struct folder *folder,
				    const struct mc_toolbox *toolbox)
{
	const struct mc_exercism_track *track = mc_exercism_track_of(folder->roles.test.items[0]);
	struct mc_test *test = mc_arena_alloc(&exercise->arena, sizeof(*test));

	if (!track) {
		mc_foreign_json_say(&folder->config, true, NULL, NULL,
				    _("tracks that are known: C, bash, Python, JavaScript"),
				    _("the test file '%s' belongs to no track that is known"),
				    folder->roles.test.items[0]);
		return mc_foreign_json_err(&folder->config);
	}
	exercise->tests = test;
	exercise->test_count = 1;
	sort_files(exercise, folder, track, test);
	set_reference(exercise, folder);
	check_files(folder, exercise, track);
	MC_TRY(mc_foreign_json_err(&folder->config));
	set_test(exercise, test);
	if (track->also_used && !toolbox->has_program(track->also_used))
		mc_foreign_json_say(&folder->config, false, NULL, NULL, NULL,
				    _("solutions of the %s track may use '%s', which is not installed here"),
				    track->name, track->also_used);
	struct mc_texts names =
		mc_texts_copy(&exercise->arena, folder->roles.test.items, folder->roles.test.count);

	track->set_commands(exercise, test, &names, toolbox);
	settle(exercise, &folder->roles);
	return NULL;
}

struct mc_err *mc_exercism_open(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
				const struct mc_toolbox *toolbox)
{
	__attribute__((cleanup(folder_release))) struct folder folder = FOLDER_INIT;

	MC_TRY(read_folder(&folder, findings, dir));
	MC_AUTOPTR(mc_exercise) made = mc_exercise_new("exercism", dir);

	MC_TRY(make_exercise(made, &folder, toolbox));
	*exercise = MC_TAKE(made);
	return NULL;
}
