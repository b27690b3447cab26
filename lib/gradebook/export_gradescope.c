/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/time.h"
#include "base/tree.h"
#include "ext/archive.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "gradebook/export.h"
#include "gradebook/score_print.h"
#include "report/report.h"
#include "result/points.h"

/* A zip file with <exercise>/<learner>/results.json: what Gradescope's autograder writes for one submission,
 * with the points that count as the score of the whole.  Source: gradescope-autograders.readthedocs.io,
 * "Autograder Specifications": a score at the top comes before the sum of the tests. */

/* Zip files know no earlier time than 1980. */
#define FIRST_MOMENT 315532800

struct packing {
	struct mc_tree tree;
	int64_t last_s; /* when the last of them was handed in */
};

/* What the points are made of; reasons are not for learners' eyes. */
static void add_lines(struct mc_json_writer *writer, const struct mc_score *score)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	for (size_t i = 0; i < score->line_count; i++) {
		mc_buf_addz(&text, i ? "\n" : "");
		mc_points_add(&text, score->lines[i].points);
		mc_buf_addz(&text, "  ");
		mc_score_add_line(&text, &score->lines[i]);
	}
	mc_json_key_text(writer, "output", text.ptr);
	mc_json_key_text(writer, "output_format", "text");
}

static void write_whole(struct mc_buf *out, const struct mc_json *json, const struct mc_score *score)
{
	const struct mc_json_node *root = mc_json_root(json);
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key(&writer, "score");
	mc_json_thousandths(&writer, score->points);
	if (score->line_count > 1 && !mc_json_find(root, "output"))
		add_lines(&writer, score);
	for (const struct mc_json_node *n = mc_json_first(root); n; n = mc_json_next(n)) {
		const struct mc_str raw = mc_json_raw(json, n);

		if (!strcmp(mc_json_key_of(n), "score"))
			continue;
		mc_json_key(&writer, mc_json_key_of(n));
		mc_json_splice(&writer, raw.ptr, raw.len);
	}
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}

static struct mc_err *take(void *context, const struct mc_score *score, struct mc_str document)
{
	struct packing *packing = context;
	const struct mc_report_options options = { .fact_count = 0 };
	MC_AUTO(mc_report) report = MC_REPORT_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTOTEXT path = mc_format("%s/%s/results.json", score->exercise, score->learner);
	int64_t ms = 0;

	mc_report_open(&report, mc_report_find("gradescope"), &options);
	MC_TRY(mc_report_add(&report, document));
	mc_report_end(&report, false);
	MC_TRY(mc_json_open(&json, NULL, report.out.ptr, report.out.len));
	write_whole(&text, json, score);
	mc_tree_add(&packing->tree, path, text.ptr, text.len, false);
	if (mc_time_read_ms(&ms, score->grade->submitted_at) && ms / 1000 > packing->last_s)
		packing->last_s = ms / 1000;
	return NULL;
}

struct mc_err *mc_export_gradescope(struct mc_buf *out, struct mc_export *export)
{
	struct packing packing = { MC_TREE_INIT, FIRST_MOMENT };

	if (!export->output)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--output"), "%s",
				   _("type --output results.zip"));
	struct mc_err *err =
		mc_export_each(export, export->column, &(struct mc_export_taker){ take, &packing });

	mc_tree_sort(&packing.tree);
	if (!err)
		err = mc_archive_write(out, &packing.tree, packing.last_s);
	mc_tree_release(&packing.tree);
	return err;
}
