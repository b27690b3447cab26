/* SPDX-License-Identifier: MIT */
#include "course/module.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "course/spec.h"
#include "os/dir.h"
#include "os/file.h"

enum { MAX_HOURS = 10000 };

static const char *const kind_names[] = {
#define X(constant, name) [constant] = name,
	MC_MODULE_KINDS(X)
#undef X
};

void mc_module_free(struct mc_module *module)
{
	if (!module)
		return;
	mc_arena_release(&module->arena);
	free(module);
}

static bool has_exercise(const char *dir, const char *name)
{
	MC_AUTOTEXT folder = mc_path_join(dir, name);
	MC_AUTOTEXT file = mc_path_join(folder, "exercise.json");

	return name[0] != '.' && mc_file_is_regular(file);
}

/* Listed ones that are there, then the others by name. */
static struct mc_err *find_exercises(struct mc_module *module, const struct mc_texts *listed)
{
	struct mc_texts *found = &module->exercises;
	MC_AUTO(mc_dir) dir = MC_DIR_INIT;

	MC_TRY(mc_dir_read_folders(&dir, module->dir));
	found->items =
		mc_arena_alloc(&module->arena, (listed->count + dir.count + 1) * sizeof(*found->items));
	for (size_t i = 0; i < listed->count; i++) {
		if (has_exercise(module->dir, listed->items[i]))
			found->items[found->count++] = listed->items[i];
	}
	for (size_t i = 0; i < dir.count; i++) {
		if (!mc_texts_has(listed, dir.names[i]) && has_exercise(module->dir, dir.names[i]))
			found->items[found->count++] = mc_arena_strdup(&module->arena, dir.names[i]);
	}
	return NULL;
}

static void check_exercises(const struct mc_module *module, const struct mc_spec *spec,
			    const struct mc_texts *listed, const struct mc_json_node *node)
{
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		const char *name = mc_json_as_text(n);

		if (name && mc_spec_is_id(name) && !mc_texts_has(&module->exercises, name))
			mc_spec_error(spec, n,
				      mc_spec_nearest(spec, name, module->exercises.items,
						      module->exercises.count),
				      _("there is no '%s/exercise.json' beside this file"), name);
	}
	for (size_t i = 0; node && i < module->exercises.count; i++) {
		if (!mc_texts_has(listed, module->exercises.items[i]))
			mc_spec_warning(spec, node, NULL, _("the exercise '%s' is not listed"),
					module->exercises.items[i]);
	}
}

static struct mc_err *read_root(struct mc_module *module, const struct mc_spec *spec,
				const struct mc_json_node *root)
{
	static const char *const keys[] = { "$schema", "schema", "id",	  "title",
					    "kind",    "hours",	 "align", "exercises" };
	struct mc_texts listed = { NULL, 0 };
	size_t kind = MC_MODULE_CONTENT;

	(void)mc_spec_object(spec, root, keys, MC_COUNT(keys));
	mc_spec_schema(spec, root, "migracode/module/v1");
	mc_spec_id(&module->id, spec, mc_spec_need(spec, root, "id"));
	mc_spec_words(&module->title, spec, mc_spec_need(spec, root, "title"));
	(void)mc_spec_choice(&kind, spec, mc_spec_need(spec, root, "kind"), kind_names, MC_COUNT(kind_names));
	module->kind = (enum mc_module_kind)kind;
	mc_spec_number(&module->hours, spec, mc_spec_need(spec, root, "hours"), 0, MAX_HOURS);
	mc_spec_texts(&module->align, spec, mc_json_find(root, "align"), MC_SPEC_FILLED, 0);
	mc_spec_texts(&listed, spec, mc_json_find(root, "exercises"), MC_SPEC_IDS, 0);
	if (!spec->dir)
		return NULL;
	MC_TRY(find_exercises(module, &listed));
	check_exercises(module, spec, &listed, mc_json_find(root, "exercises"));
	return NULL;
}

struct mc_err *mc_module_parse(struct mc_module **module, struct mc_findings *findings, const char *dir,
			       const char *bytes, size_t len)
{
	MC_AUTOPTR(mc_module) made = mc_alloc_zero(1, sizeof(*made));
	MC_AUTO(mc_findings) found = MC_FINDINGS_INIT;
	MC_AUTOTEXT path = mc_path_join(dir ? dir : "", "module.json");
	struct mc_spec spec = { .arena = &made->arena, .findings = &found, .path = path, .dir = dir };

	made->dir = mc_arena_strdup(&made->arena, dir ? dir : "");
	const struct mc_json_node *root = mc_spec_parse(&spec, bytes, len);
	struct mc_err *err = root ? read_root(made, &spec, root) : NULL;

	mc_spec_release(&spec);
	if (err)
		return err;
	MC_TRY(mc_spec_conclude(findings, &found));
	*module = MC_TAKE(made);
	return NULL;
}

struct mc_err *mc_module_open(struct mc_module **module, struct mc_findings *findings, const char *dir)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTOTEXT path = mc_path_join(dir, "module.json");

	if (!mc_file_exists(path))
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("there is no module in '%s': it has no module.json"), dir),
				   "%s", _("'migracode new module' makes one"));
	MC_TRY(mc_buf_read_file(&bytes, path, MC_JSON_MAX_BYTES));
	return mc_module_parse(module, findings, dir, bytes.ptr, bytes.len);
}
