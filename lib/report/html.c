/* SPDX-License-Identifier: MIT */
#include "report/html.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/time.h"
#include "ext/escape.h"
#include "ext/page.h"
#include "report/explain.h"
#include "report/report.h"
#include "result/points.h"

/* One page that stands alone: no script, nothing from elsewhere, readable on a phone and on paper. The table
 * of all submissions stands above them, so rows go to report->kept and articles to report->more. */

/* "2 of 3 points". */
static void add_points(struct mc_buf *out, enum mc_verdict verdict, int64_t points, int64_t max)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (verdict == MC_GRADER_ERROR)
		mc_buf_addz(&text, _("no points are given or lost"));
	else
		mc_explain_points(&text, points, max);
	mc_page_add_isolated(out, text.ptr);
}

/* "2/3", for the cell of a table. */
static void add_score(struct mc_buf *out, enum mc_verdict verdict, int64_t points, int64_t max)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_points_print(&text, verdict, points, max);
	mc_page_add_isolated(out, text.ptr);
}

static void add_bar(struct mc_buf *out, const struct mc_document *document)
{
	MC_AUTOTEXT label = mc_points_of(document->points, document->max);

	if (document->verdict == MC_GRADER_ERROR || document->max == 0)
		return;
	mc_buf_addf(out, "<progress max=\"%lld\" value=\"%lld\"", (long long)document->max,
		    (long long)document->points);
	mc_escape_xml_attribute(out, "aria-label", label);
	mc_buf_addz(out, "></progress>\n");
}

/* ---- tests ---- */

static void add_test_row(struct mc_buf *out, const struct mc_document_test *test)
{
	bool is_left_out = test->verdict == MC_SKIPPED || test->verdict == MC_NOT_RUN;

	mc_buf_addz(out, "<tr><td>");
	mc_html_add_badge(out, test->verdict);
	mc_buf_addz(out, "</td><th scope=\"row\">");
	mc_page_add_isolated(out, test->title);
	if (is_left_out) {
		mc_buf_addz(out, "<p class=\"soft\">");
		mc_page_add_isolated(out, test->reason);
		mc_buf_addz(out, "</p>");
	}
	mc_buf_addz(out, "</th><td class=\"n\">");
	if (!is_left_out && test->max > 0)
		add_score(out, test->verdict, test->points, test->max);
	mc_buf_addz(out, "</td><td class=\"n wide\">");
	if (test->wall_us > 0)
		mc_buf_addf(out, "%llu ms", (unsigned long long)((test->wall_us + 500) / 1000));
	mc_buf_addz(out, "</td></tr>\n");
}

static void add_head_cell(struct mc_buf *out, const char *class, const char *text)
{
	mc_buf_addf(out, "<th scope=\"col\"%s>", class);
	mc_page_add_text(out, text);
	mc_buf_addz(out, "</th>");
}

static void add_tests(struct mc_buf *out, const struct mc_document *document)
{
	if (document->test_count == 0)
		return;
	mc_buf_addz(out, "<div class=\"scroll\"><table><caption class=\"vh\">");
	mc_page_add_text(out, _("all tests"));
	mc_buf_addz(out, "</caption><thead><tr>");
	add_head_cell(out, "", _("Result"));
	add_head_cell(out, "", _("Test"));
	add_head_cell(out, " class=\"n\"", _("Points"));
	add_head_cell(out, " class=\"n wide\"", _("Time"));
	mc_buf_addz(out, "</tr></thead><tbody>\n");
	for (size_t i = 0; i < document->test_count; i++)
		add_test_row(out, &document->tests[i]);
	mc_buf_addz(out, "</tbody></table></div>\n");
}

static void add_folded(struct mc_buf *out, const struct mc_document_test *test, bool is_open)
{
	mc_buf_addz(out, is_open ? "<details open><summary>" : "<details><summary>");
	mc_html_add_badge(out, test->verdict);
	mc_buf_addc(out, ' ');
	mc_page_add_isolated(out, test->title);
	mc_buf_addz(out, "</summary><div class=\"body\">\n");
	mc_html_add_test(out, test);
	mc_buf_addz(out, "</div></details>\n");
}

static void add_failures(struct mc_buf *out, const struct mc_document *document)
{
	const struct mc_document_test *first = mc_document_first_failed(document);

	if (!first)
		return;
	add_folded(out, first, true);
	for (size_t i = 0; first != &document->build && i < document->test_count; i++) {
		const struct mc_document_test *test = &document->tests[i];
		bool is_told = mc_verdict_is_failed(test->verdict) || test->verdict == MC_FLAKY ||
			       test->verdict == MC_GRADER_ERROR;

		if (test != first && is_told)
			add_folded(out, test, false);
	}
}

/* ---- a submission ---- */

static void add_article(struct mc_buf *out, const struct mc_document *document, size_t number)
{
	mc_buf_addf(out, "<article class=\"card\" id=\"s%zu\" aria-labelledby=\"n%zu\">\n<div class=\"top\">",
		    number, number);
	mc_buf_addf(out, "<h2 id=\"n%zu\" dir=\"auto\">", number);
	mc_page_add_text(out, mc_document_name(document));
	mc_buf_addz(out, "</h2>");
	mc_html_add_badge(out, document->verdict);
	mc_buf_addz(out, "<span class=\"points\">");
	add_points(out, document->verdict, document->points, document->max);
	mc_buf_addz(out, "</span></div>\n");
	add_bar(out, document);
	if (*document->reason) {
		mc_buf_addz(out, "<p dir=\"auto\">");
		mc_page_add_text(out, document->reason);
		mc_buf_addz(out, "</p>\n");
	}
	add_tests(out, document);
	add_failures(out, document);
	mc_buf_addz(out, "</article>\n");
}

static void add_row(struct mc_buf *out, const struct mc_document *document, size_t number)
{
	MC_AUTO(mc_buf) why = MC_BUF_INIT;

	mc_document_add_why(&why, document);
	why.ptr[mc_escape_cut(why.ptr, 200)] = '\0';
	mc_buf_addf(out, "<tr><th scope=\"row\"><a href=\"#s%zu\">", number);
	mc_page_add_isolated(out, mc_document_name(document));
	mc_buf_addz(out, "</a></th><td>");
	mc_html_add_badge(out, document->verdict);
	mc_buf_addz(out, "</td><td class=\"n\">");
	add_score(out, document->verdict, document->points, document->max);
	mc_buf_addz(out, "</td><td class=\"why\" dir=\"auto\">");
	mc_page_add_text(out, why.ptr);
	mc_buf_addz(out, "</td></tr>\n");
}

/* The head waits for the first document, whose title is that of the page. */
static void add_head(struct mc_buf *out, const struct mc_document *document, const char *lang)
{
	MC_AUTO(mc_buf) day = MC_BUF_INIT;
	const struct mc_page page = { .title = document->title, .lang = lang, .skip = _("to the results") };

	mc_page_add_head(out, &page);
	mc_buf_addz(out, "<header>\n<h1 dir=\"auto\">");
	mc_page_add_text(out, document->title);
	mc_buf_addz(out, "</h1>\n<p class=\"soft\">");
	mc_page_add_text(out, document->exercise);
	if (document->started_ms > 0) {
		mc_time_add(&day, document->started_ms / 1000);
		mc_buf_addf(out, " \u00b7 <time datetime=\"%s\">%.10s %.5s UTC</time>", day.ptr, day.ptr,
			    day.ptr + 11);
	}
	mc_buf_addz(out, "</p>\n</header>\n<main id=\"main\">\n");
}

static struct mc_err *add(struct mc_report *report, const struct mc_document *document)
{
	size_t number = report->tally.documents;
	const char *lang = report->options->lang ? report->options->lang : "en";

	if (number == 1)
		add_head(&report->out, document, lang);
	if (report->options->name_count > 1)
		add_row(&report->kept, document, number);
	add_article(&report->more, document, number);
	return NULL;
}

/* ---- all ---- */

static void add_chips(struct mc_buf *out, const struct mc_report_tally *tally)
{
	mc_buf_addz(out, "<ul class=\"chips\">\n");
	for (enum mc_verdict verdict = MC_PASS; verdict <= MC_FLAKY; verdict++) {
		if (tally->outcomes[verdict] == 0)
			continue;
		mc_buf_addf(out, "<li>%zu ", tally->outcomes[verdict]);
		mc_html_add_badge(out, verdict);
		mc_buf_addz(out, "</li>\n");
	}
	mc_buf_addz(out, "</ul>\n");
}

static void add_overview(struct mc_buf *out, struct mc_report *report)
{
	size_t count = report->tally.documents;

	mc_buf_addz(out, "<section class=\"card\" aria-labelledby=\"all\">\n<h2 id=\"all\">");
	mc_buf_addf(out, NP_("%zu submission", "%zu submissions", count), count);
	mc_buf_addz(out, "</h2>\n");
	add_chips(out, &report->tally);
	mc_buf_addz(out, "<div class=\"scroll\"><table><caption class=\"vh\">");
	mc_page_add_text(out, _("all submissions"));
	mc_buf_addz(out, "</caption><thead><tr>");
	add_head_cell(out, "", _("Submission"));
	add_head_cell(out, "", _("Result"));
	add_head_cell(out, " class=\"n\"", _("Points"));
	add_head_cell(out, " class=\"why\"", _("Why"));
	mc_buf_addz(out, "</tr></thead><tbody>\n");
	mc_buf_add(out, report->kept.ptr, report->kept.len);
	mc_buf_addz(out, "</tbody></table></div>\n</section>\n");
}

static void end(struct mc_report *report, bool is_interrupted)
{
	struct mc_buf *out = &report->out;

	if (report->tally.documents == 0)
		return;
	if (report->options->name_count > 1)
		add_overview(out, report);
	mc_buf_add(out, report->more.ptr, report->more.len);
	if (is_interrupted) {
		mc_buf_addz(out, "<p><strong>");
		mc_page_add_text(out, _("interrupted: not every submission was graded"));
		mc_buf_addz(out, "</strong></p>\n");
	}
	if (report->next.len > 0) {
		mc_buf_addz(out, "<p class=\"next\">");
		mc_page_add_isolated(out, _("Next:"));
		mc_buf_addz(out, " <kbd dir=\"ltr\">");
		mc_page_add_text(out, report->next.ptr);
		mc_buf_addz(out, "</kbd></p>\n");
	}
	mc_buf_addz(out, "</main>\n<footer>\n<p>migracode " MC_VERSION "</p>\n</footer>\n</body>\n</html>\n");
}

const struct mc_report_format mc_report_html = {
	.name = "html",
	.extension = "html",
	.media_type = "text/html",
	.add = add,
	.end = end,
};
