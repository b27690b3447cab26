/* SPDX-License-Identifier: MIT */
#include "report/points.h"
#include "report/report.h"

/* HackYourFuture's .hyf/score.json; source: HackYourFuture/github-actions, auto-grade. */

static struct mc_err *add(struct mc_report *report, const struct mc_document *document)
{
	struct mc_json_writer w = MC_JSON_WRITER(&report->out, false);
	int64_t percent = mc_whole_percent(document->points, document->max);

	/* Without any points to reach, the verdict is all there is. */
	if (document->max == 0)
		percent = document->verdict == MC_PASS ? 100 : 0;
	mc_json_start(&w, '{');
	mc_json_key_int(&w, "score", percent);
	mc_json_key_bool(&w, "pass", percent >= (int64_t)report->options->passing);
	mc_json_key_int(&w, "passingScore", report->options->passing);
	mc_json_end(&w);
	mc_buf_addc(&report->out, '\n');
	return NULL;
}

const struct mc_report_format mc_report_hyf = {
	.name = "hyf",
	.extension = "json",
	.media_type = "application/json",
	.holds_one = true,
	.is_for_students = true,
	.refuses_ours = true,
	.add = add,
};
