/* SPDX-License-Identifier: MIT */
#include "gradebook/lateness.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/time.h"

/* Any number of points above 0 shows whether some are lost. */
enum { SOME_POINTS = 100000 };

void mc_lateness_release(struct mc_lateness *lateness)
{
	free(lateness->items);
	mc_grades_release(&lateness->grades);
	*lateness = (struct mc_lateness)MC_LATENESS_INIT;
}

static void add_items(struct mc_lateness *lateness)
{
	lateness->items = mc_alloc_zero(lateness->grades.count + 1, sizeof(*lateness->items));
	for (size_t i = 0; i < lateness->grades.count; i++) {
		const struct mc_grade *grade = &lateness->grades.items[i];
		int64_t ms = 0;

		if (mc_time_read_ms(&ms, grade->submitted_at))
			lateness->items[lateness->count++] =
				(struct mc_lateness_item){ .learner = grade->learner,
							   .exercise = grade->exercise,
							   .module = grade->module,
							   .submitted_s = ms / 1000 };
	}
}

/* ---- applying ---- */

static int compare(const void *a, const void *b)
{
	const struct mc_lateness_item *x = a, *y = b;
	int order = strcmp(x->learner, y->learner);
	int64_t x_due = mc_late_due_s(&x->due), y_due = mc_late_due_s(&y->due);

	if (order)
		return order;
	if (x_due != y_due)
		return x_due < y_due ? -1 : 1;
	return strcmp(x->exercise, y->exercise);
}

static void judge(struct mc_lateness_item *item, const struct mc_late_policy *policy, uint32_t grace_left)
{
	struct mc_late_score score;

	mc_late_apply(&score, policy, &item->due, item->submitted_s, grace_left, SOME_POINTS);
	item->grace_left = grace_left;
	item->grace_used = score.grace_used;
	item->is_late = false;
	for (size_t i = 0; i < score.count; i++)
		item->is_late |=
			score.lines[i].kind == MC_LATE_PENALTY || score.lines[i].kind == MC_LATE_CUTOFF;
}

void mc_lateness_apply(struct mc_lateness *lateness, const struct mc_deadlines *deadlines)
{
	const struct mc_late_policy *policy = mc_deadlines_policy(deadlines);
	uint32_t left = 0;

	for (size_t i = 0; i < lateness->count; i++) {
		struct mc_lateness_item *item = &lateness->items[i];

		item->due = mc_deadlines_due(deadlines, item->learner, item->module, item->exercise);
	}
	if (lateness->count)
		qsort(lateness->items, lateness->count, sizeof(*lateness->items), compare);
	for (size_t i = 0; i < lateness->count; i++) {
		struct mc_lateness_item *item = &lateness->items[i];

		if (i == 0 || strcmp(item->learner, item[-1].learner) != 0)
			left = policy->grace_days;
		judge(item, policy, left);
		left -= item->grace_used;
	}
}

struct mc_err *mc_lateness_read(struct mc_lateness *lateness, struct mc_records *records, const char *cohort,
				const struct mc_deadlines *deadlines)
{
	MC_TRY(mc_grades_read(&lateness->grades, records, cohort, NULL));
	add_items(lateness);
	mc_lateness_apply(lateness, deadlines);
	return NULL;
}

/* ---- asking ---- */

/* The first submission of a learner, or of the one after them. */
static size_t first_of(const struct mc_lateness *lateness, const char *learner)
{
	size_t low = 0, high = lateness->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(lateness->items[middle].learner, learner) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t mc_lateness_grace_left(const struct mc_lateness *lateness, const struct mc_deadlines *deadlines,
				const char *learner)
{
	uint32_t left = mc_deadlines_policy(deadlines)->grace_days;

	for (size_t i = first_of(lateness, learner);
	     i < lateness->count && !strcmp(lateness->items[i].learner, learner); i++)
		left -= lateness->items[i].grace_used;
	return left;
}

/* By learner and exercise, which no deadline changes. */
static int compare_names(const void *a, const void *b)
{
	const struct mc_lateness_item *x = a, *y = b;
	int order = strcmp(x->learner, y->learner);

	return order ? order : strcmp(x->exercise, y->exercise);
}

void mc_lateness_compare(struct mc_lateness_change *change, struct mc_lateness *lateness,
			 const struct mc_deadlines *deadlines)
{
	size_t count = lateness->count;
	struct mc_lateness_item *before = mc_alloc_zero(count + 1, sizeof(*before));

	*change = (struct mc_lateness_change){ .graded = count };
	if (count) {
		memcpy(before, lateness->items, count * sizeof(*before));
		qsort(before, count, sizeof(*before), compare_names);
	}
	mc_lateness_apply(lateness, deadlines);
	for (size_t i = 0; i < count; i++) {
		const struct mc_lateness_item *now = &lateness->items[i];
		const struct mc_lateness_item *then =
			bsearch(now, before, count, sizeof(*before), compare_names);

		change->late += then && now->is_late && !then->is_late;
		change->in_time += then && !now->is_late && then->is_late;
	}
	free(before);
}
