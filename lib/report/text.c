/* SPDX-License-Identifier: MIT */
#include "ext/escape.h"
#include "grade/roster_print.h"
#include "report/report.h"

/* One line for each submission and a summary: what 'grade' prints on a terminal. */

static struct mc_roster_table table_of(const struct mc_report *report)
{
	return (struct mc_roster_table){ .style = report->options->style,
					 .is_cut = report->options->is_cut,
					 .name_width = report->used };
}

static void begin(struct mc_report *report)
{
	const struct mc_report_options *options = report->options;

	report->used = options->names ? mc_roster_name_width(options->names, options->name_count) : 0;
}

static struct mc_err *add(struct mc_report *report, const struct mc_document *document)
{
	const struct mc_roster_table table = table_of(report);
	MC_AUTO(mc_buf) why = MC_BUF_INIT;
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	mc_document_add_why(&why, document);
	mc_escape_line(&line, why.ptr);
	const struct mc_roster_answer answer = { .verdict = document->verdict,
						 .points = document->points,
						 .max = document->max,
						 .exercise = document->exercise,
						 .reason = line.ptr };

	mc_roster_print_line(&report->out, &table, mc_document_name(document), &answer);
	return NULL;
}

static void end(struct mc_report *report, bool is_interrupted)
{
	const struct mc_roster_table table = table_of(report);

	if (!is_interrupted && !report->options->is_brief)
		mc_roster_print_summary(&report->out, &table, report->tally.outcomes);
}

const struct mc_report_format mc_report_text = {
	.name = "text",
	.extension = "txt",
	.media_type = "text/plain",
	.begin = begin,
	.add = add,
	.end = end,
};
