/* SPDX-License-Identifier: MIT */
#include "report/report.h"

/* All documents in one, "migracode/grade/v1": see migracode-result(5). */

static struct mc_err *add(struct mc_report *report, const struct mc_document *document)
{
	mc_buf_addz(&report->out,
		    report->tally.documents == 1 ? "{\"schema\":\"migracode/grade/v1\",\"results\":[" : ",");
	mc_buf_add(&report->out, document->raw.ptr, document->raw.len);
	return NULL;
}

static void end(struct mc_report *report, bool is_interrupted)
{
	if (report->tally.documents > 0)
		mc_buf_addf(&report->out, "]%s}\n", is_interrupted ? ",\"interrupted\":true" : "");
}

const struct mc_report_format mc_report_json = {
	.name = "json",
	.extension = "json",
	.media_type = "application/json",
	.is_raw = true,
	.add = add,
	.end = end,
};
