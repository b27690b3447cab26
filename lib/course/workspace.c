/* SPDX-License-Identifier: MIT */
#include "course/workspace.h"

#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/tree.h"
#include "course/curriculum.h"
#include "course/exercise.h"
#include "course/scaffold.h"
#include "course/student_spec.h"
#include "course/template.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "os/file.h"
#include "os/tree_read.h"

/* A workspace in memory, on its way to the disk. */
struct workspace {
	const struct mc_workspace_request *request;
	const struct mc_curriculum *curriculum;
	struct mc_tree tree;
	struct mc_buf list;    /* of exercises, as Markdown, in English */
	struct mc_buf list_es; /* … in Spanish */
	char *first_exercise;  /* path below the workspace; NULL: none yet */
	size_t modules;
	size_t exercises;
};

#define WORKSPACE_INIT \
	{ \
		.tree = MC_TREE_INIT, .list = MC_BUF_INIT, .list_es = MC_BUF_INIT \
	}

static void workspace_release(struct workspace *made)
{
	mc_tree_release(&made->tree);
	mc_buf_release(&made->list);
	mc_buf_release(&made->list_es);
	free(made->first_exercise);
}

static void add_file(struct workspace *made, const char *folder, const char *name, struct mc_str bytes,
		     bool is_executable)
{
	MC_AUTOTEXT path = mc_format("%s/%s", folder, name);

	mc_tree_add(&made->tree, path, bytes.ptr, bytes.len, is_executable);
}

/* The text behind a front matter that says only which source a translation belongs to: that is the teachers'
 * business. */
static struct mc_str without_source(struct mc_str text)
{
	struct mc_str rest = text, open, source, close;
	bool is_source = mc_str_cut_line(&open, &rest) && mc_str_is_equal(mc_str_trim(open), mc_str("---")) &&
			 mc_str_cut_line(&source, &rest) && source.len >= strlen("source:") &&
			 !memcmp(source.ptr, "source:", strlen("source:")) &&
			 mc_str_cut_line(&close, &rest) && mc_str_is_equal(mc_str_trim(close), mc_str("---"));

	return is_source ? rest : text;
}

/* The name that a text gets when its language becomes the first one: "README.es.md" is "README.md", which is
 * then "README.en.md". Owned by the caller. */
static char *name_in(const char *lang, const struct mc_tree *texts, const char *name)
{
	const char *dot = strchr(name, '.');
	int stem = (int)(dot - name);
	MC_AUTOTEXT translated = mc_format("%.*s.%s.md", stem, name, lang ? lang : "en");

	if (!mc_tree_find(texts, translated))
		return mc_strdup(name);
	if (!strcmp(name, translated))
		return mc_format("%.*s.md", stem, name);
	return strcmp(dot, ".md") ? mc_strdup(name) : mc_format("%.*s.en.md", stem, name);
}

/* Adds the Markdown files of one folder that match a glob without '/'. */
static struct mc_err *add_texts(struct workspace *made, const char *from, const char *folder,
				const char *glob)
{
	struct mc_tree_filter filter = MC_TREE_FILTER_ALL;
	MC_AUTO(mc_tree) texts = MC_TREE_INIT;

	filter.globs = &glob;
	filter.glob_count = 1;
	MC_TRY(mc_tree_read_dir(&texts, from, &filter));
	for (size_t i = 0; i < texts.count; i++) {
		const struct mc_tree_file *file = &texts.files[i];
		MC_AUTOTEXT name = name_in(made->request->lang, &texts, file->path);

		add_file(made, folder, name, without_source((struct mc_str){ file->data, file->len }), false);
	}
	return NULL;
}

/* Names that the workspace itself gives a meaning, below the folder of an exercise. */
static bool is_taken(const char *path)
{
	static const char *const folders[] = { "starter/", "tests/", "private/", "solution/", "wrong/" };

	for (size_t i = 0; i < MC_COUNT(folders); i++) {
		if (!strncmp(path, folders[i], strlen(folders[i])))
			return true;
	}
	return !strcmp(path, "exercise.json") || mc_str_is_match("README*.md", path);
}

static struct mc_err *add_starter(struct workspace *made, const struct mc_exercise *exercise,
				  const char *folder)
{
	MC_AUTOTEXT kept = mc_format("%s/starter", folder);

	if (exercise->starter.count == 0)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the exercise '%s' has no file in 'starter/'"),
					      exercise->id),
				   _("put there what students begin with, even if it is nearly empty"));
	for (size_t i = 0; i < exercise->starter.count; i++) {
		const struct mc_tree_file *file = &exercise->starter.files[i];
		const struct mc_str bytes = { file->data, file->len };

		if (is_taken(file->path))
			return mc_err_hint(
				mc_err_new(MC_E_INPUT,
					   _("'starter/%s' of the exercise '%s' would hide another file"),
					   file->path, exercise->id),
				_("give the file another name"));
		add_file(made, folder, file->path, bytes, file->is_executable);
		if (!mc_exercise_is_submitted(exercise, file->path))
			add_file(made, kept, file->path, bytes, file->is_executable);
	}
	return NULL;
}

static void list_exercise(struct workspace *made, const struct mc_exercise *exercise, const char *folder)
{
	mc_buf_addf(&made->list, "\n- [%s](%s/)", mc_words_pick(&exercise->title, "en"), folder);
	mc_buf_addf(&made->list_es, "\n- [%s](%s/)", mc_words_pick(&exercise->title, "es"), folder);
	if (!made->first_exercise)
		made->first_exercise = mc_strdup(folder);
	made->exercises++;
}

/* Cases that only hidden tests have lie in private/. */
static void add_cases(struct workspace *made, const struct mc_exercise *exercise, const char *folder)
{
	for (size_t i = 0; i < exercise->case_files.count; i++) {
		const struct mc_tree_file *file = &exercise->case_files.files[i];

		if (!strncmp(file->path, "tests/", strlen("tests/")))
			add_file(made, folder, file->path, (struct mc_str){ file->data, file->len },
				 file->is_executable);
	}
}

static struct mc_err *add_exercise(struct workspace *made, const char *from, const char *folder)
{
	MC_AUTOPTR(mc_exercise) exercise = NULL;
	MC_AUTO(mc_buf) spec = MC_BUF_INIT;
	MC_AUTOTEXT tests = mc_format("%s/tests", folder);

	MC_TRY(mc_exercise_open(&exercise, NULL, from));
	MC_TRY(mc_student_spec_print(&spec, from));
	MC_TRY(add_starter(made, exercise, folder));
	MC_TRY(add_texts(made, from, folder, "README*.md"));
	add_file(made, folder, "exercise.json", (struct mc_str){ spec.ptr, spec.len }, false);
	for (size_t i = 0; i < exercise->tests_files.count; i++) {
		const struct mc_tree_file *file = &exercise->tests_files.files[i];

		add_file(made, tests, file->path, (struct mc_str){ file->data, file->len },
			 file->is_executable);
	}
	add_cases(made, exercise, folder);
	list_exercise(made, exercise, folder);
	return NULL;
}

static struct mc_err *add_json(struct workspace *made, const char *from, const char *path)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_buf_read_file(&text, from, MC_JSON_MAX_BYTES));
	mc_tree_add(&made->tree, path, text.ptr, text.len, false);
	return NULL;
}

static void list_module(struct workspace *made, const struct mc_module *module)
{
	const char *gap = made->modules ? "\n\n" : "";

	mc_buf_addf(&made->list, "%s### %s\n", gap, mc_words_pick(&module->title, "en"));
	mc_buf_addf(&made->list_es, "%s### %s\n", gap, mc_words_pick(&module->title, "es"));
	made->modules++;
}

static struct mc_err *add_module(struct workspace *made, const struct mc_module *module)
{
	MC_AUTOTEXT folder = mc_format("modules/%s", module->id);
	MC_AUTOTEXT from_json = mc_path_join(module->dir, "module.json");
	MC_AUTOTEXT json = mc_path_join(folder, "module.json");

	list_module(made, module);
	MC_TRY(add_json(made, from_json, json));
	MC_TRY(add_texts(made, module->dir, folder, "lesson*.md"));
	for (size_t i = 0; i < module->exercises.count; i++) {
		MC_AUTOTEXT from = mc_path_join(module->dir, module->exercises.items[i]);
		MC_AUTOTEXT to = mc_path_join(folder, module->exercises.items[i]);

		MC_TRY(add_exercise(made, from, to));
	}
	return NULL;
}

static bool is_wanted(const struct mc_workspace_request *request, const char *id)
{
	for (size_t i = 0; i < request->module_count; i++) {
		if (!strcmp(request->modules[i], id))
			return true;
	}
	return request->module_count == 0;
}

static struct mc_err *check_modules(const struct workspace *made)
{
	const struct mc_curriculum *curriculum = made->curriculum;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	const char **ids = mc_arena_alloc(&arena, (curriculum->module_count + 1) * sizeof(*ids));

	for (size_t i = 0; i < curriculum->module_count; i++)
		ids[i] = curriculum->modules[i]->id;
	for (size_t i = 0; i < made->request->module_count; i++) {
		const char *wanted = made->request->modules[i];
		const char *nearest = mc_str_nearest(wanted, ids, curriculum->module_count);
		size_t at = 0;

		while (at < curriculum->module_count && strcmp(ids[at], wanted) != 0)
			at++;
		if (at == curriculum->module_count)
			return mc_err_hint(mc_err_new(MC_E_INPUT, _("the curriculum has no module '%s'"),
						      wanted),
					   nearest ? _("did you mean '%s'?") : _("its first module is '%s'"),
					   nearest ? nearest : ids[0]);
	}
	return NULL;
}

/* The curriculum's own file, in which the array of modules names only those that students get. */
static struct mc_err *add_curriculum_json(struct workspace *made)
{
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT path = mc_path_join(made->request->curriculum, "curriculum.json");

	MC_TRY(mc_json_open_file(&json, path));
	struct mc_str whole = mc_json_raw(json, mc_json_root(json));
	struct mc_str array = mc_json_raw(json, mc_json_find(mc_json_root(json), "modules"));
	struct mc_json_writer writer = MC_JSON_WRITER(&text, false);

	mc_buf_add(&text, whole.ptr, (size_t)(array.ptr - whole.ptr));
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < made->curriculum->module_count; i++) {
		if (is_wanted(made->request, made->curriculum->modules[i]->id))
			mc_json_text(&writer, made->curriculum->modules[i]->id);
	}
	mc_json_end(&writer);
	const char *rest = array.ptr + array.len;

	mc_buf_add(&text, rest, (size_t)(whole.ptr + whole.len - rest));
	mc_buf_addc(&text, '\n');
	mc_tree_add(&made->tree, "curriculum.json", text.ptr, text.len, false);
	return NULL;
}

static struct mc_err *add_frame(struct workspace *made)
{
	MC_AUTO(mc_tree) frame = MC_TREE_INIT;
	MC_AUTO(mc_tree) install = MC_TREE_INIT;
	const struct mc_words *title = &made->curriculum->title;
	const struct mc_template_value values[] = {
		{ "title", mc_words_pick(title, "en"), false },
		{ "title_es", mc_words_pick(title, "es"), false },
		{ "exercises", made->list.ptr, false },
		{ "exercises_es", made->list_es.ptr, false },
		{ "first_exercise", made->first_exercise, false },
	};

	MC_TRY(mc_template_read(&frame, "workspace", values, MC_COUNT(values)));
	MC_TRY(mc_template_read(&install, "ci/install", NULL, 0));
	mc_tree_overlay(&frame, &install, "");
	for (size_t i = 0; i < frame.count; i++) {
		const struct mc_tree_file *file = &frame.files[i];
		bool is_text = mc_str_is_match("README*.md", file->path);
		MC_AUTOTEXT name =
			is_text ? name_in(made->request->lang, &frame, file->path) : mc_strdup(file->path);
		struct mc_str bytes = { file->data, file->len };

		bytes = is_text ? without_source(bytes) : bytes;
		mc_tree_add(&made->tree, name, bytes.ptr, bytes.len, file->is_executable);
	}
	return NULL;
}

static struct mc_err *fill(struct workspace *made)
{
	MC_TRY(check_modules(made));
	for (size_t i = 0; i < made->curriculum->module_count; i++) {
		if (is_wanted(made->request, made->curriculum->modules[i]->id))
			MC_TRY(add_module(made, made->curriculum->modules[i]));
	}
	if (made->exercises == 0)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no exercise to give to students")),
				   _("make one: migracode new exercise my-exercise"));
	MC_TRY(add_curriculum_json(made));
	MC_TRY(add_frame(made));
	mc_tree_sort(&made->tree);
	return NULL;
}

struct mc_err *mc_workspace_build(struct mc_workspace_summary *summary,
				  const struct mc_workspace_request *request)
{
	MC_AUTOPTR(mc_curriculum) curriculum = NULL;
	MC_AUTO(workspace) made = WORKSPACE_INIT;

	MC_TRY(mc_curriculum_open(&curriculum, NULL, request->curriculum));
	made.request = request;
	made.curriculum = curriculum;
	MC_TRY(fill(&made));
	MC_TRY(mc_scaffold_lay(&made.tree, request->dir, _("Start the workspace\n")));
	*summary = (struct mc_workspace_summary){ made.modules, made.exercises, made.tree.count };
	return NULL;
}
