/* SPDX-License-Identifier: MIT */
#include "foreign/open.h"

#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "ext/json.h"
#include "ext/yaml.h"
#include "foreign/check50.h"
#include "foreign/classroom.h"
#include "foreign/classroom50.h"
#include "foreign/classroom_flow.h"
#include "foreign/classroom_install.h"
#include "foreign/exercism.h"
#include "foreign/hyf.h"
#include "foreign/jest_folder.h"
#include "foreign/kattis.h"
#include "os/file.h"
#include "os/sandbox.h"
#include "os/tree_read.h"

#define MAX_SPEC_BYTES MC_JSON_MAX_BYTES

static bool has_file(const char *dir, const char *name)
{
	MC_AUTOTEXT path = mc_path_join(dir, name);

	return mc_file_exists(path);
}

/* True when package.json names packages that nobody can install in the sandbox, or is not there to tell. */
static bool lacks_node_packages(const char *dir)
{
	MC_AUTOTEXT path = mc_path_join(dir, "package.json");
	MC_AUTOPTR(mc_json) json = NULL;

	if (has_file(dir, "node_modules"))
		return false;
	if (!mc_file_exists(path))
		return true;
	struct mc_err *err = mc_json_open_file(&json, path);

	if (err) { /* npm complains about it, and better */
		mc_err_drop(err);
		return false;
	}
	return mc_json_count(mc_json_find_pointer(json, "/dependencies")) > 0 ||
	       mc_json_count(mc_json_find_pointer(json, "/devDependencies")) > 0;
}

/* The first package of requirements.txt that is not on this machine; whether it is readable is not our
 * business. */
static const char *missing_python_package(struct mc_arena *arena, const struct mc_toolbox *toolbox,
					  const char *dir)
{
	MC_AUTOTEXT path = mc_path_join(dir, "requirements.txt");
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (!mc_file_exists(path))
		return NULL;
	mc_err_drop(mc_buf_read_file(&text, path, MAX_SPEC_BYTES));
	return mc_install_missing_requirement(arena, toolbox, (struct mc_str){ text.ptr, text.len });
}

/* Both forms of GitHub Classroom. */
static struct mc_err *open_classroom(struct mc_exercise **exercise, struct mc_findings *findings,
				     const char *dir, const char *name)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTOTEXT path = mc_path_join(dir, name);
	struct mc_toolbox toolbox = { mc_sandbox_has_tool, mc_file_exists, lacks_node_packages(dir), NULL };

	toolbox.lacks_python_package = missing_python_package(&arena, &toolbox, dir);
	MC_TRY(mc_buf_read_file(&bytes, path, MAX_SPEC_BYTES));
	if (!strcmp(name, MC_CLASSROOM_FLOW_FILE))
		return mc_classroom_flow_parse(exercise, findings, dir, path, bytes.ptr, bytes.len, &toolbox);
	return mc_classroom_parse(exercise, findings, dir, path, bytes.ptr, bytes.len, &toolbox);
}

static struct mc_err *open_check50(struct mc_exercise **exercise, struct mc_findings *findings,
				   const char *dir, const char *name)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTOTEXT path = mc_path_join(dir, name);

	MC_TRY(mc_buf_read_file(&bytes, path, MC_YAML_MAX_BYTES));
	return mc_check50_parse(exercise, findings, dir, path, bytes.ptr, bytes.len);
}

static struct mc_err *open_hyf(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
			       const char *name)
{
	struct mc_toolbox toolbox = { mc_sandbox_has_tool, mc_file_exists, lacks_node_packages(dir), NULL };

	(void)name;
	return mc_hyf_open(exercise, findings, dir, &toolbox);
}

static struct mc_err *open_jest(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
				const char *name)
{
	(void)name;
	return mc_jest_open(exercise, findings, dir);
}

static struct mc_err *open_exercism(struct mc_exercise **exercise, struct mc_findings *findings,
				    const char *dir, const char *name)
{
	static const struct mc_toolbox toolbox = { mc_sandbox_has_tool, mc_file_exists, false, NULL };

	(void)name;
	return mc_exercism_open(exercise, findings, dir, &toolbox);
}

static struct mc_err *open_kattis(struct mc_exercise **exercise, struct mc_findings *findings,
				  const char *dir, const char *name)
{
	static const struct mc_toolbox toolbox = { mc_sandbox_has_tool, mc_file_exists, false, NULL };

	(void)name;
	return mc_kattis_open(exercise, findings, dir, &toolbox);
}

static struct mc_err *open_native(struct mc_exercise **exercise, struct mc_findings *findings,
				  const char *dir, const char *name)
{
	(void)name;
	return mc_exercise_open(exercise, findings, dir);
}

static struct mc_err *open_classroom50(struct mc_exercise **exercise, struct mc_findings *findings,
				       const char *dir, const char *name)
{
	static const struct mc_toolbox toolbox = { mc_sandbox_has_tool, mc_file_exists, false, NULL };
	static const struct mc_tree_filter all = MC_TREE_FILTER_ALL;
	MC_AUTO(mc_tree) bundle = MC_TREE_INIT;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTOTEXT path = mc_path_join(dir, name);

	MC_TRY(mc_buf_read_file(&bytes, path, MAX_SPEC_BYTES));
	MC_TRY(mc_tree_read_dir(&bundle, dir, &all));
	return mc_classroom50_parse(exercise, findings, dir, path, bytes.ptr, bytes.len, &bundle, &toolbox);
}

/* The name says little: other tools have such a file, too. */
static bool is_classroom50(const char *dir)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTOTEXT path = mc_path_join(dir, MC_CLASSROOM50_FILE);

	if (!mc_file_is_regular(path))
		return false;
	mc_err_drop(mc_buf_read_file(&bytes, path, MAX_SPEC_BYTES));
	return mc_classroom50_is_it(bytes.ptr ? bytes.ptr : "", bytes.len);
}

/* The formats, by the file that gives them away; the first that is there counts. */
static const struct {
	const char *format; /* as in MC_SPEC_FORMATS; NULL: ours */
	const char *name;
	struct mc_err *(*open)(struct mc_exercise **, struct mc_findings *, const char *dir,
			       const char *name);
} formats[] = {
	{ NULL, "exercise.json", open_native },
	{ "classroom", MC_CLASSROOM_FILE, open_classroom },
	{ "classroom", "autograding.json", open_classroom },
	{ "classroom", MC_CLASSROOM_FLOW_FILE, open_classroom },
	{ "exercism", MC_EXERCISM_FILE, open_exercism },
	{ "exercism", MC_EXERCISM_STUDENT_FILE, open_exercism },
	{ "check50", MC_CHECK50_FILE, open_check50 },
	{ "check50", MC_CHECK50_SHORT_FILE, open_check50 },
	{ "classroom50", MC_CLASSROOM50_FILE, open_classroom50 },
	{ "hyf", MC_HYF_FILE, open_hyf },
	{ "jest", "*.test.js", open_jest },
	{ "kattis", MC_KATTIS_FILE, open_kattis },
};

/* Whether dir holds what gives this format away. */
static bool is_there(const char *dir, size_t i)
{
	if (formats[i].open == open_classroom50)
		return is_classroom50(dir);
	return formats[i].open == open_jest ? mc_jest_is_folder(dir) : has_file(dir, formats[i].name);
}

const char *mc_spec_format_title(const char *format)
{
	static const char *const titles[][2] = {
#define X(name, title) { name, title },
		MC_SPEC_FORMATS(X)
#undef X
	};

	for (size_t i = 0; i < MC_COUNT(titles); i++) {
		if (!strcmp(titles[i][0], format))
			return titles[i][1];
	}
	return "migracode";
}

static bool is_wanted(size_t i, const char *format)
{
	return !format || (formats[i].format && !strcmp(formats[i].format, format));
}

bool mc_spec_is_there(const char *dir)
{
	for (size_t i = 0; i < MC_COUNT(formats); i++) {
		if (is_there(dir, i))
			return true;
	}
	return false;
}

/* "X (GitHub Classroom), Y (Exercism)": what gives the formats away. */
static void print_names(struct mc_buf *names, const char *format)
{
	for (size_t i = 0; i < MC_COUNT(formats); i++) {
		if (!is_wanted(i, format))
			continue;
		mc_buf_addf(names, "%s'%s'", names->len ? ", " : "", formats[i].name);
		if (formats[i].format)
			mc_buf_addf(names, " (%s)", mc_spec_format_title(formats[i].format));
	}
}

struct mc_err *mc_spec_open_as(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
			       const char *format)
{
	MC_AUTO(mc_buf) names = MC_BUF_INIT;

	for (size_t i = 0; i < MC_COUNT(formats); i++) {
		if (is_wanted(i, format) && is_there(dir, i))
			return formats[i].open(exercise, findings, dir, formats[i].name);
	}
	if (!mc_file_is_dir(dir))
		return mc_err_new(MC_E_INPUT, _("there is no folder '%s'"), dir);
	print_names(&names, format);
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' holds no exercise"), dir), _("looked for %s"),
			   names.ptr);
}

struct mc_err *mc_spec_open(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir)
{
	return mc_spec_open_as(exercise, findings, dir, NULL);
}

bool mc_spec_is_ours(const char *dir)
{
	return has_file(dir, "exercise.json") || has_file(dir, "module.json") ||
	       has_file(dir, "curriculum.json");
}

bool mc_spec_is_foreign(const char *dir)
{
	bool is_ours = mc_spec_is_ours(dir);

	for (size_t i = 1; !is_ours && i < MC_COUNT(formats); i++) {
		if (is_there(dir, i))
			return true;
	}
	return false;
}
