/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include <string.h>

#include "base/i18n.h"
#include "ext/regex.h"
#include "os/file.h"

void mc_exercise_check_regex(const struct mc_spec *spec, const struct mc_json_node *node, const char *pattern)
{
	struct mc_regex *regex = NULL;
	MC_AUTOPTR(mc_err) err = mc_regex_open(&regex, NULL, pattern, MC_REGEX_MULTILINE);

	mc_regex_free(regex);
	if (err)
		mc_spec_error(spec, node, err->hint, "%s", err->msg);
}

/* Largest text of a test that stands in a file of its own. */
enum { MAX_FILE_BYTES = 16 * 1024 * 1024 };

/* Students get the texts of tests that are not hidden, so these must not come from where students may not
 * look. */
static void check_openness(const struct mc_test *test, const struct mc_spec *spec,
			   const struct mc_json_node *node, const char *path)
{
	static const char *const closed[] = { "private/", "solution/", "wrong/" };

	for (size_t i = 0; i < MC_COUNT(closed) && !test->is_hidden; i++) {
		if (!strncmp(path, closed[i], strlen(closed[i])))
			mc_spec_error(spec, node, _("set 'hidden' to true, or move the file to 'tests/'"),
				      _("students get this test, but not the file '%s'"), path);
	}
}

static void read_from_file(struct mc_str *text, const struct mc_test *test, const struct mc_spec *spec,
			   const struct mc_json_node *node)
{
	static const char *const keys[] = { "file" };
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	const char *path = NULL;

	(void)mc_spec_object(spec, node, keys, MC_COUNT(keys));
	mc_spec_path(&path, spec, mc_spec_need(spec, node, "file"));
	if (!path)
		return;
	check_openness(test, spec, mc_json_find(node, "file"), path);
	if (!spec->dir)
		return;
	MC_AUTOPTR(mc_err) err = mc_file_read_below(&bytes, spec->dir, path, MAX_FILE_BYTES);

	if (err)
		mc_spec_error(spec, mc_json_find(node, "file"), err->hint, "%s", err->msg);
	else
		*text = (struct mc_str){ mc_arena_copy(spec->arena, bytes.ptr, bytes.len), bytes.len };
}

/* A text, or {"file": path} with the text in that file. */
void mc_kind_read_content(struct mc_str *text, const struct mc_test *test, const struct mc_spec *spec,
			  const struct mc_json_node *node)
{
	*text = (struct mc_str){ "", 0 };
	if (mc_json_type(node) == MC_JSON_OBJECT)
		read_from_file(text, test, spec, node);
	else if (mc_json_type(node) == MC_JSON_TEXT)
		*text = mc_str(mc_arena_strdup(spec->arena, mc_json_as_text(node)));
	else
		mc_spec_error(spec, node, NULL, "%s", _("expected a text, or an object with the key 'file'"));
}

static const char *const mode_names[] = {
#define X(constant, name) [constant] = name,
	MC_COMPARISONS(X)
#undef X
};

const char *mc_comparison_name(enum mc_comparison mode)
{
	return mode_names[mode];
}

static bool has_numbers(enum mc_comparison mode)
{
	return mode == MC_COMPARE_TOKENS || mode == MC_COMPARE_JSON;
}

static bool has_case(enum mc_comparison mode)
{
	return mode == MC_COMPARE_TOKENS || mode == MC_COMPARE_CONTAINS;
}

static bool has_trim(enum mc_comparison mode)
{
	return mode == MC_COMPARE_EXACT || mode == MC_COMPARE_CONTAINS || mode == MC_COMPARE_REGEX;
}

static void check_meaning(const struct mc_compare *compare, const struct mc_spec *spec,
			  const struct mc_json_node *node)
{
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		const char *key = mc_json_key_of(n);
		bool is_float = !strncmp(key, "float", 5) && !has_numbers(compare->mode);
		bool is_case = !strcmp(key, "case") && !has_case(compare->mode);
		bool is_trim = !strcmp(key, "trim") && !has_trim(compare->mode);

		if (is_float || is_case || is_trim)
			mc_spec_key_error(spec, n, NULL, _("'%s' has no meaning with the comparison '%s'"),
					  key, mode_names[compare->mode]);
	}
}

void mc_kind_read_compare(struct mc_compare *compare, const struct mc_spec *spec,
			  const struct mc_json_node *node)
{
	static const char *const keys[] = { "mode",  "case",	       "trim",
					    "float", "float_absolute", "float_relative" };
	double tolerance = 0;
	size_t mode = MC_COMPARE_TOKENS;

	if (!node)
		return;
	if (mc_json_type(node) == MC_JSON_TEXT) {
		(void)mc_spec_choice(&mode, spec, node, mode_names, MC_COUNT(mode_names));
		compare->mode = (enum mc_comparison)mode;
		return;
	}
	if (!mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	bool is_known = !mc_json_find(node, "mode") || mc_spec_choice(&mode, spec, mc_json_find(node, "mode"),
								      mode_names, MC_COUNT(mode_names));

	compare->mode = (enum mc_comparison)mode;
	mc_spec_bool(&compare->is_case_sensitive, spec, mc_json_find(node, "case"));
	mc_spec_bool(&compare->is_trimmed, spec, mc_json_find(node, "trim"));
	mc_spec_number(&tolerance, spec, mc_json_find(node, "float"), 0, 1e9);
	compare->float_absolute = compare->float_relative = tolerance;
	mc_spec_number(&compare->float_absolute, spec, mc_json_find(node, "float_absolute"), 0, 1e9);
	mc_spec_number(&compare->float_relative, spec, mc_json_find(node, "float_relative"), 0, 1e9);
	if (is_known)
		check_meaning(compare, spec, node);
}

static void check_json(const struct mc_spec *spec, const struct mc_json_node *node,
		       const struct mc_expect *expect)
{
	struct mc_json *json = NULL;
	MC_AUTOPTR(mc_err) err = mc_json_open(&json, NULL, expect->text, expect->len);

	if (err)
		mc_spec_error(spec, node, err->hint, _("the expected text is not JSON: %s"), err->msg);
	mc_json_free(json);
}

void mc_kind_read_expect(struct mc_expect *expect, const struct mc_test *test, const struct mc_spec *spec,
			 const struct mc_json_node *node, const struct mc_compare *compare)
{
	size_t error_count = spec->findings->error_count;
	struct mc_str text;

	if (!node)
		return;
	mc_kind_read_content(&text, test, spec, node);
	*expect = (struct mc_expect){
		.is_given = true, .text = text.ptr, .len = text.len, .compare = *compare
	};
	bool has_text = spec->findings->error_count == error_count &&
			(spec->dir || mc_json_type(node) == MC_JSON_TEXT);

	if (has_text && compare->mode == MC_COMPARE_REGEX)
		mc_exercise_check_regex(spec, node, expect->text);
	if (has_text && compare->mode == MC_COMPARE_JSON)
		check_json(spec, node, expect);
	if (has_text && compare->mode == MC_COMPARE_CONTAINS && expect->len == 0)
		mc_spec_error(spec, node, NULL, "%s",
			      _("every text contains the empty text: this is always true"));
}
