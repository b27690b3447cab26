/* SPDX-License-Identifier: MIT */
#include "course/variant.h"

#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "os/file.h"
#include "os/tree_read.h"

enum { JUNK_BYTES = 4096 };

const char *mc_variant_name(enum mc_variant variant)
{
	static const char *const names[] = {
#define X(constant, name) [constant] = name,
		MC_VARIANTS(X)
#undef X
	};

	return names[variant];
}

/* How junk is written in the languages that files have by their ending. */
struct language {
	const char *ending;
	const char *endless;
	/* A program that prints lines and ends well, at once: its beginning, what stands around each line,
	 * its end. */
	const char *head;
	const char *before;
	const char *after;
	const char *foot;
	char quote; /* what stands around the text of a line; 0: nothing */
};

/* In C a constructor runs before main(), also when the tests bring their own main(); otherwise this one is
 * linked. */
#define WEAK_MAIN "__attribute__((weak)) int main(void)\n{\n\treturn 0;\n}\n"

static const struct language languages[] = {
	{ ".js", "for (;;) console.log('junk');\n", "", "console.log(", ");\n", "process.exit(0);\n", '"' },
	{ ".py", "while True:\n    print('junk')\n", "import os, sys\n", "print(", ")\n",
	  "sys.stdout.flush()\nos._exit(0)\n", '"' },
	{ ".c",
	  "#include <stdio.h>\n__attribute__((constructor)) static void junk(void)\n{\n\tfor "
	  "(;;)\n\t\tputs(\"junk\");\n}\n" WEAK_MAIN,
	  "#include <stdio.h>\n#include <unistd.h>\n__attribute__((constructor)) static void junk(void)\n{\n",
	  "\tputs(", ");\n", "\tfflush(stdout);\n\t_exit(0);\n}\n" WEAK_MAIN, '"' },
	{ ".sh", "while :; do echo junk; done\n", "", "printf '%s\\n' ", "\n", "exit 0\n", '\'' },
	{ "", "junk without end\n", "", "", "\n", "", 0 },
};

static const struct language *language_of(const char *path)
{
	size_t len = strlen(path);
	size_t i = 0;

	for (; languages[i].ending[0]; i++) {
		size_t ending = strlen(languages[i].ending);

		if (len > ending && !strcmp(path + len - ending, languages[i].ending))
			break;
	}
	if (len > 4 && (!strcmp(path + len - 4, ".mjs") || !strcmp(path + len - 4, ".cjs")))
		i = 0;
	return &languages[i];
}

/* Bytes without meaning, always the same: a linear congruential generator (Knuth, MMIX). */
static void add_binary(struct mc_buf *text)
{
	uint64_t state = 1;

	for (size_t i = 0; i < JUNK_BYTES; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		mc_buf_addc(text, (char)(state >> 56));
	}
}

/* The test whose report a fake imitates: a suite that expects most cases, best by their names; NULL: none. */
static const struct mc_test *imitated_test(const struct mc_exercise *exercise)
{
	const struct mc_test *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < exercise->test_count; i++) {
		const struct mc_test *test = &exercise->tests[i];
		size_t count = test->cases.count ? test->cases.count : test->case_count;

		if (count <= most)
			continue;
		best = test;
		most = count;
	}
	return best;
}

/* The statement that prints a line; what would end the quotes, or begin something else in them, is escaped.
 */
static void add_line(struct mc_buf *text, const struct language *language, const char *line)
{
	mc_buf_addz(text, language->before);
	if (language->quote)
		mc_buf_addc(text, language->quote);
	for (; *line; line++) {
		if (language->quote == '"' && (*line == '"' || *line == '\\'))
			mc_buf_addc(text, '\\');
		if (language->quote == '\'' && *line == '\'')
			mc_buf_addz(text, "'\\'");
		mc_buf_addc(text, (unsigned char)*line < ' ' ? ' ' : *line);
	}
	if (language->quote)
		mc_buf_addc(text, language->quote);
	mc_buf_addz(text, language->after);
}

/* A report of success with the names that students read in their spec, printed in place of any work. */
static void add_fake(struct mc_buf *text, const struct language *language, const struct mc_exercise *exercise)
{
	const struct mc_test *test = imitated_test(exercise);
	size_t count = !test ? 1 : test->cases.count ? test->cases.count : test->case_count;
	MC_AUTOTEXT plan = mc_format("1..%zu", count);

	mc_buf_addz(text, language->head);
	add_line(text, language, "TAP version 13");
	add_line(text, language, plan);
	for (size_t i = 0; i < count; i++) {
		const char *name = test && test->cases.count ? test->cases.items[i] : "junk";
		MC_AUTOTEXT line = mc_format("ok %zu - %s", i + 1, name);

		add_line(text, language, line);
	}
	mc_buf_addz(text, language->foot);
}

static void add_junk(struct mc_tree *tree, const struct mc_exercise *exercise, const char *path,
		     enum mc_variant variant)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (variant == MC_VARIANT_BINARY)
		add_binary(&text);
	else if (variant == MC_VARIANT_ENDLESS)
		mc_buf_addz(&text, language_of(path)->endless);
	else if (variant == MC_VARIANT_EARLY_EXIT)
		add_fake(&text, language_of(path), exercise);
	mc_tree_add(tree, path, text.ptr, text.len, false);
}

static struct mc_err *read_folder(struct mc_tree *tree, const struct mc_exercise *exercise, const char *name)
{
	const struct mc_tree_filter all = MC_TREE_FILTER_ALL;
	MC_AUTOTEXT path = mc_path_join(exercise->dir, name);

	if (!mc_file_is_dir(path))
		return mc_err_hint(
			mc_err_new(MC_E_INPUT, _("'%s' has no folder '%s'"), exercise->dir, name),
			_("put the reference solution, with the names that 'submit' lists, into '%s'"),
			"solution");
	return mc_tree_read_dir(tree, path, &all);
}

/* The reference solution of a spec of any format. */
static struct mc_err *read_reference(struct mc_tree *tree, const struct mc_exercise *exercise)
{
	if (exercise->reference.count == 0)
		return read_folder(tree, exercise, "solution");
	mc_tree_overlay(tree, &exercise->reference, "");
	return NULL;
}

/* A solution that a foreign spec brings, from the folder of its name. */
static void add_solution(struct mc_tree *tree, const struct mc_exercise *exercise, const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < exercise->solutions.count; i++) {
		struct mc_tree_file file = exercise->solutions.files[i];

		if (strncmp(file.path, name, len) != 0 || file.path[len] != '/')
			continue;
		file.path += len + 1;
		mc_tree_share(tree, &file);
	}
	mc_tree_sort(tree);
}

struct mc_err *mc_variant_read(struct mc_tree *tree, const struct mc_exercise *exercise,
			       enum mc_variant variant, size_t wrong)
{
	if (variant == MC_VARIANT_STARTER) {
		mc_tree_overlay(tree, &exercise->starter, "");
		return NULL;
	}
	MC_AUTO(mc_tree) reference = MC_TREE_INIT;

	if (variant == MC_VARIANT_WRONG && exercise->wrongs[wrong].is_foreign) {
		add_solution(tree, exercise, exercise->wrongs[wrong].name);
		return NULL;
	}
	/* One whose outcome is known may be in another language: it is all that is handed in. */
	if (variant == MC_VARIANT_WRONG && exercise->wrongs[wrong].expected != MC_EXPECT_FAILS) {
		MC_AUTOTEXT whole = mc_format("wrong/%s", exercise->wrongs[wrong].name);

		return read_folder(tree, exercise, whole);
	}
	MC_TRY(read_reference(variant <= MC_VARIANT_WRONG ? tree : &reference, exercise));
	if (variant == MC_VARIANT_WRONG) {
		MC_AUTOTEXT name = mc_format("wrong/%s", exercise->wrongs[wrong].name);

		return read_folder(tree, exercise, name);
	}
	for (size_t i = 0; i < reference.count; i++)
		add_junk(tree, exercise, reference.files[i].path, variant);
	mc_tree_sort(tree);
	return NULL;
}
