/* SPDX-License-Identifier: MIT */
#include "report/markdown.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "ext/escape.h"
#include "report/explain.h"
#include "report/report.h"
#include "result/result_text.h"

/* Markdown for a comment on a pull request or the summary of a workflow: CommonMark with the tables of
 * GitHub.  A comment holds 65,536 characters: what does not fit is counted and left out. */

enum { MAX_BYTES = 60000, ROWS_BYTES = 40000, TEST_BYTES = 4000, CASES_SHOWN = 5 };

static void add_code(struct mc_buf *out, const char *text)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	mc_escape_line(&line, text);
	mc_escape_markdown_code(out, (struct mc_str){ line.ptr, line.len });
}

static void add_cases(struct mc_buf *out, const struct mc_document_test *test)
{
	MC_AUTO(mc_buf) lines = MC_BUF_INIT;
	struct mc_str line;

	mc_explain_cases(&lines, test, CASES_SHOWN);
	struct mc_str rest = { lines.ptr, lines.len };

	while (mc_str_cut_line(&line, &rest)) {
		bool is_item = line.len > 2 && line.ptr[0] == '-';
		MC_AUTOTEXT text = mc_strndup(line.ptr + (is_item ? 2 : 0), line.len - (is_item ? 2 : 0));

		mc_buf_addz(out, "- ");
		mc_escape_markdown(out, text);
		mc_buf_addc(out, '\n');
	}
	if (lines.len > 0)
		mc_buf_addc(out, '\n');
}

void mc_markdown_add_test(struct mc_buf *out, const struct mc_document_test *test)
{
	MC_AUTO(mc_buf) reason = MC_BUF_INIT;
	MC_AUTO(mc_buf) facts = MC_BUF_INIT;

	mc_explain_reason(&reason, test);
	mc_escape_markdown(out, reason.ptr);
	mc_buf_addz(out, "\n\n");
	add_cases(out, test);
	mc_explain_facts(&facts, test);
	if (facts.len > TEST_BYTES) {
		facts.len = mc_utf8_cut(facts.ptr, facts.len, TEST_BYTES);
		facts.ptr[facts.len] = '\0';
		mc_buf_addz(&facts, "\n\u2026\n");
	}
	if (facts.len > 0) {
		mc_escape_markdown_block(out, (struct mc_str){ facts.ptr, facts.len }, "text");
		mc_buf_addc(out, '\n');
	}
	if (test->is_hidden && facts.len == 0)
		mc_buf_addf(out, "%s\n\n", _("this test is hidden: its input and output are not shown"));
	if (test->hint && test->verdict != MC_GRADER_ERROR) {
		mc_buf_addf(out, "**%s** ", _("Hint:"));
		mc_escape_markdown(out, test->hint);
		mc_buf_addz(out, "\n\n");
	}
}

static void add_verdict(struct mc_buf *out, enum mc_verdict verdict)
{
	mc_buf_addf(out, "%s %s", mc_result_mark(verdict, false), mc_result_word(verdict));
}

static void add_points(struct mc_buf *out, enum mc_verdict verdict, int64_t points, int64_t max)
{
	if (verdict == MC_GRADER_ERROR)
		mc_buf_addz(out, _("no points are given or lost"));
	else if (max > 0)
		mc_explain_points(out, points, max);
}

/* ---- one submission ---- */

static void add_table(struct mc_buf *out, const struct mc_document *document)
{
	mc_buf_addf(out, "| %s | %s | %s |\n| --- | --- | --- |\n", _("Result"), _("Test"), _("Points"));
	for (size_t i = 0; i < document->test_count; i++) {
		const struct mc_document_test *test = &document->tests[i];

		if (out->len > ROWS_BYTES) {
			size_t more = document->test_count - i;

			mc_buf_addf(out, "| | ");
			mc_buf_addf(out, NP_("and %zu more test", "and %zu more tests", more), more);
			mc_buf_addz(out, " | |\n");
			break;
		}
		mc_buf_addz(out, "| ");
		add_verdict(out, test->verdict);
		mc_buf_addz(out, " | ");
		mc_escape_markdown(out, test->title);
		mc_buf_addz(out, " | ");
		if (test->verdict == MC_SKIPPED || test->verdict == MC_NOT_RUN)
			mc_escape_markdown(out, test->reason);
		else
			add_points(out, test->verdict, test->points, test->max);
		mc_buf_addz(out, " |\n");
	}
	mc_buf_addc(out, '\n');
}

/* GitHub folds these; other readers show them open. */
static void add_folded(struct mc_buf *out, const struct mc_document_test *test)
{
	MC_AUTO(mc_buf) part = MC_BUF_INIT;
	MC_AUTO(mc_buf) title = MC_BUF_INIT;

	mc_escape_markdown(&title, test->title);
	mc_buf_addf(&part, "<details>\n\n<summary>\n\n%s\n\n</summary>\n\n", title.ptr);
	mc_markdown_add_test(&part, test);
	mc_buf_addz(&part, "</details>\n\n");
	if (out->len + part.len < MAX_BYTES)
		mc_buf_add(out, part.ptr, part.len);
}

static void add_failures(struct mc_buf *out, const struct mc_document *document)
{
	const struct mc_document_test *first = mc_document_first_failed(document);

	if (*document->reason) {
		mc_escape_markdown(out, document->reason);
		mc_buf_addz(out, "\n\n");
	}
	if (!first)
		return;
	mc_buf_addz(out, "### ");
	mc_escape_markdown(out, first->title);
	mc_buf_addz(out, "\n\n");
	mc_markdown_add_test(out, first);
	/* What a failed build took with it has nothing of its own to say. */
	for (size_t i = 0; first != &document->build && i < document->test_count; i++) {
		const struct mc_document_test *test = &document->tests[i];

		if (test != first && (mc_verdict_is_failed(test->verdict) || test->verdict == MC_FLAKY))
			add_folded(out, test);
	}
}

void mc_markdown_add_document(struct mc_buf *out, const struct mc_document *document)
{
	mc_buf_addz(out, "## ");
	mc_escape_markdown(out, document->title);
	mc_buf_addz(out, "\n\n**");
	add_verdict(out, document->verdict);
	mc_buf_addz(out, "**");
	if (document->verdict == MC_GRADER_ERROR || document->max > 0) {
		mc_buf_addz(out, ": ");
		add_points(out, document->verdict, document->points, document->max);
	}
	mc_buf_addz(out, "\n\n");
	if (document->test_count > 0)
		add_table(out, document);
	add_failures(out, document);
}

/* ---- many ---- */

static void add_row(struct mc_report *report, const struct mc_document *document)
{
	struct mc_buf *out = &report->out;
	MC_AUTO(mc_buf) why = MC_BUF_INIT;

	if (report->tally.documents == 1) {
		mc_buf_addz(out, "## ");
		mc_escape_markdown(out, document->title);
		mc_buf_addf(out, "\n\n| %s | %s | %s | %s |\n| --- | --- | --- | --- |\n", _("Submission"),
			    _("Result"), _("Points"), _("Why"));
	}
	if (report->used > ROWS_BYTES) {
		report->left_out++;
		return;
	}
	size_t start = out->len;

	mc_buf_addz(out, "| ");
	mc_escape_markdown(out, mc_document_name(document));
	mc_buf_addz(out, " | ");
	add_verdict(out, document->verdict);
	mc_buf_addz(out, " | ");
	add_points(out, document->verdict, document->points, document->max);
	mc_buf_addz(out, " | ");
	mc_document_add_why(&why, document);
	why.ptr[mc_escape_cut(why.ptr, 200)] = '\0';
	mc_escape_markdown(out, why.ptr);
	mc_buf_addz(out, " |\n");
	report->used += out->len - start;
}

static struct mc_err *add(struct mc_report *report, const struct mc_document *document)
{
	if (report->options->name_count > 1)
		add_row(report, document);
	else
		mc_markdown_add_document(&report->out, document);
	return NULL;
}

static void end(struct mc_report *report, bool is_interrupted)
{
	struct mc_buf *out = &report->out;

	if (report->left_out > 0)
		mc_buf_addf(out,
			    NP_("| and %zu more submission | | | |\n", "| and %zu more submissions | | | |\n",
				report->left_out),
			    report->left_out);
	if (report->options->name_count > 1)
		mc_buf_addc(out, '\n');
	if (is_interrupted)
		mc_buf_addf(out, "**%s**\n\n", _("interrupted: not every submission was graded"));
	if (report->next.len > 0) {
		mc_buf_addf(out, "%s ", _("Next:"));
		add_code(out, report->next.ptr);
		mc_buf_addc(out, '\n');
	}
}

const struct mc_report_format mc_report_markdown = {
	.name = "markdown",
	.extension = "md",
	.media_type = "text/markdown",
	.add = add,
	.end = end,
};
