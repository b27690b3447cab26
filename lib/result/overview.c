/* SPDX-License-Identifier: MIT */
#include "result/overview.h"

#include <string.h>

#include "base/i18n.h"
#include "ext/unicode.h"
#include "result/points.h"
#include "result/reason.h"
#include "result/result_part.h"

/* Room for "12.5/14". */
enum { POINTS_COLUMNS = 7 };

void mc_overview_total(enum mc_verdict *verdict, int64_t *points, int64_t *max,
		       const struct mc_overview *overview)
{
	/* The rules for tests are in one place: exercises are passed to them as if they were tests. */
	MC_AUTO(mc_result) whole = { 0 };
	struct mc_test *tests = mc_arena_alloc(&whole.arena, overview->count * sizeof(*tests));
	struct mc_exercise exercise = { .tests = tests, .test_count = overview->count };

	whole.exercise = &exercise;
	whole.tests = mc_arena_alloc(&whole.arena, overview->count * sizeof(*whole.tests));
	whole.test_count = overview->count;
	for (size_t i = 0; i < overview->count; i++) {
		tests[i].points = overview->results[i].max;
		whole.tests[i].test = &tests[i];
		whole.tests[i].verdict = overview->results[i].verdict;
		whole.tests[i].points = overview->results[i].points;
	}
	mc_result_total(&whole);
	*verdict = whole.verdict;
	*points = whole.points;
	*max = whole.max;
}

static void write_points(struct mc_json_writer *writer, enum mc_verdict verdict, int64_t points, int64_t max)
{
	mc_json_key_text(writer, "verdict", mc_verdict_name(verdict));
	mc_result_write_points(writer, "points", points, verdict);
	mc_result_write_points(writer, "max", max, MC_PASS);
}

/* Why an exercise is no pass: the reason of the whole, else of its first test that did not pass. */
static struct mc_reason first_reason(const struct mc_result *result)
{
	if (result->reason.code != MC_REASON_NONE)
		return result->reason;
	const struct mc_test_result *test = mc_result_first_no_pass(result);

	return test ? mc_result_told_reason(test, false) : (struct mc_reason){ .code = MC_REASON_NONE };
}

static void write_exercise(struct mc_json_writer *writer, const struct mc_result *result, const char *lang)
{
	const struct mc_reason reason = first_reason(result);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_json_start(writer, '{');
	mc_json_key_text(writer, "id", result->exercise->id);
	mc_json_key_text(writer, "title", mc_words_pick(&result->exercise->title, lang));
	mc_json_key_text(writer, "kind", "exercise");
	write_points(writer, result->verdict, result->points, result->max);
	mc_json_key(writer, "ms");
	mc_json_thousandths(writer, (int64_t)result->wall_us);
	mc_json_key(writer, "reason");
	if (reason.code == MC_REASON_NONE) {
		mc_json_null(writer);
	} else {
		mc_reason_print(&text, &reason);
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "code", mc_reason_name(reason.code));
		mc_json_key_text(writer, "text", text.ptr);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

void mc_overview_write_json(struct mc_json_writer *writer, const struct mc_overview *overview,
			    const struct mc_result_json *options)
{
	enum mc_verdict verdict;
	int64_t points, max;

	mc_overview_total(&verdict, &points, &max, overview);
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "schema", MC_RESULT_SCHEMA);
	mc_json_key_text(writer, "exercise", overview->name);
	write_points(writer, verdict, points, max);
	mc_json_key(writer, "tests");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < overview->count; i++)
		write_exercise(writer, &overview->results[i], options->lang);
	mc_json_end(writer);
	mc_result_write_protection(writer, &overview->results[0].protection);
	mc_json_key(writer, "exercises");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < overview->count; i++)
		mc_result_write_json(writer, &overview->results[i], options);
	mc_json_end(writer);
	mc_json_end(writer);
}

void mc_overview_print(struct mc_buf *text, const struct mc_overview *overview,
		       const struct mc_print_style *style, const char *lang)
{
	enum mc_verdict verdict;
	int64_t points, max;
	size_t width = 0;

	for (size_t i = 0; i < overview->count; i++) {
		size_t own = strlen(overview->results[i].exercise->id);

		width = own > width ? own : width;
	}
	for (size_t i = 0; i < overview->count; i++) {
		const struct mc_result *result = &overview->results[i];
		const char *title = mc_words_pick(&result->exercise->title, lang);

		mc_buf_addf(text, "%-*s  ", (int)width, result->exercise->id);
		mc_result_add_word_cell(text, style, result->verdict);
		size_t start = text->len;

		mc_points_print(text, result->verdict, result->points, result->max);
		mc_result_add_spaces(text, text->len - start < POINTS_COLUMNS
						   ? POINTS_COLUMNS - (text->len - start)
						   : 0);
		mc_buf_addf(text, "  %s\n", title ? title : "");
	}
	mc_overview_total(&verdict, &points, &max, overview);
	mc_buf_addf(text, "\n%s: ", _("all points"));
	mc_points_print(text, verdict, points, max);
	mc_buf_addc(text, '\n');
}
