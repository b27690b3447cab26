/* SPDX-License-Identifier: MIT */
#include "report/report.h"

/* One result document a line; source: github.com/ndjson/ndjson-spec. */

static struct mc_err *add(struct mc_report *report, const struct mc_document *document)
{
	mc_buf_add(&report->out, document->raw.ptr, document->raw.len);
	mc_buf_addc(&report->out, '\n');
	return NULL;
}

const struct mc_report_format mc_report_ndjson = {
	.name = "ndjson",
	.extension = "ndjson",
	.media_type = "application/x-ndjson",
	.is_raw = true,
	.add = add,
};
