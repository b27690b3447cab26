/* SPDX-License-Identifier: MIT */
#include "foreign/find.h"

#include <string.h>

#include "base/i18n.h"
#include "base/vec.h"
#include "ext/json.h"
#include "foreign/open.h"
#include "os/file.h"

enum { MAX_DEPTH = 5 };

static bool is_passed_over(const char *name)
{
	return name[0] == '.' || !strcmp(name, "node_modules");
}

static bool put_at(struct mc_dir *dirs, size_t place, const char *name)
{
	for (size_t i = place; i < dirs->count; i++) {
		if (strcmp(dirs->names[i], name) != 0)
			continue;
		char *found = dirs->names[i];

		memmove(dirs->names + place + 1, dirs->names + place, (i - place) * sizeof(*dirs->names));
		dirs->names[place] = found;
		return true;
	}
	return false;
}

/* Folders in the order of the list in a file of the course; those that it does not name come after, as they
 * stood. */
static bool put_in_order(struct mc_dir *dirs, const char *dir, const char *file, const char *key)
{
	MC_AUTOTEXT path = mc_path_join(dir, file);
	MC_AUTOPTR(mc_json) json = NULL;
	size_t place = 0;

	if (!mc_file_exists(path))
		return false;
	struct mc_err *err = mc_json_open_file(&json, path);

	/* Whoever reads the file for its content says what is wrong with it. */
	mc_err_drop(err);
	const struct mc_json_node *names = json ? mc_json_find(mc_json_root(json), key) : NULL;

	for (const struct mc_json_node *n = names ? mc_json_first(names) : NULL; n && place < dirs->count;
	     n = mc_json_next(n)) {
		if (mc_json_as_text(n) && put_at(dirs, place, mc_json_as_text(n)))
			place++;
	}
	return true;
}

/* Goes no further below a folder that is one of those looked for. */
static struct mc_err *find_below(struct mc_dir *dirs, const char *root, bool (*is_wanted)(const char *dir),
				 unsigned depth)
{
	MC_AUTO(mc_dir) below = MC_DIR_INIT;

	if (is_wanted(root)) {
		*MC_VEC_ADD(dirs->names, dirs->count, dirs->capacity) = mc_strdup(root);
		return NULL;
	}
	if (depth == MAX_DEPTH)
		return NULL;
	MC_TRY(mc_dir_read_folders(&below, root));
	if (!put_in_order(&below, root, "module.json", "exercises"))
		put_in_order(&below, root, "../curriculum.json", "modules");
	for (size_t i = 0; i < below.count; i++) {
		MC_AUTOTEXT path = mc_path_join(root, below.names[i]);

		if (!is_passed_over(below.names[i]))
			MC_TRY(find_below(dirs, path, is_wanted, depth + 1));
	}
	return NULL;
}

struct mc_err *mc_course_find_exercises(struct mc_dir *dirs, const char *root)
{
	return find_below(dirs, root, mc_spec_is_there, 0);
}

struct mc_err *mc_course_find_roots(struct mc_dir *dirs, const char *root)
{
	return find_below(dirs, root, mc_spec_is_ours, 0);
}

struct mc_err *mc_course_find(struct mc_dir *dirs, const char *root)
{
	MC_AUTO(mc_dir) found = MC_DIR_INIT;

	if (!mc_file_is_dir(root))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no folder '%s'"), root),
				   _("name the folder of an exercise, a module or a course"));
	MC_TRY(mc_course_find_exercises(&found, root));
	if (found.count == 0)
		return mc_err_hint(mc_err_new(MC_E_NOTHING, _("there is no exercise in '%s'"), root),
				   _("an exercise is a folder with the file 'exercise.json'"));
	*dirs = found;
	found = (struct mc_dir)MC_DIR_INIT;
	return NULL;
}
