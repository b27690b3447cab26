/* SPDX-License-Identifier: MIT */
#include "course/files.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/vec.h"
#include "os/dir.h"
#include "os/file.h"

static const char *const names[] = {
#define X(constant, name) [constant] = name,
	MC_COURSE_KINDS(X)
#undef X
};

void mc_course_files_release(struct mc_course_files *files)
{
	mc_arena_release(&files->arena);
	free(files->items);
	*files = (struct mc_course_files)MC_COURSE_FILES_INIT;
}

/* A file that is named twice, by itself or by what it belongs to, is one file. */
static void add(struct mc_course_files *files, enum mc_course_kind kind, const char *dir, const char *path)
{
	for (size_t i = 0; i < files->count; i++) {
		if (!strcmp(files->items[i].path, path))
			return;
	}
	*MC_VEC_ADD(files->items, files->count, files->capacity) = (struct mc_course_file){
		.kind = kind,
		.dir = mc_arena_strdup(&files->arena, dir),
		.path = mc_arena_strdup(&files->arena, path),
	};
}

/* Adds the file of this kind when dir has one. */
static bool add_from(struct mc_course_files *files, enum mc_course_kind kind, const char *dir)
{
	MC_AUTOTEXT path = mc_path_join(dir, names[kind]);

	if (!mc_file_is_regular(path))
		return false;
	add(files, kind, dir, path);
	return true;
}

static struct mc_err *add_below(struct mc_course_files *files, enum mc_course_kind kind, const char *dir);

static struct mc_err *add_contents(struct mc_course_files *files, enum mc_course_kind kind, const char *dir)
{
	MC_AUTOTEXT modules = mc_path_join(dir, "modules");

	if (kind == MC_COURSE_MODULE)
		return add_below(files, MC_COURSE_EXERCISE, dir);
	if (kind == MC_COURSE_CURRICULUM && mc_file_is_dir(modules))
		return add_below(files, MC_COURSE_MODULE, modules);
	return NULL;
}

/* Looks into every folder of dir for the file of this kind, and for what that contains. */
static struct mc_err *add_below(struct mc_course_files *files, enum mc_course_kind kind, const char *dir)
{
	MC_AUTO(mc_dir) folders = MC_DIR_INIT;

	MC_TRY(mc_dir_read_folders(&folders, dir));
	for (size_t i = 0; i < folders.count; i++) {
		MC_AUTOTEXT folder = mc_path_join(dir, folders.names[i]);

		if (folders.names[i][0] == '.')
			continue;
		/* Exercises count even where the module's own file is missing. */
		if (add_from(files, kind, folder) || kind == MC_COURSE_MODULE)
			MC_TRY(add_contents(files, kind, folder));
	}
	return NULL;
}

static struct mc_err *find_in_dir(struct mc_course_files *files, const char *dir)
{
	for (size_t kind = 0; kind < MC_COUNT(names); kind++) {
		if (add_from(files, (enum mc_course_kind)kind, dir))
			return add_contents(files, (enum mc_course_kind)kind, dir);
	}
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' holds no curriculum, module or exercise"), dir),
			   "%s", _("name a folder with curriculum.json, module.json or exercise.json in it"));
}

struct mc_err *mc_course_files_find(struct mc_course_files *files, const char *path)
{
	MC_AUTOTEXT name = mc_path_name(path);
	MC_AUTOTEXT dir = mc_path_parent(path);

	if (mc_file_is_dir(path))
		return find_in_dir(files, path);
	if (!mc_file_exists(path))
		return mc_err_sys(MC_E_INPUT, ENOENT, _("cannot open '%s'"), path);
	for (size_t kind = 0; kind < MC_COUNT(names); kind++) {
		if (!strcmp(name, names[kind])) {
			add(files, (enum mc_course_kind)kind, dir, path);
			return NULL;
		}
	}
	return mc_err_hint(
		mc_err_new(MC_E_INPUT, _("'%s' is no file of a course"), path), "%s",
		_("name curriculum.json, module.json, exercise.json or a folder with one of them"));
}
