/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "gradebook/score.h"

/* One score from what is known: no records, no files, no clock. */

const char *const mc_score_kinds[MC_SCORE_KIND_COUNT] = {
#define X(constant, name) [constant] = name,
	MC_SCORE_LINES(X)
#undef X
};

const char *const mc_score_states[MC_SCORE_STATE_COUNT] = {
#define X(constant, name) [constant] = name,
	MC_SCORE_STATES(X)
#undef X
};

/* A score that grows line by line. */
struct sum {
	struct mc_score *score;
	struct mc_score_line *lines;
};

static void add(struct sum *sum, const struct mc_score_line *line)
{
	sum->lines[sum->score->line_count++] = *line;
	sum->score->points += line->points;
}

/* What extra tests gave beyond the maximum stands apart. */
static void add_tests(struct sum *sum, const struct mc_score_input *input)
{
	int64_t extra = input->points > input->max ? input->points - input->max : 0;

	add(sum, &(struct mc_score_line){ .kind = MC_SCORE_TESTS, .points = input->points - extra });
	if (extra > 0)
		add(sum, &(struct mc_score_line){ .kind = MC_SCORE_EXTRA, .points = extra });
}

/* ---- rubric ---- */

static const struct mc_score_mark *find_mark(const struct mc_score_input *input, const char *criterion)
{
	for (size_t i = 0; i < input->mark_count; i++) {
		if (!strcmp(input->marks[i].criterion, criterion))
			return &input->marks[i];
	}
	return NULL;
}

static void add_mark(struct sum *sum, const struct mc_score_mark *mark,
		     const struct mc_rubric_criterion *criterion)
{
	const struct mc_rubric_level *level = criterion ? mc_rubric_level(criterion, mark->level) : NULL;

	add(sum, &(struct mc_score_line){ .kind = criterion && criterion->is_extra ? MC_SCORE_EXTRA
										   : MC_SCORE_RUBRIC,
					  .points = level ? level->points : 0,
					  .what = mark->criterion,
					  .level = mark->level,
					  .is_gone = !level,
					  .note = mark->note,
					  .by = mark->by });
}

/* In the order of the rubric, then marks of criteria that it has no longer. A level that is gone counts as
 * not marked: somebody has to look again. */
static void add_rubric(struct sum *sum, const struct mc_score_input *input)
{
	const struct mc_rubric *rubric = input->rubric;

	for (size_t i = 0; rubric && i < rubric->count; i++) {
		const struct mc_rubric_criterion *criterion = &rubric->criteria[i];
		const struct mc_score_mark *mark = find_mark(input, criterion->id);

		sum->score->unmarked +=
			!criterion->is_extra && (!mark || !mc_rubric_level(criterion, mark->level));
		if (mark)
			add_mark(sum, mark, criterion);
	}
	for (size_t i = 0; i < input->mark_count && i < MC_RUBRIC_MAX; i++) {
		if (!mc_rubric_find(rubric, input->marks[i].criterion))
			add_mark(sum, &input->marks[i], NULL);
	}
}

/* ---- late ---- */

static const enum mc_score_kind late_kinds[MC_LATE_LINE_COUNT] = {
	[MC_LATE_EXTENSION] = MC_SCORE_EXTENSION, [MC_LATE_GRACE] = MC_SCORE_GRACE,
	[MC_LATE_PENALTY] = MC_SCORE_LATE,	  [MC_LATE_CUTOFF] = MC_SCORE_CUTOFF,
	[MC_LATE_EXCUSED] = MC_SCORE_EXCUSED,
};

static void add_late(struct sum *sum, const struct mc_score_input *input)
{
	struct mc_late_score late = { .count = 0 };

	mc_late_apply(&late, input->policy, input->due, input->submitted_s, input->grace_left,
		      sum->score->points);
	for (size_t i = 0; i < late.count; i++) {
		const struct mc_late_line *line = &late.lines[i];

		sum->score->is_late |= line->kind == MC_LATE_PENALTY || line->kind == MC_LATE_CUTOFF;
		add(sum, &(struct mc_score_line){ .kind = late_kinds[line->kind],
						  .points = line->points,
						  .minutes = line->minutes,
						  .days = line->days,
						  .percent = line->percent });
	}
	sum->score->grace_used = late.grace_used;
}

/* ---- all ---- */

static void add_override(struct sum *sum, const struct mc_score_override *override)
{
	add(sum, &(struct mc_score_line){
			 .kind = MC_SCORE_OVERRIDE,
			 .points = override->has_points ? override->points - sum->score->points : 0,
			 .note = override->note,
			 .by = override->by,
			 .at = override->at });
}

void mc_score_compute(struct mc_score *score, struct mc_score_line *lines, const struct mc_score_input *input)
{
	struct sum sum = { score, lines };

	score->points = 0;
	score->line_count = score->unmarked = 0;
	score->is_late = false;
	score->grace_used = 0;
	score->lines = lines;
	score->max = input->max + mc_rubric_max(input->rubric);
	if (input->has_points)
		add_tests(&sum, input);
	add_rubric(&sum, input);
	if (input->has_time && input->policy && input->due)
		add_late(&sum, input);
	if (input->override)
		add_override(&sum, input->override);
}
