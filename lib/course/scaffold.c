/* SPDX-License-Identifier: MIT */
#include "course/scaffold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "course/exercise_new.h"
#include "course/spec.h"
#include "course/template.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "ext/repo.h"
#include "os/file.h"
#include "os/scratch.h"
#include "os/tree_write.h"

enum { MAX_TITLE = 200 };

/* What 'init curriculum' lays into its first module; the module's template lists the same ids. */
static const struct {
	const char *template_name;
	const char *id;
} first_exercises[] = {
	{ "exercise/js", "js-basket-total" },
	{ "exercise/python", "python-average" },
	{ "exercise/c", "c-largest" },
	{ "exercise/shell", "shell-list-length" },
};

static struct mc_err *check_id(const char *id)
{
	if (mc_spec_is_id(id))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is no id"), id),
			   _("an id has small letters, digits and '-', at most %d, as in 'list-sum'"),
			   MC_SPEC_MAX_ID);
}

static struct mc_err *check_title(const char *title)
{
	size_t len = title ? strlen(title) : 1;
	bool is_good = len > 0 && len <= MAX_TITLE && (!title || mc_utf8_is_valid(title, len));

	for (const char *p = title; is_good && p && *p; p++)
		is_good = (unsigned char)*p >= 0x20 && *p != 0x7f;
	return is_good ? NULL
		       : mc_err_new(MC_E_INPUT, _("the title '%s' is empty, too long or not plain text"),
				    title);
}

/* "list-sum" becomes "List sum". */
static char *title_of_id(const char *id)
{
	char *title = mc_strdup(id);

	title[0] = (char)toupper((unsigned char)title[0]);
	for (char *p = title; *p; p++)
		*p = *p == '-' ? ' ' : *p;
	return title;
}

static bool cut_lang(struct mc_str *lang, const char **list)
{
	if (!**list)
		return false;
	size_t len = strcspn(*list, ",");

	*lang = (struct mc_str){ *list, len };
	*list += len + ((*list)[len] == ',');
	return true;
}

static bool has_lang(const char *list, struct mc_str wanted)
{
	struct mc_str lang;

	while (cut_lang(&lang, &list)) {
		if (mc_str_is_equal(lang, wanted))
			return true;
	}
	return false;
}

/* "en,es" as the inside of a JSON array; owned by the caller. */
static struct mc_err *read_langs(char **json, const char *list)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const char *rest = list;
	struct mc_str lang;

	/* The texts without a language in their name are in the first one. */
	mc_buf_addz(&text, "\"en\"");
	while (cut_lang(&lang, &rest)) {
		MC_AUTOTEXT code = mc_strndup(lang.ptr, lang.len);

		if (!mc_spec_is_lang(code))
			return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is no language"), code),
					   _("write codes with commas between: en,es,ar"));
		if (strcmp(code, "en") != 0)
			mc_buf_addf(&text, ", \"%s\"", code);
	}
	if (!has_lang(list, mc_str("en")))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the languages '%s' have no 'en'"), list),
				   _("the texts without a language in their name are English: add 'en'"));
	*json = mc_buf_take(&text);
	return NULL;
}

/* The language of "x/README.es.md"; empty when the name has none. */
static struct mc_str lang_of_path(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strchr(slash ? slash : path, '.');
	const char *end = dot ? strchr(dot + 1, '.') : NULL;

	if (!end || strcmp(end, ".md") != 0)
		return (struct mc_str){ path, 0 };
	return (struct mc_str){ dot + 1, (size_t)(end - dot - 1) };
}

static void drop_other_langs(struct mc_tree *tree, const char *langs)
{
	size_t kept = 0;

	for (size_t i = 0; i < tree->count; i++) {
		struct mc_str lang = lang_of_path(tree->files[i].path);

		if (lang.len == 0 || has_lang(langs, lang))
			tree->files[kept++] = tree->files[i];
	}
	tree->count = kept;
}

struct mc_err *mc_scaffold_lay(const struct mc_tree *tree, const char *path, const char *commit_message)
{
	MC_AUTO(mc_scratch) scratch = MC_SCRATCH_INIT;
	MC_AUTOTEXT parent = mc_file_is_dir(path) ? mc_strdup(path) : mc_path_parent(path);

	MC_TRY(mc_file_make_dirs(parent));
	MC_TRY(mc_scratch_make(&scratch, parent));
	MC_TRY(mc_tree_write_dir(tree, scratch.path));
	if (commit_message)
		MC_TRY(mc_repo_init_commit(scratch.path, commit_message));
	return mc_scratch_move(&scratch, path);
}

struct mc_err *mc_scaffold_curriculum(const struct mc_scaffold_curriculum *wanted)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTOTEXT real = realpath(wanted->dir, NULL);
	MC_AUTOTEXT name = mc_path_name(real ? real : wanted->dir);
	const char *id = wanted->id ? wanted->id : mc_slug(&arena, name, "curriculum");
	MC_AUTOTEXT langs = NULL;

	MC_TRY(check_id(id));
	MC_TRY(check_title(wanted->title));
	MC_TRY(read_langs(&langs, wanted->langs));
	const struct mc_template_value values[] = { { "id", id, false },
						    { "title", wanted->title, false },
						    { "languages", langs, true } };

	MC_TRY(mc_template_read(&tree, "curriculum", values, MC_COUNT(values)));
	for (size_t i = 0; i < MC_COUNT(first_exercises); i++) {
		const struct mc_template_value exercise_id = { "id", first_exercises[i].id, false };
		MC_AUTO(mc_tree) exercise = MC_TREE_INIT;

		MC_TRY(mc_template_read(&exercise, first_exercises[i].template_name, &exercise_id, 1));
		for (size_t f = 0; f < exercise.count; f++) {
			const struct mc_tree_file *file = &exercise.files[f];

			mc_tree_add(&tree,
				    mc_arena_format(&arena, "modules/first-steps/%s/%s",
						    first_exercises[i].id, file->path),
				    file->data, file->len, file->is_executable);
		}
	}
	mc_tree_sort(&tree);
	drop_other_langs(&tree, wanted->langs);
	return mc_scaffold_lay(&tree, real ? real : wanted->dir, _("Start the curriculum\n"));
}

/* Lays path and lists name in the file above it; when the list cannot be written, the folder goes away again.
 * */
static struct mc_err *lay_listed(const struct mc_tree *tree, const char *path, const char *list_path,
				 const char *list, const char *name)
{
	if (mc_file_exists(path))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' exists already"), path),
				   _("choose another id"));
	MC_TRY(mc_scaffold_lay(tree, path, NULL));
	struct mc_err *err =
		mc_file_is_regular(list_path) ? mc_scaffold_list_add(list_path, list, name) : NULL;

	if (err) {
		struct mc_scratch undone = { mc_strdup(path) };

		mc_scratch_release(&undone);
	}
	return err;
}

static struct mc_err *read_template(struct mc_tree *tree, const char *name, const char *id, const char *title)
{
	MC_AUTOTEXT made = title ? mc_strdup(title) : title_of_id(id);
	const struct mc_template_value values[] = { { "id", id, false }, { "title", made, false } };

	MC_TRY(check_id(id));
	MC_TRY(check_title(title));
	return mc_template_read(tree, name, values, MC_COUNT(values));
}

struct mc_err *mc_scaffold_module(char **path, const struct mc_scaffold_module *wanted)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTOTEXT list = mc_path_join(wanted->curriculum, "curriculum.json");

	if (!mc_file_is_regular(list))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no curriculum in '%s'"),
					      wanted->curriculum),
				   _("make one: migracode init curriculum my-course"));
	MC_TRY(read_template(&tree, "module", wanted->id, wanted->title));
	MC_AUTOTEXT modules = mc_path_join(wanted->curriculum, "modules");
	MC_AUTOTEXT made = mc_path_join(modules, wanted->id);

	MC_TRY(lay_listed(&tree, made, list, "modules", wanted->id));
	*path = MC_TAKE(made);
	return NULL;
}

static struct mc_err *only_module(char **module, const char *curriculum_json)
{
	MC_AUTOPTR(mc_json) json = NULL;

	MC_TRY(mc_json_open_file(&json, curriculum_json));
	const struct mc_json_node *modules = mc_json_find(mc_json_root(json), "modules");
	const char *first = mc_json_as_text(mc_json_first(modules));

	if (mc_json_count(modules) != 1 || !first)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the curriculum has several modules or none")),
				   _("say which one with --module"));
	*module = mc_strdup(first);
	return NULL;
}

/* The folder that the exercise goes into; owned by the caller. */
static struct mc_err *home_of_exercise(char **home, const struct mc_scaffold_exercise *wanted)
{
	MC_AUTOTEXT curriculum = mc_path_join(wanted->dir, "curriculum.json");
	MC_AUTOTEXT module = wanted->module ? mc_strdup(wanted->module) : NULL;

	if (!mc_file_is_regular(curriculum)) {
		if (module)
			return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no curriculum in '%s'"),
						      wanted->dir),
					   _("leave out --module, or give the curriculum's folder"));
		*home = mc_strdup(wanted->dir);
		return NULL;
	}
	if (!module)
		MC_TRY(only_module(&module, curriculum));
	MC_TRY(check_id(module));
	MC_AUTOTEXT modules = mc_path_join(wanted->dir, "modules");
	MC_AUTOTEXT found = mc_path_join(modules, module);

	if (!mc_file_is_dir(found))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no module '%s'"), module),
				   _("make it: migracode new module %s %s"), module, wanted->dir);
	*home = MC_TAKE(found);
	return NULL;
}

struct mc_err *mc_scaffold_exercise(char **path, const struct mc_scaffold_exercise *wanted)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTOTEXT template_name = mc_format("exercise/%s", wanted->language);
	MC_AUTOTEXT home = NULL;

	MC_TRY(read_template(&tree, template_name, wanted->id, wanted->title));
	MC_TRY(home_of_exercise(&home, wanted));
	MC_AUTOTEXT made = mc_path_join(home, wanted->id);
	MC_AUTOTEXT list = mc_path_join(home, "module.json");

	MC_TRY(lay_listed(&tree, made, list, "exercises", wanted->id));
	*path = MC_TAKE(made);
	return NULL;
}

void mc_scaffold_write_json(struct mc_buf *out, const char *path)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, false);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/created/v1");
	mc_json_key_text(&writer, "path", path);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
