/* SPDX-License-Identifier: MIT */
#include "course/curriculum.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "course/spec.h"
#include "os/dir.h"
#include "os/file.h"

enum { MAX_HOURS = 100000 };

void mc_curriculum_free(struct mc_curriculum *curriculum)
{
	if (!curriculum)
		return;
	for (size_t i = 0; i < curriculum->module_count; i++)
		mc_module_free(curriculum->modules[i]);
	mc_arena_release(&curriculum->arena);
	free(curriculum);
}

/* Folders with a module.json that the file does not list: students would never see them. */
static struct mc_err *check_unlisted(const struct mc_spec *spec, const struct mc_texts *listed,
				     const struct mc_json_node *node)
{
	MC_AUTOTEXT path = mc_path_join(spec->dir, "modules");
	MC_AUTO(mc_dir) dir = MC_DIR_INIT;

	if (mc_file_is_dir(path))
		MC_TRY(mc_dir_read_folders(&dir, path));
	for (size_t i = 0; i < dir.count; i++) {
		MC_AUTOTEXT folder = mc_path_join(path, dir.names[i]);
		MC_AUTOTEXT file = mc_path_join(folder, "module.json");

		if (dir.names[i][0] != '.' && mc_file_is_regular(file) && !mc_texts_has(listed, dir.names[i]))
			mc_spec_warning(spec, node, NULL, _("the module '%s' is not listed"), dir.names[i]);
	}
	return NULL;
}

static struct mc_err *read_module(struct mc_curriculum *curriculum, const struct mc_spec *spec,
				  const struct mc_json_node *node)
{
	const char *name = mc_json_as_text(node);
	MC_AUTOTEXT modules = mc_path_join(spec->dir, "modules");
	MC_AUTOTEXT dir = mc_path_join(modules, name);
	MC_AUTOTEXT file = mc_path_join(dir, "module.json");
	struct mc_module *module = NULL;

	if (!mc_file_is_regular(file)) {
		mc_spec_error(spec, node, NULL, _("there is no 'modules/%s/module.json'"), name);
		return NULL;
	}
	struct mc_err *err = mc_module_open(&module, spec->findings, dir);

	if (err && err->code != MC_E_INPUT)
		return err;
	mc_err_drop(err);
	if (module)
		curriculum->modules[curriculum->module_count++] = module;
	return NULL;
}

static struct mc_err *read_modules(struct mc_curriculum *curriculum, const struct mc_spec *spec,
				   const struct mc_texts *listed, const struct mc_json_node *node)
{
	curriculum->modules =
		mc_arena_alloc(&curriculum->arena, (listed->count + 1) * sizeof(struct mc_module *));
	for (const struct mc_json_node *n = mc_json_first(node); n && listed->count; n = mc_json_next(n)) {
		const char *name = mc_json_as_text(n);

		/* A name that stands twice is an error by now; the room is for each once. */
		if (name && mc_texts_has(listed, name) && curriculum->module_count < listed->count)
			MC_TRY(read_module(curriculum, spec, n));
	}
	return check_unlisted(spec, listed, node);
}

static void list_exercises(struct mc_curriculum *curriculum)
{
	struct mc_texts *dirs = &curriculum->exercise_dirs;
	size_t count = 0;

	for (size_t i = 0; i < curriculum->module_count; i++)
		count += curriculum->modules[i]->exercises.count;
	dirs->items = mc_arena_alloc(&curriculum->arena, (count + 1) * sizeof(*dirs->items));
	for (size_t i = 0; i < curriculum->module_count; i++) {
		const struct mc_module *module = curriculum->modules[i];

		for (size_t j = 0; j < module->exercises.count; j++) {
			MC_AUTOTEXT path = mc_path_join(module->dir, module->exercises.items[j]);

			dirs->items[dirs->count++] = mc_arena_strdup(&curriculum->arena, path);
		}
	}
}

static struct mc_err *read_root(struct mc_curriculum *curriculum, const struct mc_spec *spec,
				const struct mc_json_node *root)
{
	static const char *const keys[] = { "$schema",	 "schema",  "id",    "version", "title",
					    "languages", "modules", "hours", "licence", "align" };
	struct mc_texts listed = { NULL, 0 };

	(void)mc_spec_object(spec, root, keys, MC_COUNT(keys));
	mc_spec_schema(spec, root, "migracode/curriculum/v1");
	mc_spec_id(&curriculum->id, spec, mc_spec_need(spec, root, "id"));
	mc_spec_version(&curriculum->version, spec, mc_spec_need(spec, root, "version"));
	mc_spec_words(&curriculum->title, spec, mc_spec_need(spec, root, "title"));
	mc_spec_texts(&curriculum->languages, spec, mc_spec_need(spec, root, "languages"), MC_SPEC_LANGS, 1);
	mc_spec_number(&curriculum->hours, spec, mc_spec_need(spec, root, "hours"), 0, MAX_HOURS);
	mc_spec_text(&curriculum->licence, spec, mc_spec_need(spec, root, "licence"));
	mc_spec_texts(&curriculum->align, spec, mc_json_find(root, "align"), MC_SPEC_FILLED, 0);
	mc_spec_texts(&listed, spec, mc_spec_need(spec, root, "modules"), MC_SPEC_IDS, 0);
	if (!spec->dir)
		return NULL;
	MC_TRY(read_modules(curriculum, spec, &listed, mc_json_find(root, "modules")));
	list_exercises(curriculum);
	return NULL;
}

struct mc_err *mc_curriculum_parse(struct mc_curriculum **curriculum, struct mc_findings *findings,
				   const char *dir, const char *bytes, size_t len)
{
	MC_AUTOPTR(mc_curriculum) made = mc_alloc_zero(1, sizeof(*made));
	MC_AUTO(mc_findings) found = MC_FINDINGS_INIT;
	MC_AUTOTEXT path = mc_path_join(dir ? dir : "", "curriculum.json");
	struct mc_spec spec = { .arena = &made->arena, .findings = &found, .path = path, .dir = dir };

	made->dir = mc_arena_strdup(&made->arena, dir ? dir : "");
	const struct mc_json_node *root = mc_spec_parse(&spec, bytes, len);
	struct mc_err *err = root ? read_root(made, &spec, root) : NULL;

	mc_spec_release(&spec);
	if (err)
		return err;
	MC_TRY(mc_spec_conclude(findings, &found));
	*curriculum = MC_TAKE(made);
	return NULL;
}

struct mc_err *mc_curriculum_open(struct mc_curriculum **curriculum, struct mc_findings *findings,
				  const char *dir)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTOTEXT path = mc_path_join(dir, "curriculum.json");

	if (!mc_file_exists(path))
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("there is no curriculum in '%s': it has no curriculum.json"),
					      dir),
				   "%s", _("'migracode init curriculum' makes one"));
	MC_TRY(mc_buf_read_file(&bytes, path, MC_JSON_MAX_BYTES));
	return mc_curriculum_parse(curriculum, findings, dir, bytes.ptr, bytes.len);
}
