/* SPDX-License-Identifier: MIT */
#include "foreign/find.h"

#include <string.h>

#include "base/i18n.h"
#include "base/vec.h"
#include "foreign/open.h"
#include "os/file.h"

enum { MAX_DEPTH = 5 };

static bool is_passed_over(const char *name)
{
	return name[0] == '.' || !strcmp(name, "node_modules");
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
