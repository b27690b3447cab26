/* SPDX-License-Identifier: MIT */
#include "deadline/late.h"

#include <string.h>

enum { MINUTE_S = 60, DAY_S = 24 * 60 * 60, WHOLE = 100, NOTHING_LEFT = WHOLE + 1 };

const char *mc_late_kind_name(enum mc_late_kind kind)
{
	static const char *const names[MC_LATE_LINE_COUNT] = {
#define X(constant, name) name,
		MC_LATE_LINES(X)
#undef X
	};

	return names[kind];
}

/* Times come from commits and may be anything: what is too large stays the largest. */
static int64_t later_by(int64_t moment_s, int64_t seconds)
{
	int64_t sum;

	return __builtin_add_overflow(moment_s, seconds, &sum) ? INT64_MAX : sum;
}

/* Seconds from one moment to a later one; 0 when it is not later. */
static int64_t seconds_after(int64_t from_s, int64_t to_s)
{
	int64_t between;

	if (to_s <= from_s)
		return 0;
	return __builtin_sub_overflow(to_s, from_s, &between) ? INT64_MAX : between;
}

static int64_t whole_minutes(int64_t seconds)
{
	return seconds / MINUTE_S + (seconds % MINUTE_S != 0);
}

int64_t mc_late_due_s(const struct mc_late_due *due)
{
	if (!due->has_due || due->is_excused)
		return INT64_MAX;
	return due->extended_s > due->due_s ? due->extended_s : due->due_s;
}

/* ---- the curve ---- */

static uint32_t days_for_one(const struct mc_late_policy *policy, uint32_t grace_left)
{
	return policy->grace_most && policy->grace_most < grace_left ? policy->grace_most : grace_left;
}

/* Minutes after a deadline from which on nothing counts, or INT64_MAX. */
static int64_t end_minutes(const struct mc_late_policy *policy)
{
	if (policy->cutoff_minutes)
		return policy->cutoff_minutes;
	return policy->step_count ? INT64_MAX : 0;
}

/* Percent that are lost when late by so many seconds; NOTHING_LEFT beyond the cut-off. */
static uint32_t percent_lost(const struct mc_late_policy *policy, int64_t late_s)
{
	uint32_t percent = 0;

	if (late_s <= (int64_t)policy->grace_minutes * MINUTE_S)
		return 0;
	int64_t minutes = whole_minutes(late_s);

	if (minutes > end_minutes(policy))
		return NOTHING_LEFT;
	for (size_t i = 0; i < policy->step_count && minutes > policy->steps[i].after_minutes; i++)
		percent = policy->steps[i].percent;
	return percent;
}

/* Minutes after a deadline up to which something can still be had, or INT64_MAX. */
static int64_t worthwhile_minutes(const struct mc_late_policy *policy)
{
	int64_t minutes = end_minutes(policy);

	for (size_t i = 0; i < policy->step_count; i++) {
		if (policy->steps[i].percent >= WHOLE && policy->steps[i].after_minutes < minutes)
			minutes = policy->steps[i].after_minutes;
	}
	return minutes > policy->grace_minutes ? minutes : policy->grace_minutes;
}

/* ---- what others ask ---- */

int64_t mc_late_until(const struct mc_late_policy *policy, const struct mc_late_due *due, uint32_t grace_left)
{
	int64_t due_s = mc_late_due_s(due), minutes = worthwhile_minutes(policy);

	if (due_s == INT64_MAX || minutes == INT64_MAX)
		return INT64_MAX;
	return later_by(due_s, (int64_t)days_for_one(policy, grace_left) * DAY_S + minutes * MINUTE_S);
}

bool mc_late_is_late(const struct mc_late_policy *policy, const struct mc_late_due *due, int64_t submitted_s)
{
	return seconds_after(mc_late_due_s(due), submitted_s) > (int64_t)policy->grace_minutes * MINUTE_S;
}

/* How late a submission still is when days were used. */
static int64_t late_after(int64_t late_s, uint32_t days)
{
	return late_s > (int64_t)days * DAY_S ? late_s - (int64_t)days * DAY_S : 0;
}

uint32_t mc_late_grace(const struct mc_late_policy *policy, const struct mc_late_due *due,
		       int64_t submitted_s, uint32_t grace_left)
{
	int64_t late_s = seconds_after(mc_late_due_s(due), submitted_s);
	uint32_t most = days_for_one(policy, grace_left), days = 0;
	uint32_t best = percent_lost(policy, late_after(late_s, most));

	/* Without points there is nothing to be had for a day. */
	if (best >= WHOLE)
		return 0;
	while (percent_lost(policy, late_after(late_s, days)) > best)
		days++;
	return days;
}

/* ---- lines ---- */

static struct mc_late_line *add_line(struct mc_late_score *score, enum mc_late_kind kind, int64_t minutes)
{
	struct mc_late_line *line = &score->lines[score->count++];

	*line = (struct mc_late_line){ .kind = kind, .minutes = minutes };
	return line;
}

/* So many percent of points, to whole thousandths, a half upwards; no product that could overflow. */
static int64_t share(int64_t points, uint32_t percent)
{
	return points / WHOLE * percent + (points % WHOLE * percent + WHOLE / 2) / WHOLE;
}

static void take_off(struct mc_late_score *score, int64_t late_s, uint32_t percent)
{
	bool is_cut = percent == NOTHING_LEFT;
	struct mc_late_line *line =
		add_line(score, is_cut ? MC_LATE_CUTOFF : MC_LATE_PENALTY, whole_minutes(late_s));

	line->percent = is_cut ? WHOLE : percent;
	if (score->points > 0)
		line->points = -share(score->points, line->percent);
	score->points += line->points;
}

void mc_late_apply(struct mc_late_score *score, const struct mc_late_policy *policy,
		   const struct mc_late_due *due, int64_t submitted_s, uint32_t grace_left, int64_t points)
{
	*score = (struct mc_late_score){ .points = points };
	if (due->is_excused)
		(void)add_line(score, MC_LATE_EXCUSED, 0);
	if (due->is_excused || !due->has_due)
		return;
	int64_t late_s = seconds_after(mc_late_due_s(due), submitted_s);

	if (due->extended_s > due->due_s)
		(void)add_line(score, MC_LATE_EXTENSION,
			       whole_minutes(seconds_after(due->due_s, due->extended_s)));
	score->grace_used = mc_late_grace(policy, due, submitted_s, grace_left);
	if (score->grace_used > 0)
		add_line(score, MC_LATE_GRACE, whole_minutes(late_s))->days = score->grace_used;
	late_s = late_after(late_s, score->grace_used);
	if (late_s > (int64_t)policy->grace_minutes * MINUTE_S)
		take_off(score, late_s, percent_lost(policy, late_s));
}
