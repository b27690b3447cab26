/* SPDX-License-Identifier: MIT */
#include "foreign/kattis.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "course/exercise_hash.h"
#include "course/exercise_new.h"
#include "foreign/kattis_parts.h"
#include "os/dir.h"
#include "os/file.h"
#include "os/tree_read.h"

/* A finding borrows its texts while it is added: they are copied. */
static char *borrow(const char *text)
{
	return (char *)(uintptr_t)text;
}

void mc_kattis_say(struct mc_kattis *kattis, bool is_error, const char *path, const struct mc_yaml_node *node,
		   const char *hint, const char *fmt, ...)
{
	MC_AUTO(mc_buf) message = MC_BUF_INIT;
	MC_AUTOTEXT full = mc_path_join(kattis->dir, path);
	struct mc_finding finding = { .is_error = is_error, .path = full, .hint = borrow(hint) };
	va_list args;

	va_start(args, fmt);
	mc_buf_addv(&message, fmt, args);
	va_end(args);
	finding.message = message.ptr;
	if (node) {
		finding.line = mc_yaml_place(node).line;
		finding.column = mc_yaml_place(node).column;
	}
	mc_findings_add(kattis->findings, &finding);
}

void mc_kattis_yaml(struct mc_yaml **yaml, struct mc_kattis *kattis, const char *path)
{
	const struct mc_tree_file *file = mc_tree_find(&kattis->files, path);
	struct mc_yaml_place place = { 0, 0 };

	if (!file)
		return;
	MC_AUTOPTR(mc_err) err = mc_yaml_open(yaml, &place, file->data, file->len);
	MC_AUTOTEXT full = mc_path_join(kattis->dir, path);

	if (err)
		mc_findings_add(kattis->findings, &(struct mc_finding){ .is_error = true,
									.path = full,
									.line = place.line,
									.column = place.column,
									.message = err->msg,
									.hint = err->hint });
}

struct mc_texts mc_kattis_words(struct mc_kattis *kattis, const char *text)
{
	static const char spaces[] = " \t\r\n";
	struct mc_arena *arena = &kattis->exercise->arena;
	size_t most = text ? strlen(text) / 2 + 2 : 1;
	struct mc_texts words = { mc_arena_alloc(arena, (most + 1) * sizeof(*words.items)), 0 };

	for (const char *at = text ? text + strspn(text, spaces) : ""; *at; at += strspn(at, spaces)) {
		size_t len = strcspn(at, spaces);

		words.items[words.count++] = mc_arena_copy(arena, at, len);
		at += len;
	}
	return words;
}

/* ---- the folder ---- */

static struct mc_err *read_files(struct mc_kattis *kattis)
{
	static const char *const globs[] = {
		MC_KATTIS_FILE,		".timelimit", "data/**",	"output_validators/**",
		"output_validator/**",	"include/**", "submissions/**", "problem_statement/problem*.md",
		"statement/problem*.md"
	};
	const struct mc_tree_filter filter = { .globs = globs,
					       .glob_count = MC_COUNT(globs),
					       .max_files = 2 * MC_DATA_MAX_CASES + MC_TREE_MAX_FILES,
					       .max_bytes = MC_DATA_MAX_BYTES,
					       .max_skips = MC_TREE_MAX_ENTRIES };

	MC_TRY(mc_tree_read_dir(&kattis->files, kattis->dir, &filter));
	mc_kattis_read_links(kattis);
	return NULL;
}

/* Folders of a package that say nothing about judging a submission, or that nobody can run here. */
static const struct {
	const char *name;
	const char *what;
} not_carried[] = {
	{ "input_validators", N_("input validators are not run") },
	{ "input_format_validators", N_("input validators are not run") },
	{ "graders", N_("graders of your own cannot be run") },
	{ "grader", N_("graders of your own cannot be run") },
	{ "generators", N_("generators are not run: only files that are there are read") },
	{ "attachments", N_("attachments are not given to students") },
	{ "solution", N_("the description of the solution is not carried over") },
	{ "input_visualizer", N_("visualizers are not run") },
	{ "output_visualizer", N_("visualizers are not run") },
};

static const struct mc_tree_file *find_like(const struct mc_kattis *kattis, const char *glob)
{
	for (size_t i = 0; i < kattis->files.count; i++) {
		if (mc_str_is_match(glob, kattis->files.files[i].path))
			return &kattis->files.files[i];
	}
	return NULL;
}

/* Statements in Markdown become README.md: see instructions.h. */
static void say_statement(struct mc_kattis *kattis, const char *folder)
{
	MC_AUTOTEXT glob = mc_format("%s/problem*.md", folder);

	if (!find_like(kattis, glob))
		mc_kattis_say(kattis, false, folder, NULL, _("write it as README.md"), "%s",
			      _("only statements in Markdown are carried over"));
	for (size_t i = 0; i < kattis->files.count; i++) {
		const struct mc_tree_file *text = &kattis->files.files[i];

		if (mc_str_is_match(glob, text->path) && memmem(text->data, text->len, "{{", 2))
			mc_kattis_say(kattis, false, text->path, NULL, _("take them out of README.md"), "%s",
				      _("marks such as {{nextsample}} mean nothing here"));
	}
}

static void say_of_folder(struct mc_kattis *kattis, const char *name)
{
	if (!strcmp(name, "problem_statement") || !strcmp(name, "statement"))
		say_statement(kattis, name);
	for (size_t k = 0; k < MC_COUNT(not_carried); k++) {
		if (!strcmp(not_carried[k].name, name))
			mc_kattis_say(kattis, false, name, NULL, NULL, "%s", _(not_carried[k].what));
	}
}

/* Files of single cases and submissions that versions since legacy have. */
static void say_newer(struct mc_kattis *kattis)
{
	static const char *const own[] = { "data/**testdata.yaml", "data/**test_group.yaml" };

	for (size_t i = 0; i < kattis->files.count; i++) {
		const char *path = kattis->files.files[i].path;
		bool is_group =
			mc_str_is_match(own[0], path) || (kattis->is_new && mc_str_is_match(own[1], path));

		if (!is_group && (mc_str_is_match("data/**.yaml", path) ||
				  mc_str_is_match("submissions/submissions.yaml", path)))
			mc_kattis_say(kattis, false, path, NULL, NULL, "%s",
				      _("this file of newer versions of the format is not read"));
	}
}

static struct mc_err *say_what_is_left(struct mc_kattis *kattis)
{
	MC_AUTO(mc_dir) dir = MC_DIR_INIT;

	MC_TRY(mc_dir_read_folders(&dir, kattis->dir));
	for (size_t i = 0; i < dir.count; i++)
		say_of_folder(kattis, dir.names[i]);
	say_newer(kattis);
	const struct mc_tree_file *talk = find_like(kattis, "data/sample/**.interaction");

	if (talk)
		mc_kattis_say(kattis, false, talk->path, NULL, NULL, "%s",
			      _("samples of interactive problems are only shown there: they are no tests"));
	return NULL;
}

/* ---- the checker ---- */

/* The folder with the files of the one validator, "output_validators/name/" or "output_validators/". */
static const char *validator_prefix(struct mc_kattis *kattis)
{
	static const char *const roots[] = { "output_validators/", "output_validator/" };
	const char *root = roots[kattis->is_draft];
	const char *found = NULL;

	for (size_t i = 0; i < kattis->files.count; i++) {
		const char *path = kattis->files.files[i].path;

		if (strncmp(path, root, strlen(root)) != 0)
			continue;
		const char *slash = strchr(path + strlen(root), '/');
		const char *prefix =
			slash ? mc_arena_copy(&kattis->exercise->arena, path, (size_t)(slash - path) + 1)
			      : root;

		if (found && strcmp(found, prefix) != 0) {
			mc_kattis_say(kattis, false, path, NULL, NULL, "%s",
				      _("only one output validator is used"));
			break;
		}
		found = prefix;
	}
	return found;
}

/* Data is copied as it is; programs may have constants in them. */
static void copy_below(struct mc_tree *to, const struct mc_kattis *kattis, const char *prefix,
		       const char *new_prefix)
{
	bool is_data = !strncmp(prefix, "data/", 5);
	size_t len = strlen(prefix);

	for (size_t i = 0; i < kattis->files.count; i++) {
		const struct mc_tree_file *file = &kattis->files.files[i];

		if (strncmp(file->path, prefix, len) != 0)
			continue;
		MC_AUTOTEXT path = mc_format("%s%s", new_prefix, file->path + len);
		MC_AUTO(mc_buf) filled = MC_BUF_INIT;
		bool is_filled = !is_data && mc_kattis_fill(&filled, kattis, file);

		mc_tree_add(to, path, is_filled ? filled.ptr : file->data, is_filled ? filled.len : file->len,
			    file->is_executable);
	}
	mc_tree_sort(to);
}

static void set_program(struct mc_kattis *kattis, struct mc_checker *checker, const char *prefix)
{
	struct mc_arena *arena = &kattis->exercise->arena;
	const char *own_build[] = { "./build" };
	const char *own_run[] = { "./run" };
	const char *program[] = { "./program" };
	const char *why = NULL;

	/* A folder may bring scripts of its own. */
	if (mc_tree_find(&checker->files, "run") || mc_tree_find(&checker->files, "build")) {
		if (mc_tree_find(&checker->files, "build"))
			checker->build = mc_texts_copy(arena, own_build, 1);
		checker->run = mc_texts_copy(arena, own_run, 1);
		return;
	}
	if (!mc_kattis_can_run(&why, kattis, &checker->files, ""))
		mc_kattis_say(kattis, true, prefix, NULL, NULL, _("the output validator cannot be used: %s"),
			      why);
	checker->build = mc_kattis_build(kattis);
	checker->run = mc_texts_copy(arena, program, 1);
}

struct mc_checker *mc_kattis_read_checker(struct mc_kattis *kattis)
{
	const char *prefix = validator_prefix(kattis);

	if (kattis->is_draft)
		kattis->has_custom = prefix != NULL;
	if (!kattis->has_custom && prefix)
		mc_kattis_say(kattis, false, prefix, NULL, NULL, "%s",
			      _("the output validator is not used, as 'validation' is 'default'"));
	if (!kattis->has_custom && kattis->is_interactive)
		mc_kattis_say(kattis, true, MC_KATTIS_FILE, NULL, NULL, "%s",
			      _("an interactive problem needs an output validator"));
	if (!kattis->has_custom)
		return NULL;
	struct mc_checker *checker = mc_arena_alloc(&kattis->exercise->arena, sizeof(*checker));

	checker->limits = kattis->checker_limits;
	checker->build_limits = kattis->build_limits;
	checker->is_interactive = kattis->is_interactive;
	checker->flags = kattis->flags;
	if (!prefix) {
		mc_kattis_say(kattis, true, MC_KATTIS_FILE, NULL, NULL, "%s",
			      _("'validation' is 'custom', but there is no output validator"));
		return checker;
	}
	copy_below(&kattis->exercise->checker_files, kattis, prefix, "");
	checker->files = kattis->exercise->checker_files; /* the exercise owns them */
	set_program(kattis, checker, prefix);
	return checker;
}

/* ---- all of it ---- */

static void read_all(struct mc_kattis *kattis)
{
	struct mc_exercise *exercise = kattis->exercise;

	mc_kattis_read_problem(kattis);
	exercise->submit = mc_kattis_sources(kattis);
	exercise->build = mc_kattis_build(kattis);
	exercise->build_limits = kattis->build_limits;
	exercise->limits = kattis->limits;
	copy_below(&exercise->tests_files, kattis, "include/", "include/");
	copy_below(&exercise->case_files, kattis, "data/sample/", "tests/sample/");
	copy_below(&exercise->case_files, kattis, "data/secret/", "private/secret/");
	mc_kattis_read_data(kattis, mc_kattis_read_checker(kattis));
	mc_kattis_read_solutions(kattis);
	if (exercise->reference.count == 0)
		mc_kattis_say(kattis, false, "submissions/accepted", NULL, _("'migracode verify' needs one"),
			      "%s", _("there is no accepted submission that can be run here"));
}

/* Reads what kattis->dir holds when the files are not there yet. */
static struct mc_err *make(struct mc_kattis *kattis, bool has_folder)
{
	size_t errors_before = kattis->findings->error_count;

	if (has_folder)
		MC_TRY(read_files(kattis));
	read_all(kattis);
	if (has_folder)
		MC_TRY(say_what_is_left(kattis));
	if (kattis->findings->error_count > errors_before)
		return mc_findings_err(kattis->findings);
	mc_exercise_settle(kattis->exercise);
	mc_exercise_hash(kattis->exercise);
	return NULL;
}

struct mc_err *mc_kattis_parse(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
			       const struct mc_tree *files, const struct mc_toolbox *toolbox)
{
	MC_AUTO(mc_findings) unwanted = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) made = mc_exercise_new("kattis", dir);
	struct mc_kattis kattis = { .exercise = made,
				    .findings = findings ? findings : &unwanted,
				    .toolbox = toolbox,
				    .dir = dir,
				    .files = *files };

	MC_TRY(make(&kattis, false));
	*exercise = MC_TAKE(made);
	return NULL;
}

struct mc_err *mc_kattis_open(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
			      const struct mc_toolbox *toolbox)
{
	MC_AUTO(mc_findings) unwanted = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) made = mc_exercise_new("kattis", dir);
	struct mc_kattis kattis = { .exercise = made,
				    .findings = findings ? findings : &unwanted,
				    .toolbox = toolbox,
				    .dir = dir,
				    .files = MC_TREE_INIT };
	struct mc_err *err = make(&kattis, true);

	mc_tree_release(&kattis.files);
	if (err)
		return err;
	*exercise = MC_TAKE(made);
	return NULL;
}
