/* SPDX-License-Identifier: MIT */
#include "grade/data_score.h"

/* The order of the default grader: run-time error, memory, time, output, wrong answer. */
unsigned mc_data_severity(enum mc_reason_code code)
{
	switch ((int)code) {
	case MC_REASON_NONE:
		return 0;
	case MC_REASON_DIFFERS:
	case MC_REASON_SPACING:
	case MC_REASON_CHECKER:
	case MC_REASON_SCORE:
		return 1;
	case MC_REASON_OUTPUT:
		return 2;
	case MC_REASON_CPU_TIME:
	case MC_REASON_WALL_TIME:
		return 3;
	case MC_REASON_MEMORY:
		return 4;
	default:
		return 5;
	}
}

static double combine(enum mc_data_score how, const struct mc_data_outcome *children, size_t count)
{
	double sum = 0;
	double least = count > 0 ? children[0].score : 0;
	double most = least;

	for (size_t i = 0; i < count; i++) {
		double score = children[i].score;

		sum += score;
		least = score < least ? score : least;
		most = score > most ? score : most;
	}
	switch (how) {
	case MC_DATA_SUM:
		return sum;
	case MC_DATA_AVERAGE:
		return count > 0 ? sum / (double)count : 0;
	case MC_DATA_MAX:
		return most;
	case MC_DATA_MIN:
	case MC_DATA_ALL:
		break;
	}
	return least;
}

struct mc_data_outcome mc_data_group_outcome(const struct mc_data_group *group,
					     const struct mc_data_outcome *children, size_t count)
{
	struct mc_data_outcome whole = { .is_full = true };
	size_t accepted = 0;
	bool has_loss = false;

	for (size_t i = 0; i < count; i++) {
		const struct mc_data_outcome *child = &children[i];
		bool is_worse = group->blames_worst && child->severity > whole.severity;

		accepted += child->is_accepted;
		whole.is_full &= child->is_full;
		if (!child->is_full && !has_loss) {
			whole.blamed = child->blamed;
			has_loss = true;
		}
		if (!child->is_accepted && (whole.severity == 0 || is_worse)) {
			whole.severity = child->severity;
			whole.blamed = child->blamed;
		}
	}
	whole.is_accepted =
		accepted == count || group->always_accepts || (group->accepts_any && accepted > 0);
	if (whole.is_accepted)
		whole.severity = 0;
	whole.score = combine(group->score, children, count);
	if (group->score == MC_DATA_ALL && !whole.is_full)
		whole.score = 0;
	return whole;
}

int64_t mc_data_points(double score, int64_t max)
{
	if (!(score > 0))
		return 0;
	return score >= (double)max ? max : (int64_t)(score + 0.5);
}
