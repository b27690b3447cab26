/* SPDX-License-Identifier: MIT */
#include "ext/escape.h"
#include "report/report.h"
#include "result/points.h"

/* One row for each test of each submission, for spreadsheets; source: RFC 4180.  The mark at the start tells
 * spreadsheets that it is UTF-8. */

static const char header[] =
	"\ufeffsubmission,commit,exercise,test,title,hidden,verdict,points,max,ms,reason,"
	"explanation\r\n";

static void add_text(struct mc_buf *out, const char *text)
{
	mc_escape_csv(out, text ? text : "");
	mc_buf_addc(out, ',');
}

static void add_row(struct mc_buf *out, const struct mc_document *document,
		    const struct mc_document_test *test)
{
	add_text(out, document->submission);
	add_text(out, document->commit);
	add_text(out, document->exercise);
	add_text(out, test->id);
	add_text(out, test->title);
	mc_buf_addz(out, test->is_hidden ? "true," : "false,");
	mc_buf_addf(out, "%s,", mc_verdict_name(test->verdict));
	if (test->verdict != MC_GRADER_ERROR)
		mc_points_add(out, test->points);
	mc_buf_addc(out, ',');
	mc_points_add(out, test->max);
	mc_buf_addc(out, ',');
	mc_points_add(out, (int64_t)test->wall_us);
	mc_buf_addc(out, ',');
	add_text(out, test->code);
	mc_escape_csv(out, test->reason);
	mc_buf_addz(out, "\r\n");
}

static void begin(struct mc_report *report)
{
	mc_buf_addz(&report->out, header);
}

static struct mc_err *add(struct mc_report *report, const struct mc_document *document)
{
	/* Where no test could run there is one row without a test: nobody is left out of the table. */
	const struct mc_document_test whole = { .title = document->title,
						.verdict = document->verdict,
						.points = document->points,
						.max = document->max,
						.wall_us = document->wall_us,
						.code = document->code,
						.reason = document->reason };

	for (size_t i = 0; i < document->test_count; i++)
		add_row(&report->out, document, &document->tests[i]);
	if (document->test_count == 0)
		add_row(&report->out, document, &whole);
	return NULL;
}

const struct mc_report_format mc_report_csv = {
	.name = "csv",
	.extension = "csv",
	.media_type = "text/csv",
	.begin = begin,
	.add = add,
};
