/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/escape.h"
#include "ext/page.h"
#include "ext/visible.h"
#include "report/explain.h"
#include "report/html.h"
#include "result/diff.h"
#include "result/result_text.h"

enum { CASES_SHOWN = 10, DIFF_ROWS = 40, DIFF_BYTES = 8000 };

void mc_html_add_badge(struct mc_buf *out, enum mc_verdict verdict)
{
	mc_buf_addf(out, "<span class=\"badge %s\"><span aria-hidden=\"true\">%s</span> ",
		    mc_verdict_name(verdict), mc_result_mark(verdict, false));
	mc_page_add_isolated(out, mc_result_word(verdict));
	mc_buf_addz(out, "</span>");
}

static void add_label(struct mc_buf *out, const char *text)
{
	mc_buf_addz(out, "<p class=\"label\">");
	mc_page_add_isolated(out, text);
	mc_buf_addz(out, "</p>\n");
}

/* A block that can be scrolled must be reachable without a mouse. */
static void add_block(struct mc_buf *out, const char *label, struct mc_str text, const char *dir)
{
	add_label(out, label);
	mc_buf_addf(out, "<pre tabindex=\"0\" dir=\"%s\">", dir);
	mc_escape_xml(out, text);
	mc_buf_addz(out, "</pre>\n");
}

/* ---- the difference ---- */

static void add_visible(struct mc_buf *out, struct mc_str text, bool is_end)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTO(mc_buf) visible = MC_BUF_INIT;

	/* Blanks are marked at the end of a line: a part that ends before has one more character. */
	mc_buf_add(&bytes, text.ptr, text.len);
	mc_buf_addz(&bytes, is_end ? "" : "x");
	mc_visible_add(&visible, bytes.ptr, bytes.len, MC_VISIBLE_ALL, false);
	mc_escape_xml(out, (struct mc_str){ visible.ptr, visible.len - (is_end ? 0 : 1) });
}

/* From the first difference on a side is marked. */
static void add_side(struct mc_buf *out, const struct mc_diff_side *side, const char *class)
{
	size_t mark = side->mark < side->text.len ? side->mark : side->text.len;

	if (side->line == 0) {
		mc_buf_addz(out, "<td></td>");
		return;
	}
	mc_buf_addf(out, "<td class=\"%s\" dir=\"auto\">%s", class, side->is_cut_before ? "\u2026" : "");
	add_visible(out, (struct mc_str){ side->text.ptr, mark }, mark == side->text.len);
	if (mark < side->text.len) {
		mc_buf_addz(out, "<mark>");
		add_visible(out, (struct mc_str){ side->text.ptr + mark, side->text.len - mark }, true);
		mc_buf_addz(out, "</mark>");
	}
	mc_buf_addz(out, side->is_cut_after ? "\u2026" : "");
	if (side->lacks_newline) {
		mc_buf_addz(out, " <mark>(");
		mc_page_add_text(out, _("no line break at the end"));
		mc_buf_addz(out, ")</mark>");
	}
	mc_buf_addz(out, "</td>");
}

static void add_diff_row(struct mc_buf *out, const struct mc_diff_row *row)
{
	static const struct {
		const char *sign;
		const char *word;
	} kinds[] = {
		[MC_DIFF_SAME] = { "", N_("the same") },
		[MC_DIFF_CHANGED] = { "\u2260", N_("differs") },
		[MC_DIFF_MISSING] = { "&minus;", N_("is missing") },
		[MC_DIFF_EXTRA] = { "+", N_("is too much") },
	};
	bool is_same = row->kind == MC_DIFF_SAME;
	size_t line = row->actual.line ? row->actual.line : row->wanted.line;

	mc_buf_addf(out, "<tr><td class=\"l\">%zu</td>", line);
	add_side(out, &row->wanted, is_same ? "same" : "del");
	mc_buf_addf(out, "<td class=\"k\"><span aria-hidden=\"true\">%s</span><span class=\"vh\">",
		    kinds[row->kind].sign);
	mc_page_add_text(out, _(kinds[row->kind].word));
	mc_buf_addz(out, "</span></td>");
	add_side(out, &row->actual, is_same ? "same" : "add");
	mc_buf_addz(out, "</tr>\n");
}

static void add_heading(struct mc_buf *out, const char *class, const char *text, const char *span_class)
{
	mc_buf_addf(out, "<th scope=\"col\"%s>%s", class, span_class);
	mc_page_add_text(out, text);
	mc_buf_addz(out, *span_class ? "</span></th>" : "</th>");
}

static void add_losses(struct mc_buf *out, const struct mc_diff *diff)
{
	size_t lost = diff->wanted_lost + diff->actual_lost;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (diff->is_actual_empty)
		add_label(out, _("there is no output at all"));
	if (lost == 0)
		return;
	mc_buf_addf(&text, NP_("%zu byte is not shown", "%zu bytes are not shown", lost), lost);
	add_label(out, text.ptr);
}

static void add_diff(struct mc_buf *out, const struct mc_document_test *test)
{
	const struct mc_diff_limits limits = { .rows = DIFF_ROWS, .bytes = DIFF_BYTES };
	MC_AUTO(mc_diff) diff = MC_DIFF_INIT;

	mc_diff_make(&diff, &test->compare, mc_str(test->expected), mc_str(test->actual), &limits);
	mc_buf_addz(out, "<div class=\"scroll\" tabindex=\"0\"><table class=\"diff\"><caption class=\"vh\">");
	mc_page_add_text(out, _("what was expected beside what the program gave"));
	mc_buf_addz(out, "</caption><thead><tr>");
	add_heading(out, " class=\"l\"", _("line"), "<span class=\"vh\">");
	add_heading(out, "", _("expected"), "");
	add_heading(out, " class=\"k\"", _("how they differ"), "<span class=\"vh\">");
	add_heading(out, "", _("your program"), "");
	mc_buf_addz(out, "</tr></thead><tbody>\n");
	for (size_t i = 0; i < diff.count; i++)
		add_diff_row(out, &diff.rows[i]);
	mc_buf_addz(out, "</tbody></table></div>\n");
	add_losses(out, &diff);
}

static void add_difference(struct mc_buf *out, const struct mc_document_test *test)
{
	bool is_pattern = test->compare.mode == MC_COMPARE_REGEX;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (!test->expected || !test->actual)
		return;
	if (!is_pattern && test->compare.mode != MC_COMPARE_CONTAINS) {
		add_diff(out, test);
		return;
	}
	mc_escape_plain(&text, test->expected);
	add_block(out,
		  is_pattern ? _("expected is what this pattern matches:") : _("expected somewhere in it:"),
		  (struct mc_str){ text.ptr, text.len }, "auto");
	mc_buf_reset(&text);
	mc_explain_output(&text, &(struct mc_document_test){ .code = "", .output = test->actual });
	add_block(out, text.len ? _("what your program gave:") : _("your program gave nothing"),
		  (struct mc_str){ text.ptr, text.len }, "auto");
}

/* ---- the rest ---- */

static void add_cases(struct mc_buf *out, const struct mc_document_test *test)
{
	MC_AUTO(mc_buf) lines = MC_BUF_INIT;
	struct mc_str line;

	mc_explain_cases(&lines, test, CASES_SHOWN);
	struct mc_str rest = { lines.ptr, lines.len };

	if (lines.len == 0)
		return;
	mc_buf_addz(out, "<ul>\n");
	while (mc_str_cut_line(&line, &rest)) {
		size_t dash = line.len > 2 && line.ptr[0] == '-' ? 2 : 0;

		mc_buf_addz(out, "<li dir=\"auto\">");
		mc_escape_xml(out, (struct mc_str){ line.ptr + dash, line.len - dash });
		mc_buf_addz(out, "</li>\n");
	}
	mc_buf_addz(out, "</ul>\n");
}

static void add_command(struct mc_buf *out, const struct mc_document_test *test)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (!test->command || test->wall_us == 0)
		return;
	mc_escape_plain(&text, test->command);
	add_block(out, _("what was run:"), (struct mc_str){ text.ptr, text.len }, "ltr");
}

void mc_html_add_test(struct mc_buf *out, const struct mc_document_test *test)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	bool has_texts = test->expected || test->output || test->command;

	mc_explain_reason(&text, test);
	mc_buf_addz(out, "<p dir=\"auto\">");
	mc_escape_xml(out, (struct mc_str){ text.ptr, text.len });
	mc_buf_addz(out, "</p>\n");
	add_cases(out, test);
	add_command(out, test);
	add_difference(out, test);
	mc_buf_reset(&text);
	mc_explain_output(&text, test);
	if (text.len > 0)
		add_block(out, test->expected ? _("error output:") : _("what was printed:"),
			  (struct mc_str){ text.ptr, text.len }, "auto");
	if (test->is_hidden && !has_texts)
		add_label(out, _("this test is hidden: its input and output are not shown"));
	if (!test->hint || test->verdict == MC_GRADER_ERROR)
		return;
	mc_buf_addz(out, "<p class=\"hint\" dir=\"auto\"><strong>");
	mc_page_add_text(out, _("Hint:"));
	mc_buf_addz(out, "</strong> ");
	mc_page_add_text(out, test->hint);
	mc_buf_addz(out, "</p>\n");
}
