/* SPDX-License-Identifier: MIT */
#include "base/csv.h"
#include "gradebook/export.h"
#include "result/points.h"

static void add_points(struct mc_buf *out, int64_t points)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_points_add(&text, points);
	mc_csv_add(out, text.ptr, false);
}

/* What lines of some kinds come to. */
static void add_sum(struct mc_buf *out, const struct mc_score *score, unsigned kinds)
{
	int64_t sum = 0;

	for (size_t i = 0; i < score->line_count; i++)
		sum += (kinds >> score->lines[i].kind & 1) ? score->lines[i].points : 0;
	add_points(out, sum);
}

static void add_nothing(struct mc_buf *out, size_t fields)
{
	while (fields-- > 0)
		mc_csv_add(out, "", false);
}

static void add_lines(struct mc_buf *out, const struct mc_score *score)
{
	add_points(out, score->points);
	add_points(out, score->max);
	add_sum(out, score, 1u << MC_SCORE_TESTS);
	add_sum(out, score, 1u << MC_SCORE_RUBRIC);
	add_sum(out, score, 1u << MC_SCORE_EXTRA);
	add_sum(out, score, 1u << MC_SCORE_LATE | 1u << MC_SCORE_CUTOFF);
	if (score->override)
		add_sum(out, score, 1u << MC_SCORE_OVERRIDE);
	else
		add_nothing(out, 1);
}

static void add_row(struct mc_buf *out, const struct mc_score *score)
{
	bool is_graded = score->state == MC_SCORE_GRADED;

	mc_csv_add_safe(out, score->learner, true);
	mc_csv_add_safe(out, score->exercise, false);
	mc_csv_add_safe(out, score->module ? score->module : "", false);
	mc_csv_add(out, mc_score_states[score->state], false);
	mc_csv_add(out, score->verdict ? score->verdict : "", false);
	if (is_graded)
		add_lines(out, score);
	else
		add_nothing(out, 7);
	mc_csv_add(out, is_graded ? (score->is_late ? "y" : "n") : "", false);
	mc_csv_add(out,
		   score->grade	    ? score->grade->submitted_at
		   : score->done_on ? score->done_on
				    : "",
		   false);
	mc_csv_end_row(out);
}

void mc_export_csv(struct mc_buf *out, const struct mc_scores *scores, size_t column)
{
	size_t first = column == SIZE_MAX ? 0 : column;
	size_t end = column == SIZE_MAX ? mc_scores_exercise_count(scores) : column + 1;

	mc_buf_addz(out, "learner_id,exercise,module,state,verdict,points,max,tests,rubric,extra,late,"
			 "override,is_late,submitted_at\r\n");
	for (size_t row = 0; row < mc_scores_learner_count(scores); row++) {
		for (size_t c = first; c < end; c++)
			add_row(out, mc_scores_at(scores, row, c));
	}
}
