/* SPDX-License-Identifier: MIT */
#include "report/explain.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/escape.h"
#include "result/diff.h"
#include "result/points.h"
#include "result/reason.h"
#include "result/result_text.h"

enum { OUTPUT_LINES = 15, OUTPUT_BYTES = 1500, CASES_SHOWN = 5 };

static const struct mc_print_style plain_style = { .width = MC_EXPLAIN_WIDTH };

const char *mc_explain_verdict(enum mc_verdict verdict)
{
	return mc_result_word(verdict);
}

void mc_explain_points(struct mc_buf *out, int64_t points, int64_t max)
{
	MC_AUTOTEXT text = mc_points_of(points, max);

	mc_buf_addz(out, text);
}

void mc_explain_reason(struct mc_buf *out, const struct mc_document_test *test)
{
	mc_escape_line(out, test->reason);
	if (test->verdict == MC_GRADER_ERROR)
		mc_buf_addf(out, "; %s", _("this is not the student's mistake: repair it and grade again"));
}

/* Where the last lines of a text start that are shown. */
static size_t tail_of(const char *text, size_t len)
{
	size_t at = len;
	size_t lines = 0;

	if (at > 0 && text[at - 1] == '\n')
		at--;
	while (at > 0 && len - at < OUTPUT_BYTES) {
		if (text[at - 1] == '\n' && ++lines == OUTPUT_LINES)
			break;
		at--;
	}
	while (at < len && ((unsigned char)text[at] & 0xc0) == 0x80)
		at++;
	return at;
}

static size_t head_of(const char *text, size_t len)
{
	size_t at = 0;

	for (size_t lines = 0; at < len && at < OUTPUT_BYTES && lines < OUTPUT_LINES; at++)
		lines += text[at] == '\n';
	while (at < len && ((unsigned char)text[at] & 0xc0) == 0x80)
		at++;
	return at;
}

static void end_line(struct mc_buf *out)
{
	if (out->len > 0 && out->ptr[out->len - 1] != '\n')
		mc_buf_addc(out, '\n');
}

void mc_explain_output(struct mc_buf *out, const struct mc_document_test *test)
{
	bool is_build = !strcmp(test->code, mc_reason_name(MC_REASON_BUILD));
	size_t len = test->output ? strlen(test->output) : 0;

	if (len == 0)
		return;
	size_t start = is_build ? 0 : tail_of(test->output, len);
	size_t end = is_build ? head_of(test->output, len) : len;
	MC_AUTOTEXT shown = mc_strndup(test->output + start, end - start);
	uint64_t left_out = len - (end - start) + test->lost_bytes;

	mc_escape_plain(out, shown);
	end_line(out);
	if (left_out > 0)
		mc_buf_addf(out,
			    NP_("%llu byte of it is not shown\n", "%llu bytes of it are not shown\n",
				left_out),
			    (unsigned long long)left_out);
}

bool mc_explain_diff(struct mc_buf *out, const struct mc_document_test *test)
{
	const struct mc_diff_limits limits = MC_DIFF_LIMITS;
	MC_AUTO(mc_diff) diff = MC_DIFF_INIT;

	if (!test->expected || !test->actual)
		return false;
	if (test->compare.mode == MC_COMPARE_CONTAINS || test->compare.mode == MC_COMPARE_REGEX) {
		mc_buf_addf(out, "%s\n",
			    test->compare.mode == MC_COMPARE_REGEX
				    ? _("expected is what this pattern matches:")
				    : _("expected somewhere in it:"));
		mc_escape_plain(out, test->expected);
		end_line(out);
		mc_buf_addf(out, "%s\n",
			    *test->actual ? _("what your program gave:") : _("your program gave nothing"));
		struct mc_document_test given = { .code = "", .output = test->actual };

		mc_explain_output(out, &given);
		return true;
	}
	mc_diff_make(&diff, &test->compare, mc_str(test->expected), mc_str(test->actual), &limits);
	mc_diff_print(out, &diff, &plain_style, NULL);
	return true;
}

void mc_explain_cases(struct mc_buf *out, const struct mc_document_test *test, size_t limit)
{
	size_t shown = 0;
	size_t more = 0;

	for (size_t i = 0; i < test->case_count; i++) {
		const struct mc_document_case *item = &test->cases[i];

		if (!mc_verdict_is_failed(item->verdict))
			continue;
		if (shown++ >= limit) {
			more++;
			continue;
		}
		mc_buf_addz(out, "- ");
		mc_escape_line(out, item->name);
		if (item->message && *item->message) {
			mc_buf_addz(out, ": ");
			MC_AUTOTEXT message = mc_strndup(item->message, mc_escape_cut(item->message, 200));

			mc_escape_line(out, message);
		}
		mc_buf_addc(out, '\n');
	}
	if (more > 0)
		mc_buf_addf(out, NP_("and %zu more\n", "and %zu more\n", more), more);
}

void mc_explain_facts(struct mc_buf *out, const struct mc_document_test *test)
{
	if (test->command && test->wall_us > 0) {
		mc_buf_addf(out, "%s\n    ", _("what was run:"));
		mc_escape_plain(out, test->command);
		end_line(out);
	}
	bool has_diff = mc_explain_diff(out, test);

	if (test->output && *test->output) {
		mc_buf_addf(out, "%s\n", has_diff ? _("error output:") : _("what was printed:"));
		mc_explain_output(out, test);
	}
}

void mc_explain(struct mc_buf *out, const struct mc_document_test *test)
{
	mc_explain_reason(out, test);
	mc_buf_addc(out, '\n');
	if (test->hint && test->verdict != MC_GRADER_ERROR) {
		MC_AUTO(mc_buf) hint = MC_BUF_INIT;

		mc_escape_line(&hint, test->hint);
		mc_buf_addf(out, _("hint: %s"), hint.ptr);
		mc_buf_addc(out, '\n');
	}
	mc_explain_cases(out, test, CASES_SHOWN);
	mc_explain_facts(out, test);
}
