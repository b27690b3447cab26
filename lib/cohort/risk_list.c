/* SPDX-License-Identifier: MIT */
#include "cohort/risk_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "cohort/profile.h"
#include "cohort/risk_class.h"
#include "records/people.h"

enum { WEEK = 7 };

void mc_risk_list_release(struct mc_risk_list *list)
{
	free(list->rows);
	free(list->summaries);
	mc_arena_release(&list->arena);
	*list = (struct mc_risk_list)MC_RISK_LIST_INIT;
}

struct mc_err *mc_risk_list_add(struct mc_risk_list *list, struct mc_records *records, const char *cohort,
				const struct mc_risk_settings *settings)
{
	struct mc_risk_class *class = mc_arena_alloc(&list->arena, sizeof(*class));
	struct mc_risk_summary summary = { .cohort = NULL };
	int32_t today = 0;

	MC_TRY(mc_risk_class_read(class, &list->arena, records, cohort));
	(void)mc_date_read(&today, list->as_of);
	struct mc_risk_day now = mc_risk_day(&list->arena, class, settings, today);
	struct mc_risk_day before = mc_risk_day(&list->arena, class, settings, today - WEEK);

	for (size_t i = 0; i < class->learner_count; i++) {
		const struct mc_risk_learner *learner = &class->learners[i];
		struct mc_risk_row row = { .cohort = class->cohort, .learner = learner->id };

		if (!mc_risk_is_here(&now, learner))
			continue;
		row.verdict = mc_risk_judge(&now, learner);
		row.had_verdict = mc_risk_is_here(&before, learner);
		if (row.had_verdict)
			row.before = mc_risk_judge(&before, learner).label;
		summary.labels[row.verdict.label]++;
		*MC_VEC_ADD(list->rows, list->count, list->capacity) = row;
	}
	summary.cohort = class->cohort;
	summary.untaken = now.untaken;
	*MC_VEC_ADD(list->summaries, list->summary_count, list->summary_capacity) = summary;
	return NULL;
}

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* By the gravest reason, and how far it goes: of shares and scores less is worse. */
static int compare_reasons(const struct mc_risk_verdict *v, const struct mc_risk_verdict *w)
{
	const struct mc_risk_reason *a = &v->reasons[0], *b = &w->reasons[0];

	if (v->reason_count == 0 || w->reason_count == 0)
		return (v->reason_count == 0) - (w->reason_count == 0);
	if (a->signal != b->signal)
		return a->signal < b->signal ? -1 : 1;
	bool is_less_worse =
		a->signal == MC_RISK_LOST || a->signal == MC_RISK_ATTENDANCE || a->signal == MC_RISK_SCORE;

	return is_less_worse ? compare_numbers(a->a, b->a) : compare_numbers(b->a, a->a);
}

/* Graver first, then who got there this week. */
static int compare_rows(const void *a, const void *b)
{
	const struct mc_risk_row *x = a, *y = b;
	const struct mc_risk_verdict *v = &x->verdict, *w = &y->verdict;
	bool x_is_new = !x->had_verdict || x->before < v->label;
	bool y_is_new = !y->had_verdict || y->before < w->label;
	int order = compare_reasons(v, w);

	if (v->label != w->label)
		return v->label > w->label ? -1 : 1;
	if (x_is_new != y_is_new)
		return x_is_new ? -1 : 1;
	if (!order)
		order = strcmp(x->learner, y->learner);
	return order ? order : strcmp(x->cohort, y->cohort);
}

void mc_risk_list_sort(struct mc_risk_list *list)
{
	if (list->count > 0)
		qsort(list->rows, list->count, sizeof(*list->rows), compare_rows);
}

struct mc_err *mc_risk_list_name(struct mc_risk_list *list, struct mc_records *records, bool all)
{
	MC_TRY(mc_people_unlock(records));
	list->has_names = true;
	for (size_t i = 0; i < list->count; i++) {
		struct mc_risk_row *row = &list->rows[i];
		struct mc_profile profile;

		if (!all && row->verdict.label < MC_RISK_BEHIND && row->before <= row->verdict.label)
			continue;
		MC_TRY(mc_profile_read(&profile, &list->arena, records, row->learner));
		row->name = profile.facts[MC_PROFILE_DISPLAY_NAME];
	}
	return NULL;
}
