/* SPDX-License-Identifier: MIT */
#include "report/document.h"

#include <string.h>

#include "base/i18n.h"
#include "base/time.h"
#include "result/reason.h"
#include "result/result_json.h"

void mc_document_release(struct mc_document *document)
{
	mc_json_free(document->json);
	mc_arena_release(&document->arena);
	*document = (struct mc_document)MC_DOCUMENT_INIT;
}

/* ---- values ---- */

static const char *text_of(const struct mc_json_node *node, const char *key, const char *fallback)
{
	const char *text = mc_json_as_text(mc_json_find(node, key));

	return text ? text : fallback;
}

/* A number with three digits behind the point, as thousandths. */
static int64_t thousandths_of(const struct mc_json_node *node, const char *key)
{
	double number = 0;

	if (!mc_json_as_number(&number, mc_json_find(node, key)) || !(number > -1e12 && number < 1e12))
		return 0;
	return (int64_t)(number * 1000 + (number < 0 ? -0.5 : 0.5));
}

static uint64_t count_of(const struct mc_json_node *node, const char *key)
{
	double number = 0;

	if (!mc_json_as_number(&number, mc_json_find(node, key)) || number < 0 || number > 1e15)
		return 0;
	return (uint64_t)number;
}

static double number_of(const struct mc_json_node *node, const char *key)
{
	double number = 0;

	(void)mc_json_as_number(&number, mc_json_find(node, key));
	return number;
}

static bool truth_of(const struct mc_json_node *node, const char *key)
{
	bool value = false;

	(void)mc_json_as_bool(&value, mc_json_find(node, key));
	return value;
}

static struct mc_err *verdict_of(enum mc_verdict *verdict, const struct mc_json_node *node)
{
	const char *name = text_of(node, "verdict", "");

	if (mc_verdict_find(verdict, name))
		return NULL;
	return mc_err_new(MC_E_INPUT, _("'%s' is no verdict"), name);
}

/* ---- parts ---- */

static void read_compare(struct mc_compare *compare, const struct mc_json_node *node)
{
	const char *name = text_of(node, "mode", "exact");

	compare->mode = MC_COMPARE_EXACT;
	for (enum mc_comparison mode = MC_COMPARE_TOKENS; mode <= MC_COMPARE_JSON; mode++) {
		if (!strcmp(mc_comparison_name(mode), name))
			compare->mode = mode;
	}
	compare->is_case_sensitive = truth_of(node, "case_sensitive");
	compare->float_absolute = number_of(node, "float_absolute");
	compare->float_relative = number_of(node, "float_relative");
	compare->is_trimmed = truth_of(node, "trimmed");
}

static void read_reason(struct mc_document_test *test, const struct mc_json_node *node)
{
	const struct mc_json_node *reason = mc_json_find(node, "reason");

	test->code = text_of(reason, "code", "");
	test->reason = text_of(reason, "text", "");
	if (!strcmp(test->code, mc_reason_name(MC_REASON_NEED_FAILED)))
		test->need = text_of(mc_json_find(reason, "params"), "subject", NULL);
}

static struct mc_err *read_cases(struct mc_arena *arena, struct mc_document_test *test,
				 const struct mc_json_node *node)
{
	const struct mc_json_node *list = mc_json_find(node, "list");
	struct mc_document_case *cases = mc_arena_alloc(arena, (mc_json_count(list) + 1) * sizeof(*cases));

	test->case_passed = count_of(node, "passed");
	test->case_total = count_of(node, "total");
	test->cases = cases;
	for (const struct mc_json_node *n = mc_json_first(list); n; n = mc_json_next(n)) {
		struct mc_document_case *item = &cases[test->case_count++];

		item->name = text_of(n, "name", "");
		item->message = text_of(n, "message", NULL);
		MC_TRY(verdict_of(&item->verdict, n));
	}
	return NULL;
}

/* What tests and the build step have in common. */
static struct mc_err *read_common(struct mc_document_test *test, const struct mc_json_node *node)
{
	MC_TRY(verdict_of(&test->verdict, node));
	test->wall_us = (uint64_t)thousandths_of(node, "ms");
	test->output = text_of(node, "output", NULL);
	test->lost_bytes = count_of(node, "lost_bytes");
	read_reason(test, node);
	return NULL;
}

static struct mc_err *read_test(struct mc_arena *arena, struct mc_document_test *test,
				const struct mc_json_node *node)
{
	test->id = text_of(node, "id", "");
	test->title = text_of(node, "title", test->id);
	test->title = *test->title ? test->title : test->id;
	test->is_hidden = truth_of(node, "hidden");
	test->is_extra = truth_of(node, "extra");
	if (test->is_extra)
		test->title = mc_arena_format(arena, "%s (%s)", test->title, _("extra points"));
	test->points = thousandths_of(node, "points");
	test->max = thousandths_of(node, "max");
	test->hint = text_of(node, "hint", NULL);
	test->command = text_of(node, "command", NULL);
	test->expected = text_of(node, "expected", NULL);
	test->actual = text_of(node, "actual", NULL);
	read_compare(&test->compare, mc_json_find(node, "compare"));
	MC_TRY(read_common(test, node));
	return read_cases(arena, test, mc_json_find(node, "cases"));
}

static struct mc_err *read_tests(struct mc_document *document, const struct mc_json_node *root)
{
	const struct mc_json_node *list = mc_json_find(root, "tests");
	const struct mc_json_node *build = mc_json_find(root, "build");
	struct mc_document_test *tests =
		mc_arena_alloc(&document->arena, (mc_json_count(list) + 1) * sizeof(*tests));

	document->tests = tests;
	for (const struct mc_json_node *n = mc_json_first(list); n; n = mc_json_next(n))
		MC_TRY(read_test(&document->arena, &tests[document->test_count++], n));
	document->has_build = build != NULL;
	document->build = (struct mc_document_test){ .id = "build", .title = _("building the program") };
	return build ? read_common(&document->build, build) : NULL;
}

static struct mc_err *read_root(struct mc_document *document, const struct mc_json_node *root)
{
	const char *schema = text_of(root, "schema", "");

	if (strcmp(schema, MC_RESULT_SCHEMA) != 0)
		return mc_err_new(MC_E_INPUT, _("the document is '%s' and not '%s'"), schema,
				  MC_RESULT_SCHEMA);
	document->submission = text_of(root, "submission", NULL);
	document->commit = text_of(root, "commit", NULL);
	document->exercise = text_of(root, "exercise", "");
	document->title = text_of(root, "title", document->exercise);
	document->spec = text_of(root, "spec", "");
	document->tree = text_of(root, "tree", "");
	document->version = text_of(mc_json_find(root, "tool"), "version", "");
	document->protection = text_of(mc_json_find(root, "protection"), "level", "");
	document->points = thousandths_of(root, "points");
	document->max = thousandths_of(root, "max");
	document->wall_us = (uint64_t)thousandths_of(root, "ms");
	document->code = text_of(mc_json_find(root, "reason"), "code", "");
	document->reason = text_of(mc_json_find(root, "reason"), "text", "");
	(void)mc_time_read_ms(&document->committed_ms, text_of(root, "committed_at", ""));
	(void)mc_time_read_ms(&document->started_ms, text_of(root, "started_at", ""));
	MC_TRY(verdict_of(&document->verdict, root));
	return read_tests(document, root);
}

struct mc_err *mc_document_read(struct mc_document *document, struct mc_str text)
{
	MC_AUTO(mc_document) made = MC_DOCUMENT_INIT;

	MC_TRY_AS(mc_json_open_up_to(&made.json, NULL, text.ptr, text.len, MC_DOCUMENT_MAX_BYTES),
		  _("cannot read a result"));
	made.raw = text;
	MC_TRY_AS(read_root(&made, mc_json_root(made.json)), _("cannot read a result"));
	*document = made;
	made = (struct mc_document)MC_DOCUMENT_INIT;
	return NULL;
}

/* ---- questions ---- */

const char *mc_document_name(const struct mc_document *document)
{
	return document->submission ? document->submission : document->exercise;
}

const struct mc_document_test *mc_document_first_failed(const struct mc_document *document)
{
	if (document->has_build && document->build.verdict != MC_PASS)
		return &document->build;
	for (size_t i = 0; i < document->test_count; i++) {
		enum mc_verdict verdict = document->tests[i].verdict;

		if (verdict != MC_PASS && verdict != MC_SKIPPED && verdict != MC_NOT_RUN)
			return &document->tests[i];
	}
	return NULL;
}

/* Reasons that come before any test could look at what the program does. */
static bool is_early(const char *code)
{
	static const enum mc_reason_code early[] = { MC_REASON_BUILD, MC_REASON_MISSING_FILE,
						     MC_REASON_TOO_LARGE };

	for (size_t i = 0; i < MC_COUNT(early); i++) {
		if (!strcmp(code, mc_reason_name(early[i])))
			return true;
	}
	return false;
}

bool mc_document_is_unrun(const struct mc_document *document)
{
	for (size_t i = 0; i < document->test_count; i++) {
		const struct mc_document_test *test = &document->tests[i];
		bool is_silent = test->verdict == MC_SKIPPED || test->verdict == MC_NOT_RUN ||
				 (test->verdict == MC_ERROR && is_early(test->code));

		if (!is_silent)
			return false;
	}
	return true;
}

void mc_document_add_why(struct mc_buf *out, const struct mc_document *document)
{
	mc_buf_addz(out, document->reason);
	for (size_t i = 0; !*document->reason && i < document->test_count; i++) {
		const struct mc_document_test *test = &document->tests[i];

		if (test->verdict == MC_PASS || test->verdict == MC_NOT_RUN)
			continue;
		mc_buf_addf(out, "%s: %s", test->id, test->reason);
		return;
	}
}
