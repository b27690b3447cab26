/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"

enum { MAX_COUNT = 1000000 };

static void read_regex(const char **regex, const struct mc_spec *spec, const struct mc_json_node *node)
{
	mc_spec_text(regex, spec, node);
	if (*regex && (*regex)[0])
		mc_exercise_check_regex(spec, node, *regex);
}

/* One element of "present" or "absent": a regex, or an object that says why, too. */
static void read_pattern(struct mc_pattern *pattern, const struct mc_spec *spec,
			 const struct mc_json_node *node)
{
	static const char *const keys[] = { "regex", "why" };

	pattern->regex = "";
	if (mc_json_type(node) == MC_JSON_TEXT) {
		read_regex(&pattern->regex, spec, node);
	} else if (mc_spec_object(spec, node, keys, MC_COUNT(keys))) {
		read_regex(&pattern->regex, spec, mc_spec_need(spec, node, "regex"));
		mc_spec_words(&pattern->why, spec, mc_json_find(node, "why"));
	}
}

static void read_counted(struct mc_pattern *pattern, const struct mc_spec *spec,
			 const struct mc_json_node *node)
{
	static const char *const keys[] = { "regex", "min", "max", "why" };

	pattern->regex = "";
	pattern->max = UINT32_MAX;
	if (!mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	read_regex(&pattern->regex, spec, mc_spec_need(spec, node, "regex"));
	mc_spec_words(&pattern->why, spec, mc_json_find(node, "why"));
	mc_spec_integer(&pattern->min, spec, mc_json_find(node, "min"), 0, MAX_COUNT);
	mc_spec_integer(&pattern->max, spec, mc_json_find(node, "max"), 0, MAX_COUNT);
	if (!mc_json_find(node, "min") && !mc_json_find(node, "max"))
		mc_spec_error(spec, node, NULL, "%s", _("give 'min', 'max' or both"));
	else if (pattern->min > pattern->max)
		mc_spec_error(spec, mc_json_find(node, "min"), NULL, "%s", _("'min' is larger than 'max'"));
}

enum list { PRESENT, ABSENT, COUNTED };

static const char *const lists[] = { [PRESENT] = "present", [ABSENT] = "absent", [COUNTED] = "count" };

static void read_list(struct mc_test *test, const struct mc_spec *spec, const struct mc_json_node *node,
		      enum list list)
{
	if (!mc_spec_is(spec, node, MC_JSON_ARRAY))
		return;
	if (!mc_json_first(node))
		mc_spec_error(spec, node, NULL, _("the array needs at least %zu values"), (size_t)1);
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		struct mc_pattern *pattern = &test->patterns[test->pattern_count++];

		if (list == COUNTED) {
			read_counted(pattern, spec, n);
			continue;
		}
		pattern->min = list == PRESENT;
		pattern->max = list == PRESENT ? UINT32_MAX : 0;
		read_pattern(pattern, spec, n);
	}
}

static void read_skip(struct mc_test *test, const struct mc_spec *spec, const struct mc_json_node *node)
{
	static const char *const names[] = { "comments", "strings" };
	size_t choice;

	if (!mc_spec_is(spec, node, MC_JSON_ARRAY))
		return;
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		if (!mc_spec_choice(&choice, spec, n, names, MC_COUNT(names)))
			continue;
		bool *skips = choice == 0 ? &test->skips_comments : &test->skips_strings;

		if (*skips)
			mc_spec_error(spec, n, NULL, _("'%s' stands twice in the array"), names[choice]);
		*skips = true;
	}
}

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;
	size_t room = 1;
	bool has_list = false;

	for (size_t i = 0; i < MC_COUNT(lists); i++) {
		room += mc_json_count(mc_json_find(node, lists[i]));
		has_list |= mc_json_find(node, lists[i]) != NULL;
	}
	test->sources = reading->exercise->submit;
	test->patterns = mc_arena_alloc(spec->arena, room * sizeof(*test->patterns));
	mc_spec_texts(&test->sources, spec, mc_json_find(node, "files"), MC_SPEC_GLOBS, 1);
	for (size_t i = 0; i < MC_COUNT(lists); i++)
		read_list(test, spec, mc_json_find(node, lists[i]), (enum list)i);
	read_skip(test, spec, mc_json_find(node, "skip"));
	if (!has_list)
		mc_spec_error(spec, node, NULL, "%s",
			      _("a test of kind 'source' needs 'present', 'absent' or 'count'"));
}

static bool is_present(const struct mc_pattern *pattern)
{
	return pattern->min == 1 && pattern->max == UINT32_MAX;
}

static bool is_absent(const struct mc_pattern *pattern)
{
	return pattern->min == 0 && pattern->max == 0;
}

static void write_pattern(struct mc_exercise_writing *writing, const struct mc_pattern *pattern,
			  bool is_counted)
{
	struct mc_json_writer *json = &writing->json;

	if (!is_counted && pattern->why.count == 0) {
		mc_json_text(json, pattern->regex);
		return;
	}
	mc_json_start(json, '{');
	mc_json_key_text(json, "regex", pattern->regex);
	if (is_counted && (pattern->min > 0 || pattern->max == UINT32_MAX))
		mc_json_key_int(json, "min", pattern->min);
	if (is_counted && pattern->max != UINT32_MAX)
		mc_json_key_int(json, "max", pattern->max);
	mc_write_words(writing, "why", &pattern->why);
	mc_json_end(json);
}

static void write_list(struct mc_exercise_writing *writing, const struct mc_test *test, enum list list,
		       size_t first, size_t end)
{
	if (first == end)
		return;
	mc_json_key(&writing->json, lists[list]);
	mc_json_start(&writing->json, '[');
	for (size_t i = first; i < end; i++)
		write_pattern(writing, &test->patterns[i], list == COUNTED);
	mc_json_end(&writing->json);
}

/* The patterns stand in the order of the lists. */
static void write_keys(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	size_t absent = 0, counted;

	if (test->sources.items != writing->exercise->submit.items)
		mc_write_texts(writing, "files", &test->sources);
	while (absent < test->pattern_count && is_present(&test->patterns[absent]))
		absent++;
	for (counted = absent; counted < test->pattern_count && is_absent(&test->patterns[counted]);)
		counted++;
	write_list(writing, test, PRESENT, 0, absent);
	write_list(writing, test, ABSENT, absent, counted);
	write_list(writing, test, COUNTED, counted, test->pattern_count);
	if (!test->skips_comments && !test->skips_strings)
		return;
	mc_json_key(&writing->json, "skip");
	mc_json_start(&writing->json, '[');
	if (test->skips_comments)
		mc_json_text(&writing->json, "comments");
	if (test->skips_strings)
		mc_json_text(&writing->json, "strings");
	mc_json_end(&writing->json);
}

/* Endings of languages in which comments are known: see source/blank.h. */
static bool may_have_comments(const struct mc_texts *globs)
{
	static const char *const endings[] = { ".c",   ".h",   ".cc", ".cpp",  ".cs",	".js",
					       ".mjs", ".jsx", ".ts", ".tsx",  ".java", ".go",
					       ".css", ".py",  ".sh", ".bash", ".sql",	".html" };

	for (size_t i = 0; i < globs->count; i++) {
		const char *dot = strrchr(globs->items[i], '.');

		for (size_t k = 0; dot && k < MC_COUNT(endings); k++) {
			if (!strcmp(endings[k], dot))
				return true;
		}
	}
	return false;
}

/* A comment that says what should be done is not doing it. */
static void lint(const struct mc_spec *spec, const struct mc_exercise *exercise, const struct mc_test *test,
		 const struct mc_json_node *node)
{
	const struct mc_texts *files = test->sources.count ? &test->sources : &exercise->submit;
	bool is_wanted = false;

	for (size_t i = 0; i < test->pattern_count; i++)
		is_wanted |= test->patterns[i].min > 0;
	if (is_wanted && !mc_json_find(node, "skip") && may_have_comments(files))
		mc_spec_warning(spec, node,
				_("give 'skip': [\"comments\", \"strings\"], or [] to look at all"),
				_("a comment can satisfy the patterns of the test '%s'"), test->id);
	if (mc_json_find(node, "files"))
		mc_kind_lint_globs(spec, exercise, &test->sources, mc_json_find(node, "files"));
}

static const char *const keys[] = { "files", "present", "absent", "count", "skip" };

const struct mc_kind mc_kind_source = {
	.keys = keys,
	.key_count = MC_COUNT(keys),
	.read = read_keys,
	.lint = lint,
	.write = write_keys,
};
