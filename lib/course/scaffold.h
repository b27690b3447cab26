/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_SCAFFOLD_H
#define MC_COURSE_SCAFFOLD_H

#include "base/buf.h"
#include "base/err.h"
#include "base/tree.h"

/** A new curriculum. */
struct mc_scaffold_curriculum {
	const char *dir;   /* must not exist, or be an empty folder */
	const char *id;	   /* NULL: made from the name of dir */
	const char *title; /* NULL: the template's */
	const char *langs; /* "en,es": languages of the course; English is one of them */
};

/** A new module of a curriculum. */
struct mc_scaffold_module {
	const char *curriculum; /* folder with curriculum.json */
	const char *id;
	const char *title; /* NULL: made from id */
};

/** A new exercise. */
struct mc_scaffold_exercise {
	const char
		*dir; /* of a curriculum or a module; any other folder takes an exercise that stands alone */
	const char *module;   /* NULL: dir is no curriculum, or one with a single module */
	const char *language; /* one of MC_SCAFFOLD_LANGUAGES */
	const char *id;
	const char *title; /* NULL: made from id */
};

/** The languages that there is a template of, as choices of an option. */
#define MC_SCAFFOLD_LANGUAGES "js|python|c|shell"

/**
 * Lays a complete curriculum with one module and one exercise per language, as a git repository with a first
 * commit. All or nothing: everything is made beside dir and then renamed.
 * Errors: MC_E_INPUT (bad id, title or language; dir is not empty), MC_E_TOOL (libgit2 is missing), MC_E_IO.
 */
struct mc_err *mc_scaffold_curriculum(const struct mc_scaffold_curriculum *wanted) MC_MUST_USE;

/**
 * Lays a module and adds it to curriculum.json, whose layout is kept.
 *
 * path  set on success to the new folder; owned by the caller
 *
 * Errors: MC_E_INPUT (bad id or title, no curriculum, the module exists), MC_E_IO; nothing has changed then.
 */
struct mc_err *mc_scaffold_module(char **path, const struct mc_scaffold_module *wanted) MC_MUST_USE;

/**
 * Lays an exercise that passes its own verification, and adds it to the list of exercises in module.json, if
 * there is one. path and errors: as mc_scaffold_module().
 */
struct mc_err *mc_scaffold_exercise(char **path, const struct mc_scaffold_exercise *wanted) MC_MUST_USE;

/**
 * Makes the folder at path, which must be new or empty, with the files of tree; with a commit_message (NULL:
 * none) it becomes a git repository.  All or nothing: everything is written beside path, or inside when it is
 * there, and then renamed.
 * Errors: MC_E_INPUT (path is not empty), MC_E_TOOL (libgit2 is missing), MC_E_IO.
 */
struct mc_err *mc_scaffold_lay(const struct mc_tree *tree, const char *path, const char *commit_message)
	MC_MUST_USE;

/** The places that grading can run at by itself, as choices of an option. */
#define MC_SCAFFOLD_CI_HOSTS "github|gitlab|forgejo|hyf"

/**
 * Lays the recipe of the teachers' side for one of MC_SCAFFOLD_CI_HOSTS into the folder of a repository.
 * Files that are there and differ are never replaced: then nothing is laid.
 *
 * tree  an empty one; gets the files that were laid
 *
 * Errors: MC_E_INPUT (no folder, or a file of somebody else is in the way), MC_E_IO.
 */
struct mc_err *mc_scaffold_ci(struct mc_tree *tree, const char *dir, const char *host) MC_MUST_USE;

/**
 * Puts name at the end of the array called list in the JSON file at path and keeps the rest as it is, byte by
 * byte. A file without such an array, or with the name in it already, is left alone.
 * Errors: MC_E_INPUT (no JSON object), MC_E_IO.
 */
struct mc_err *mc_scaffold_list_add(const char *path, const char *list, const char *name) MC_MUST_USE;

/** Appends the document "migracode/created/v1", which says where something was made, and a line feed. */
void mc_scaffold_write_json(struct mc_buf *out, const char *path);

#endif
