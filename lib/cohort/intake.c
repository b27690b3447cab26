/* SPDX-License-Identifier: MIT */
#include "cohort/intake.h"

#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/consent.h"
#include "cohort/outcome.h"
#include "records/people.h"

void mc_intake_release(struct mc_intake *intake)
{
	free(intake->rows);
	free(intake->findings);
	mc_arena_release(&intake->arena);
	*intake = (struct mc_intake)MC_INTAKE_INIT;
}

void mc_intake_add_finding(struct mc_intake *intake, const struct mc_intake_finding *finding)
{
	struct mc_arena *arena = &intake->arena;

	intake->error_count += finding->is_error;
	if (intake->finding_count >= MC_INTAKE_MAX_FINDINGS)
		return;
	*MC_VEC_ADD(intake->findings, intake->finding_count, intake->finding_capacity) =
		(struct mc_intake_finding){
			.is_error = finding->is_error,
			.line = finding->line,
			.column = finding->column ? mc_arena_strdup(arena, finding->column) : NULL,
			.text = mc_arena_strdup(arena, finding->text),
			.hint = finding->hint ? mc_arena_strdup(arena, finding->hint) : NULL,
		};
}

/* ---- who is new to the school ---- */

/* From so many rows on, one question for all of them is cheaper than one or more for each. */
enum { MANY_ROWS = 500 };

static int by_learner(const void *a, const void *b)
{
	const struct mc_intake_row *const *x = a, *const *y = b;

	return strcmp((*x)->wanted.learner, (*y)->wanted.learner);
}

/* Goes through the rows and the learners of the school side by side; both are in order. */
static struct mc_err *mark_known(struct mc_intake_row *const sorted[], size_t count,
				 struct mc_records *records)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT learner_id FROM learner WHERE school_id = ?1 AND learner_id >= ?2"
				" AND learner_id <= ?3 ORDER BY learner_id"));
	mc_query_bind_text(query, 2, sorted[0]->wanted.learner);
	mc_query_bind_text(query, 3, sorted[count - 1]->wanted.learner);
	for (size_t i = 0;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		const char *learner = mc_query_text(query, 0);

		while (i < count && strcmp(sorted[i]->wanted.learner, learner) < 0)
			i++;
		if (i < count)
			sorted[i]->may_be_known = !strcmp(sorted[i]->wanted.learner, learner);
	}
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *find_known(struct mc_intake *intake, struct mc_records *records)
{
	bool is_many = intake->count >= MANY_ROWS;
	struct mc_intake_row **sorted = NULL;
	struct mc_err *err = NULL;

	for (size_t i = 0; i < intake->count; i++)
		intake->rows[i].may_be_known = !is_many;
	if (!is_many)
		return NULL;
	sorted = mc_alloc_zero(intake->count, sizeof(struct mc_intake_row *));
	for (size_t i = 0; i < intake->count; i++)
		sorted[i] = &intake->rows[i];
	qsort(sorted, intake->count, sizeof(struct mc_intake_row *), by_learner);
	err = mark_known(sorted, intake->count, records);
	free(sorted);
	return err;
}

/* ---- comparing ---- */

struct comparing {
	struct mc_intake *intake;
	struct mc_records *records;
};

/* What a learner does not agree to any more is left out of the list. */
static void leave_out(struct mc_intake_row *row, struct mc_arena *arena, const struct mc_consents *withdrawn)
{
	struct mc_profile *profile = NULL;

	if (withdrawn->count == 0)
		return;
	if (row->profile) {
		profile = mc_arena_alloc(arena, sizeof(*profile));
		*profile = *row->profile;
		row->profile = profile;
	}
	mc_consents_filter(withdrawn, &row->wanted, profile);
}

static struct mc_err *compare_profile(struct mc_intake_row *row, struct mc_arena *arena,
				      struct mc_records *records)
{
	struct mc_profile recorded = { { NULL } };

	if (row->may_be_known)
		MC_TRY(mc_profile_read(&recorded, arena, records, row->wanted.learner));
	row->is_profile_new = !mc_profile_is_said(row->profile, &recorded);
	row->recorded_profile = NULL;
	if (mc_profile_is_empty(&recorded))
		return NULL;
	struct mc_profile *kept = mc_arena_alloc(arena, sizeof(*kept));

	*kept = recorded;
	row->recorded_profile = kept;
	return NULL;
}

/* Of several starts the first one counts, whenever it becomes known. */
static void keep_first_start(struct mc_intake_row *row, const struct mc_enrolment *recorded)
{
	const char *wanted = row->wanted.facts[MC_FACT_STARTED_ON];
	const char *known = recorded->facts[MC_FACT_STARTED_ON];

	if (wanted && known && strcmp(known, wanted) < 0) {
		row->wanted.facts[MC_FACT_STARTED_ON] = NULL;
		row->wanted.facts[MC_FACT_AGE] = NULL;
	}
}

/* After the window another answer about intents changes nothing: see outcome.h. */
static void keep_counted_intent(struct mc_intake_row *row, const struct mc_enrolment *recorded,
				const struct mc_cohort *cohort)
{
	const char **wanted = row->wanted.facts;
	int32_t census = 0;
	int32_t answered = 0;

	if (!recorded->facts[MC_FACT_INTENT] || !wanted[MC_FACT_INTENT] || !wanted[MC_FACT_INTENT_ON] ||
	    !strcmp(recorded->facts[MC_FACT_INTENT], wanted[MC_FACT_INTENT]))
		return;
	if (!mc_date_read(&census, cohort->census_on) ||
	    !mc_date_read(&answered, wanted[MC_FACT_INTENT_ON]) || answered <= census + MC_INTENT_WINDOW_DAYS)
		return;
	wanted[MC_FACT_INTENT] = wanted[MC_FACT_INTENT_ON] = wanted[MC_FACT_WORK_AUTH] = NULL;
	row->more = _("the first answer about intents stays");
}

static struct mc_err *compare_row(struct mc_intake_row *row, struct mc_intake *intake,
				  struct mc_records *records)
{
	struct mc_enrolment recorded = { 0 };
	bool found = false;

	if (row->may_be_known)
		MC_TRY(mc_enrolment_read(&recorded, &found, &intake->arena, records, intake->cohort->id,
					 row->wanted.learner));
	row->recorded = NULL;
	if (found) {
		struct mc_enrolment *kept = mc_arena_alloc(&intake->arena, sizeof(*kept));

		*kept = recorded;
		row->recorded = kept;
		keep_first_start(row, kept);
		keep_counted_intent(row, kept, intake->cohort);
	}
	if (row->profile)
		MC_TRY(compare_profile(row, &intake->arena, records));
	row->state = !found ? MC_INTAKE_NEW
		     : row->is_profile_new || !mc_enrolment_is_said(&row->wanted, &recorded)
			     ? MC_INTAKE_CHANGED
			     : MC_INTAKE_SAME;
	intake->states[row->state]++;
	return NULL;
}

static struct mc_err *compare(void *context)
{
	const struct comparing *comparing = context;
	struct mc_intake *intake = comparing->intake;
	MC_AUTO(mc_consents) withdrawn = MC_CONSENTS_INIT;

	MC_TRY(find_known(intake, comparing->records));
	memset(intake->states, 0, sizeof(intake->states));
	MC_TRY(mc_consents_read(&withdrawn, comparing->records, NULL));
	for (size_t i = 0; i < intake->count; i++) {
		leave_out(&intake->rows[i], &intake->arena, &withdrawn);
		MC_TRY(compare_row(&intake->rows[i], intake, comparing->records));
	}
	return NULL;
}

static struct mc_err *unlock(const struct mc_intake *intake, struct mc_records *records)
{
	for (size_t i = 0; i < intake->count; i++) {
		if (intake->rows[i].profile)
			return mc_people_unlock(records);
	}
	return NULL;
}

struct mc_err *mc_intake_compare(struct mc_intake *intake, struct mc_records *records)
{
	struct comparing comparing = { intake, records };

	MC_TRY(unlock(intake, records));
	return mc_records_read(records, compare, &comparing);
}

/* ---- committing ---- */

static struct mc_err *write_profile(struct mc_records *records, const struct mc_intake_row *row)
{
	const char *learner = row->wanted.learner;

	return row->may_be_known ? mc_profile_write(records, learner, row->profile, row->recorded_profile)
				 : mc_profile_write_first(records, learner, row->profile);
}

static struct mc_err *commit(void *context)
{
	const struct comparing *comparing = context;
	struct mc_intake *intake = comparing->intake;

	MC_TRY(compare(context));
	intake->events = 0;
	for (size_t i = 0; i < intake->count; i++) {
		const struct mc_intake_row *row = &intake->rows[i];
		size_t events = 0;

		if (row->state == MC_INTAKE_SAME)
			continue;
		MC_TRY(mc_enrolment_change(&events, comparing->records, &row->wanted, row->recorded));
		intake->events += events;
		if (row->is_profile_new)
			MC_TRY(write_profile(comparing->records, row));
	}
	return NULL;
}

struct mc_err *mc_intake_commit(struct mc_intake *intake, struct mc_records *records)
{
	struct comparing comparing = { intake, records };

	if (intake->error_count > 0)
		return mc_err_new(MC_E_INPUT,
				  NP_("the list has %zu fault; nothing was changed",
				      "the list has %zu faults; nothing was changed", intake->error_count),
				  intake->error_count);
	MC_TRY(unlock(intake, records));
	return mc_records_write(records, commit, &comparing);
}
