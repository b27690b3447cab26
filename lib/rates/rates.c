/* SPDX-License-Identifier: MIT */
#include "rates/rates.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"

/* ---- derived counts ---- */

struct mc_standings mc_standings_sum(const struct mc_standings by_gender[MC_GENDER_COUNT])
{
	struct mc_standings sum = { { 0 } };

	for (size_t g = 0; g < MC_GENDER_COUNT; g++) {
		for (size_t i = 0; i < MC_STANDING_COUNT; i++)
			sum.counts[i] += by_gender[g].counts[i];
	}
	return sum;
}

struct mc_outcomes mc_outcomes_sum(const struct mc_outcomes by_gender[MC_GENDER_COUNT])
{
	struct mc_outcomes sum = { .in_field_early = 0 };

	for (size_t g = 0; g < MC_GENDER_COUNT; g++) {
		for (size_t i = 0; i < MC_OUTCOME_COUNT; i++)
			sum.codes[i] += by_gender[g].codes[i];
		sum.in_field_early += by_gender[g].in_field_early;
	}
	return sum;
}

void mc_rates_add(struct mc_rates *sum, const struct mc_rates *rates)
{
	for (size_t g = 0; g < MC_GENDER_COUNT; g++) {
		for (size_t i = 0; i < MC_STANDING_COUNT; i++) {
			sum->standings[g].counts[i] += rates->standings[g].counts[i];
			sum->without_moves[g].counts[i] += rates->without_moves[g].counts[i];
		}
		for (size_t i = 0; i < MC_OUTCOME_COUNT; i++)
			sum->outcomes[g].codes[i] += rates->outcomes[g].codes[i];
		sum->outcomes[g].in_field_early += rates->outcomes[g].in_field_early;
	}
	sum->is_final = sum->is_final && rates->is_final;
	sum->is_outcome_final = sum->is_outcome_final && rates->is_outcome_final;
}

static int64_t sum_from(const int64_t *counts, size_t first, size_t end)
{
	int64_t sum = 0;

	for (size_t i = first; i < end; i++)
		sum += counts[i];
	return sum;
}

int64_t mc_standings_started(const struct mc_standings *s)
{
	return sum_from(s->counts, MC_LEFT_BY_CENSUS, MC_STANDING_COUNT);
}

int64_t mc_standings_enrolled(const struct mc_standings *s)
{
	return sum_from(s->counts, MC_ON_TIME, MC_STANDING_COUNT);
}

int64_t mc_standings_graduated(const struct mc_standings *s)
{
	return sum_from(s->counts, MC_ON_TIME, MC_STILL);
}

int64_t mc_outcomes_counted(const struct mc_outcomes *o)
{
	return sum_from(o->codes, 0, MC_OUTCOME_EXCLUDED);
}

int64_t mc_outcomes_in_field(const struct mc_outcomes *o)
{
	return sum_from(o->codes, MC_OUTCOME_1A, MC_OUTCOME_2A);
}

int64_t mc_outcomes_full_time(const struct mc_outcomes *o)
{
	return sum_from(o->codes, MC_OUTCOME_1A, MC_OUTCOME_1D);
}

int64_t mc_outcomes_known(const struct mc_outcomes *o)
{
	return mc_outcomes_counted(o) - o->codes[MC_OUTCOME_4];
}

enum mc_rates_gender mc_rates_gender_of(const char *text)
{
	if (!text)
		return MC_GENDER_UNKNOWN;
	return *text == 'f'   ? MC_GENDER_F
	       : *text == 'm' ? MC_GENDER_M
	       : *text == 'n' ? MC_GENDER_N
			      : MC_GENDER_UNKNOWN;
}

/* ---- counting ---- */

struct counting {
	struct mc_rates *rates;
	struct mc_records *records;
	const struct mc_rates_scope *scope;
	const struct mc_cohort **sorted; /* cohorts by id */
	const struct mc_cohort *last;	 /* of the row before: most rows have the same */
};

static int compare_ids(const void *a, const void *b)
{
	const struct mc_cohort *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

static const struct mc_cohort *find_cohort(struct counting *counting, const char *id)
{
	const struct mc_cohort key = { .id = id };
	const struct mc_cohort *wanted = &key;

	if (counting->last && !strcmp(counting->last->id, id))
		return counting->last;
	const struct mc_cohort **found = bsearch(&wanted, counting->sorted, counting->scope->cohorts->count,
						 sizeof(*counting->sorted), compare_ids);

	counting->last = found ? *found : NULL;
	return counting->last;
}

/* Columns of the query, in order. */
enum column {
	COHORT,
	GENDER,
	STARTED,
	WITHDRAWN,
	REASON,
	EXCLUSION,
	GRADUATED,
	CERTIFICATE,
	INTENT,
	INTENT_ON,
	WORK_AUTH,
	OUTCOME,
	ACCEPTED
};

#define COLUMNS \
	"cohort_id, gender, started_on, withdrawn_on, withdrawn_reason, exclusion, graduated_on, " \
	"certificate_on, " \
	"intent, intent_on, work_auth, outcome, accepted_on"

static void count_outcome(struct mc_rates *rates, enum mc_rates_gender gender, const struct mc_query *query,
			  const struct mc_cohort *cohort, const char *as_of)
{
	const struct mc_placement placement = { .graduated_on = mc_query_text(query, GRADUATED),
						.intent = mc_query_text(query, INTENT),
						.intent_on = mc_query_text(query, INTENT_ON),
						.work_auth = mc_query_text(query, WORK_AUTH),
						.outcome = mc_query_text(query, OUTCOME),
						.accepted_on = mc_query_text(query, ACCEPTED) };
	bool is_early = false;
	enum mc_outcome outcome = mc_outcome_on(&is_early, &placement, cohort, as_of);
	int32_t graduated = 0;
	int32_t day = 0;

	rates->outcomes[gender].codes[outcome]++;
	rates->outcomes[gender].in_field_early += is_early && outcome < MC_OUTCOME_2A;
	if (mc_date_read(&graduated, placement.graduated_on) && mc_date_read(&day, as_of) &&
	    day < graduated + MC_PLACEMENT_DAYS)
		rates->is_outcome_final = false;
}

static void count_row(struct counting *counting, const struct mc_query *query)
{
	const struct mc_rates_scope *scope = counting->scope;
	const struct mc_cohort *cohort = find_cohort(counting, mc_query_text(query, COHORT));
	enum mc_rates_gender gender = mc_rates_gender_of(mc_query_text(query, GENDER));
	const struct mc_case c = { .started_on = mc_query_text(query, STARTED),
				   .withdrawn_on = mc_query_text(query, WITHDRAWN),
				   .withdrawn_reason = mc_query_text(query, REASON),
				   .exclusion = mc_query_text(query, EXCLUSION),
				   .graduated_on = mc_query_text(query, GRADUATED),
				   .certificate_on = mc_query_text(query, CERTIFICATE) };

	if (!cohort)
		return;
	struct mc_rates *rates =
		&counting->rates[scope->by_cohort ? (size_t)(cohort - scope->cohorts->items) : 0];
	enum mc_standing standing = mc_standing_on(&c, cohort, scope->as_of, scope->exclusions);
	bool is_moved = standing == MC_WITHDRAWN && mc_case_is_moved(&c);

	rates->standings[gender].counts[standing]++;
	rates->without_moves[gender].counts[is_moved ? MC_EXCLUDED : standing]++;
	if (standing >= MC_ON_TIME && standing <= MC_AFTER_150)
		count_outcome(rates, gender, query, cohort, scope->as_of);
}

static struct mc_err *open_query(struct mc_query **query, const struct counting *counting)
{
	const struct mc_cohorts *cohorts = counting->scope->cohorts;

	if (cohorts->count != 1)
		return mc_records_query(query, counting->records,
					"SELECT " COLUMNS " FROM enrolment WHERE school_id = ?1");
	MC_TRY(mc_records_query(query, counting->records,
				"SELECT " COLUMNS " FROM enrolment WHERE school_id = ?1 AND cohort_id = ?2"));
	mc_query_bind_text(*query, 2, cohorts->items[0].id);
	return NULL;
}

static struct mc_err *count(void *context)
{
	struct counting *counting = context;
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(open_query(&query, counting));
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		count_row(counting, query);
	}
}

static void start(struct mc_rates *rates, const struct mc_rates_scope *scope)
{
	const struct mc_cohorts *cohorts = scope->cohorts;

	rates[0] = (struct mc_rates){ .is_final = true, .is_outcome_final = true };
	for (size_t i = 0; i < cohorts->count; i++) {
		bool is_final = mc_rates_is_final(&cohorts->items[i], scope->as_of);

		if (scope->by_cohort)
			rates[i] = (struct mc_rates){ .is_final = is_final, .is_outcome_final = is_final };
		else
			rates[0].is_final = rates[0].is_outcome_final = rates[0].is_final && is_final;
	}
}

struct mc_err *mc_rates_count(struct mc_rates *rates, struct mc_records *records,
			      const struct mc_rates_scope *scope)
{
	const struct mc_cohorts *cohorts = scope->cohorts;
	struct counting counting = { .rates = rates, .records = records, .scope = scope };
	struct mc_err *err = NULL;

	counting.sorted = mc_alloc_zero(cohorts->count + 1, sizeof(*counting.sorted));
	for (size_t i = 0; i < cohorts->count; i++)
		counting.sorted[i] = &cohorts->items[i];
	qsort(counting.sorted, cohorts->count, sizeof(*counting.sorted), compare_ids);
	start(rates, scope);
	err = mc_records_read(records, count, &counting);
	free(counting.sorted);
	return err;
}
