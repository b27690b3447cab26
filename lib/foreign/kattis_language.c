/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/str.h"
#include "course/exercise_new.h"
#include "foreign/kattis_parts.h"

/* Languages by the endings of their files; the tool builds or runs them. The rest of the package format's
 * languages is not tried. */
static const struct language {
	const char *name;
	const char *globs[6];
	const char *tool;
} languages[] = {
	{ "C", { "*.c" }, "gcc" },
	{ "C++", { "*.cc", "*.cpp", "*.cxx", "*.C", "*.c++" }, "g++" },
	{ "Python", { "*.py", "*.py3" }, "python3" },
	{ "Java", { "*.java" }, "javac" },
	{ "JavaScript", { "*.js" }, "node" },
	{ "shell", { "*.sh" }, "bash" },
};

static const char *const headers[] = { "*.h", "*.hh", "*.hpp" };

/*
 * Finds out the language, lays include/ over it, builds. The main file is the only one, one called main, or
 * the first. The words and flags are those of problemtools' languages.yaml but for -static.
 */
static const char script[] =
	"lang=\n"
	"take() {\n"
	"\tname=$1 id=$2 first=\n"
	"\tshift 2\n"
	"\tfor f; do\n"
	"\t\t[ -e \"$f\" ] || continue\n"
	"\t\t[ -n \"$first\" ] || { first=$f; own=$f; }\n"
	"\t\tcase $f in [mM][aA][iI][nN].*) own=$f ;; esac\n"
	"\tdone\n"
	"\t[ -n \"$first\" ] || return 0\n"
	"\tif [ -n \"$lang\" ]; then\n"
	"\t\techo \"hand in one program: here are files of $lang and of $name\" >&2\n"
	"\t\texit 1\n"
	"\tfi\n"
	"\tlang=$name folder=$id main=$own\n"
	"}\n"
	"take C c *.c\n"
	"take C++ cpp *.cc *.cpp *.cxx *.C *.c++\n"
	"take Python python3 *.py *.py3\n"
	"take Java java *.java\n"
	"take JavaScript javascript *.js\n"
	"take shell bash *.sh\n"
	"for d in include/default \"include/$folder\"; do\n"
	"\tif [ -n \"$lang\" ] && [ -d \"$d\" ]; then cp -R \"$d/.\" . || exit 1; fi\n"
	"done\n"
	"start() {\n"
	"\tprintf '#!/bin/sh\\nd=$(dirname \"$0\")\\nexec %s\\n' \"$1\" >program\n"
	"\tchmod +x program\n"
	"}\n"
	"quoted=$(printf %s \"$main\" | sed \"s/'/'\\\\\\\\''/g\")\n"
	"case $lang in\n"
	"C)\n"
	"\tgcc -g -O2 -std=gnu17 -o program ./*.c -lm\n"
	"\t;;\n"
	"C++)\n"
	"\tset --\n"
	"\tfor f in *.cc *.cpp *.cxx *.C *.c++; do [ ! -e \"$f\" ] || set -- \"$@\" \"./$f\"; done\n"
	"\tg++ -g -O2 -std=gnu++20 -o program \"$@\" -lpthread\n"
	"\t;;\n"
	"Python)\n"
	"\tpython3 -m py_compile \"./$main\" && start \"python3 \\\"\\$d\\\"/'$quoted' \\\"\\$@\\\"\"\n"
	"\t;;\n"
	"Java)\n"
	"\tjavac -encoding UTF-8 -sourcepath . -d . ./*.java && start \"java -XX:+UseSerialGC -Xss64m -cp "
	"\\\"\\$d\\\" "
	"'${quoted%.java}' \\\"\\$@\\\"\"\n"
	"\t;;\n"
	"JavaScript)\n"
	"\tnode --check \"./$main\" && start \"node \\\"\\$d\\\"/'$quoted' \\\"\\$@\\\"\"\n"
	"\t;;\n"
	"shell)\n"
	"\tbash -n \"./$main\" && start \"bash \\\"\\$d\\\"/'$quoted' \\\"\\$@\\\"\"\n"
	"\t;;\n"
	"*)\n"
	"\techo 'there is no program: the name of its file ends with .c, .cc, .py, .java, .js or .sh' >&2\n"
	"\texit 1\n"
	"\t;;\n"
	"esac\n";

struct mc_texts mc_kattis_sources(struct mc_kattis *kattis)
{
	const char *globs[MC_COUNT(languages) * MC_COUNT(languages[0].globs) + MC_COUNT(headers)];
	size_t count = 0;

	for (size_t i = 0; i < MC_COUNT(languages); i++) {
		for (size_t k = 0; k < MC_COUNT(languages[i].globs) && languages[i].globs[k]; k++)
			globs[count++] = languages[i].globs[k];
	}
	for (size_t i = 0; i < MC_COUNT(headers); i++)
		globs[count++] = headers[i];
	return mc_texts_copy(&kattis->exercise->arena, globs, count);
}

struct mc_texts mc_kattis_build(struct mc_kattis *kattis)
{
	const char *const argv[] = { "sh", "-c", script };

	return mc_texts_copy(&kattis->exercise->arena, argv, MC_COUNT(argv));
}

static const struct language *language_of(const char *path)
{
	for (size_t i = 0; i < MC_COUNT(languages); i++) {
		for (size_t k = 0; k < MC_COUNT(languages[i].globs) && languages[i].globs[k]; k++) {
			if (mc_str_is_match(languages[i].globs[k], path))
				return &languages[i];
		}
	}
	return NULL;
}

/* As problemtools tells it from Python 3: "#!/usr/bin/python2". */
static bool is_python2(const struct mc_tree_file *file)
{
	struct mc_str rest = { file->data, file->len };
	struct mc_str line;

	return mc_str_cut_line(&line, &rest) && line.len > 2 && !memcmp(line.ptr, "#!", 2) &&
	       memmem(line.ptr, line.len, "python2", strlen("python2"));
}

static bool is_header(const char *path)
{
	for (size_t i = 0; i < MC_COUNT(headers); i++) {
		if (mc_str_is_match(headers[i], path))
			return true;
	}
	return false;
}

bool mc_kattis_can_run(const char **why, struct mc_kattis *kattis, const struct mc_tree *tree,
		       const char *prefix)
{
	struct mc_arena *arena = &kattis->exercise->arena;
	const struct language *found = NULL;
	size_t len = strlen(prefix);

	*why = _("there is no program in it");
	for (size_t i = 0; i < tree->count; i++) {
		const char *path = tree->files[i].path + len;

		if (strncmp(tree->files[i].path, prefix, len) != 0 || is_header(path) || strchr(path, '/'))
			continue;
		const struct language *language = language_of(path);

		if (!language || is_python2(&tree->files[i])) {
			const char *dot = strrchr(path, '.');

			*why = mc_arena_format(arena, _("programs of the kind '%s' are not known"),
					       language ? "python2"
					       : dot	? dot
							: path);
			return false;
		}
		found = language;
	}
	if (found && kattis->toolbox->has_program(found->tool))
		return true;
	if (found)
		*why = mc_arena_format(arena, _("'%s' is not installed here"), found->tool);
	return false;
}
