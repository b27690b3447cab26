/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/escape.h"
#include "report/name.h"
#include "report/report.h"
#include "result/points.h"

/* For Moodle's "import grades, CSV file": who, grade and feedback, always both, because feedback alone wipes
 * grades; source: docs.moodle.org, "Grade import".  A grader error has no row: an empty grade would be
 * written as none. */

static void add_header(struct mc_report *report, const struct mc_document *document)
{
	const char *key = mc_report_fact(report, "user");
	MC_AUTOTEXT feedback = mc_format("%s feedback", document->exercise);

	mc_escape_csv(&report->out, key ? key : "username");
	mc_buf_addc(&report->out, ',');
	mc_escape_csv(&report->out, document->exercise);
	mc_buf_addc(&report->out, ',');
	mc_escape_csv(&report->out, feedback);
	mc_buf_addz(&report->out, "\r\n");
}

static void add_feedback(struct mc_buf *out, const struct mc_document *document)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT points = mc_points_of(document->points, document->max);
	MC_AUTO(mc_buf) why = MC_BUF_INIT;

	mc_document_add_why(&why, document);
	mc_buf_addf(&text, "%s. ", points);
	mc_buf_addz(&text, why.ptr);
	mc_escape_csv(out, text.ptr);
}

static struct mc_err *add(struct mc_report *report, const struct mc_document *document)
{
	MC_AUTOTEXT user = mc_name_of_submission(mc_document_name(document));

	if (report->tally.documents == 1)
		add_header(report, document);
	mc_escape_csv(&report->out, user);
	mc_buf_addc(&report->out, ',');
	mc_points_add(&report->out, document->points);
	mc_buf_addc(&report->out, ',');
	add_feedback(&report->out, document);
	mc_buf_addz(&report->out, "\r\n");
	return NULL;
}

const struct mc_report_format mc_report_moodle_csv = {
	.name = "moodle-csv",
	.extension = "csv",
	.media_type = "text/csv",
	.refuses_ours = true,
	.add = add,
};
