/* SPDX-License-Identifier: MIT */
#include "course/lint_parts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "course/kind.h"
#include "os/file.h"

static const struct mc_json_node *test_node(const struct mc_spec *spec, size_t index, const char *key)
{
	const struct mc_json_node *test = mc_json_first(mc_json_find(mc_json_root(spec->json), "tests"));

	while (index-- > 0)
		test = mc_json_next(test);
	const struct mc_json_node *node = key ? mc_json_find(test, key) : NULL;

	return node ? node : test;
}

static bool is_needed(const struct mc_exercise *exercise, size_t index)
{
	for (size_t i = 0; i < exercise->test_count; i++) {
		for (size_t j = 0; j < exercise->tests[i].need_count; j++) {
			if (exercise->tests[i].needs[j] == index)
				return true;
		}
	}
	return false;
}

/* Words that are not there at all are another rule's business. */
static void check_words(const struct mc_spec *spec, const struct mc_test *test, size_t index,
			const struct mc_texts *languages)
{
	if (test->title.count > 0)
		mc_lint_words(spec, languages, &test->title, test_node(spec, index, "title"));
	if (test->hint.count > 0)
		mc_lint_words(spec, languages, &test->hint, test_node(spec, index, "hint"));
}

static void check_test(const struct mc_spec *spec, const struct mc_exercise *exercise, size_t index)
{
	const struct mc_test *test = &exercise->tests[index];

	if (test->hint.count == 0)
		mc_spec_warning(spec, test_node(spec, index, NULL),
				_("a hint asks the question that leads on"), _("the test '%s' has no hint"),
				test->id);
	/* A gate that others stand behind may well give nothing. */
	if (test->points == 0 && !is_needed(exercise, index))
		mc_spec_warning(spec, test_node(spec, index, "points"), NULL,
				_("the test '%s' gives no points, and no other test needs it"), test->id);
	if (mc_kind(test->kind)->lint)
		mc_kind(test->kind)->lint(spec, exercise, test, test_node(spec, index, NULL));
}

static bool is_asked_for(const struct mc_exercise *exercise, const char *path)
{
	for (size_t i = 0; i < exercise->submit.count; i++) {
		if (strcmp(exercise->submit.items[i], "**") != 0 &&
		    mc_str_is_match(exercise->submit.items[i], path))
			return true;
	}
	return false;
}

/* Two files of one name, one the student's and one the teacher's, confuse people even where they do not
 * clash. */
static void check_names(const struct mc_spec *spec, const struct mc_exercise *exercise)
{
	for (size_t i = 0; i < exercise->tests_files.count; i++) {
		const char *name = exercise->tests_files.files[i].path;
		MC_AUTO(mc_buf) path = MC_BUF_INIT;

		mc_buf_addf(&path, "tests/%s", name);
		if (is_asked_for(exercise, path.ptr) || is_asked_for(exercise, name))
			mc_spec_warning(spec, mc_json_find_pointer(spec->json, "/submit"), NULL,
					_("'%s' has the name of a file that students hand in"), path.ptr);
	}
}

static bool has_dir(const struct mc_spec *spec, const char *name)
{
	MC_AUTOTEXT path = mc_path_join(spec->dir, name);

	return mc_file_is_dir(path);
}

/* What the reader leaves open, because a student's workspace has none of these folders. */
static void check_folders(const struct mc_spec *spec, const struct mc_exercise *exercise)
{
	if (exercise->is_for_students)
		return;
	if (!has_dir(spec, "solution"))
		mc_spec_warning(spec, NULL, _("'migracode verify' needs it"), "%s",
				_("there is no folder 'solution' with the reference solution"));
	if (!has_dir(spec, "starter"))
		mc_spec_warning(spec, NULL, NULL, "%s",
				_("there is no folder 'starter' with what students start from"));
	if (has_dir(spec, "solution") || has_dir(spec, "wrong"))
		return;
	for (size_t i = 0; i < exercise->wrong_count; i++)
		mc_spec_error(spec, mc_json_find_pointer(spec->json, "/wrong"), NULL,
			      _("there is no folder 'wrong/%s'"), exercise->wrongs[i].name);
}

void mc_lint_exercise(const struct mc_spec *spec, const struct mc_exercise *exercise,
		      const struct mc_texts *languages)
{
	mc_lint_words(spec, languages, &exercise->title, mc_json_find_pointer(spec->json, "/title"));
	for (size_t i = 0; i < exercise->test_count; i++) {
		check_words(spec, &exercise->tests[i], i, languages);
		check_test(spec, exercise, i);
	}
	check_names(spec, exercise);
	check_folders(spec, exercise);
}

void mc_lint_words(const struct mc_spec *spec, const struct mc_texts *languages, const struct mc_words *words,
		   const struct mc_json_node *node)
{
	for (size_t i = 0; i < languages->count; i++) {
		size_t j = 0;

		while (j < words->count && strcmp(words->langs[j], languages->items[i]) != 0)
			j++;
		if (j == words->count)
			mc_spec_warning(spec, node, NULL,
					_("the text in '%s' is missing, which the curriculum lists"),
					languages->items[i]);
	}
}
