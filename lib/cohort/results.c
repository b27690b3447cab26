/* SPDX-License-Identifier: MIT */
#include "cohort/results.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/index.h"
#include "cohort/learner.h"
#include "records/people.h"

void mc_results_release(struct mc_results *results)
{
	free(results->items);
	mc_intake_release(&results->intake);
	*results = (struct mc_results)MC_RESULTS_INIT;
}

/* ---- whose ---- */

struct applying {
	struct mc_results *results;
	struct mc_records *records;
	struct mc_enrolments learners; /* of the cohort */
	struct mc_index by_id, by_repository;
	bool is_commit;
	size_t finding_count, error_count; /* of reading: applying may be done again */
};

static void complain(const struct applying *a, const struct mc_exercise_result *result, const char *column,
		     const char *text, const char *hint)
{
	mc_intake_add_finding(&a->results->intake, &(struct mc_intake_finding){ .is_error = true,
										.line = result->line,
										.column = column,
										.text = text,
										.hint = hint });
}

/* Several learners have this repository. */
#define SEVERAL (MC_INDEX_NONE - 1)

/* The last part of a path or URL, without ".git" and slashes at the end; in the arena. */
static const char *last_part(struct mc_arena *arena, const char *path)
{
	struct mc_str part = mc_str(path);
	size_t start = 0;

	while (part.len > 0 && part.ptr[part.len - 1] == '/')
		part.len--;
	if (part.len > 4 && !memcmp(part.ptr + part.len - 4, ".git", 4))
		part.len -= 4;
	for (size_t i = 0; i < part.len; i++) {
		if (part.ptr[i] == '/')
			start = i + 1;
	}
	return mc_arena_copy(arena, part.ptr + start, part.len - start);
}

/* Of somebody who started here and came here from elsewhere, too, the first one counts. */
static void index_learners(struct applying *a)
{
	for (size_t i = 0; i < a->learners.count; i++) {
		const struct mc_enrolment *learner = &a->learners.items[i];
		bool is_ours = !strcmp(learner->cohort, a->results->intake.cohort->id);

		if (is_ours || mc_index_find(&a->by_id, learner->learner) == MC_INDEX_NONE)
			mc_index_set(&a->by_id, learner->learner, (uint32_t)i);
	}
}

static uint32_t find_place(const struct applying *a, const struct mc_exercise_result *result)
{
	uint32_t place = mc_index_find(&a->by_id, result->whom);

	if (place != MC_INDEX_NONE || !a->results->is_document)
		return place;
	const char *part = last_part(&a->results->intake.arena, result->whom);

	place = mc_index_find(&a->by_id, part);
	return place != MC_INDEX_NONE ? place : mc_index_find(&a->by_repository, part);
}

static void find_learner(const struct applying *a, struct mc_exercise_result *result)
{
	uint32_t place = find_place(a, result);

	result->is_dropped = place == MC_INDEX_NONE || place == SEVERAL;
	if (!result->is_dropped) {
		result->learner = a->learners.items[place].learner;
		result->cohort = a->learners.items[place].cohort;
	} else if (a->results->is_document) {
		complain(a, result, "submission",
			 place == SEVERAL ? _("several learners have this repository")
					  : _("no learner of the cohort has this repository"),
			 _("name the folder by the id of the learner, or import the column repository"));
	} else {
		complain(a, result, "learner_id", _("the cohort has no such learner"), NULL);
	}
}

/* ---- which ---- */

/* Whether a is better than what is recorded, or than another of the list; days are compared as text. */
static bool is_better(const struct mc_exercise_result *a, bool is_passed, int64_t points, const char *done_on)
{
	if (a->is_passed != is_passed)
		return a->is_passed;
	if (a->points != points)
		return a->points > points;
	return strcmp(a->done_on, done_on) < 0;
}

/* By learner and exercise, the best first. */
static int compare_results(const void *a, const void *b)
{
	const struct mc_exercise_result *const *x = a, *const *y = b;
	int order = strcmp((*x)->learner, (*y)->learner);

	if (!order)
		order = strcmp((*x)->exercise, (*y)->exercise);
	if (order)
		return order;
	if (is_better(*x, (*y)->is_passed, (*y)->points, (*y)->done_on))
		return -1;
	if (is_better(*y, (*x)->is_passed, (*x)->points, (*x)->done_on))
		return 1;
	return (*x)->line < (*y)->line ? -1 : 1;
}

/* Learners hand in many times: of all only the best is compared with the records. */
static void keep_best(struct mc_results *results)
{
	struct mc_exercise_result **sorted =
		mc_alloc_zero(results->count + 1, sizeof(struct mc_exercise_result *));
	size_t count = 0;

	for (size_t i = 0; i < results->count; i++) {
		if (!results->items[i].is_dropped)
			sorted[count++] = &results->items[i];
	}
	qsort(sorted, count, sizeof(*sorted), compare_results);
	for (size_t i = 1; i < count; i++)
		sorted[i]->is_dropped = !strcmp(sorted[i]->learner, sorted[i - 1]->learner) &&
					!strcmp(sorted[i]->exercise, sorted[i - 1]->exercise);
	free(sorted);
}

static struct mc_err *compare(struct mc_exercise_result *result, struct mc_records *records)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(
		&query, records,
		"SELECT passed, points, done_on FROM exercise_result WHERE school_id = ?1 AND cohort_id = ?2"
		" AND learner_id = ?3 AND exercise = ?4"));
	mc_query_bind_text(query, 2, result->cohort);
	mc_query_bind_text(query, 3, result->learner);
	mc_query_bind_text(query, 4, result->exercise);
	MC_TRY(mc_query_step(&has_row, query));
	if (!has_row)
		result->state = MC_INTAKE_NEW;
	else
		result->state = is_better(result, mc_query_int(query, 0) != 0, mc_query_int(query, 1),
					  mc_query_text(query, 2))
					? MC_INTAKE_CHANGED
					: MC_INTAKE_SAME;
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *append(const struct mc_exercise_result *result, struct mc_records *records)
{
	struct mc_fields fields;

	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", result->cohort);
	mc_fields_add_text(&fields, "exercise", result->exercise);
	mc_fields_add_text(&fields, "module", result->module);
	mc_fields_add_int(&fields, "passed", result->is_passed);
	mc_fields_add_int(&fields, "points", result->points);
	mc_fields_add_int(&fields, "max", result->max);
	mc_fields_add_text(&fields, "done_on", result->done_on);
	return mc_records_append(records, "result.recorded", result->learner, &fields);
}

/* ---- all ---- */

static struct mc_err *apply(void *context)
{
	const struct applying *a = context;
	struct mc_results *results = a->results;
	struct mc_intake *intake = &results->intake;

	intake->finding_count = a->finding_count;
	intake->error_count = a->error_count;
	intake->events = 0;
	memset(intake->states, 0, sizeof(intake->states));
	for (size_t i = 0; i < results->count; i++)
		find_learner(a, &results->items[i]);
	keep_best(results);
	for (size_t i = 0; i < results->count; i++) {
		struct mc_exercise_result *result = &results->items[i];

		if (result->is_dropped)
			continue;
		MC_TRY(compare(result, a->records));
		intake->states[result->state]++;
	}
	for (size_t i = 0; a->is_commit && intake->error_count == 0 && i < results->count; i++) {
		if (results->items[i].is_dropped || results->items[i].state == MC_INTAKE_SAME)
			continue;
		MC_TRY(append(&results->items[i], a->records));
		intake->events++;
	}
	return NULL;
}

/* Only a document may name somebody by a repository, and only then is the key needed. */
static bool needs_repositories(const struct applying *a)
{
	const struct mc_results *results = a->results;

	for (size_t i = 0; results->is_document && i < results->count; i++) {
		if (find_place(a, &results->items[i]) == MC_INDEX_NONE)
			return true;
	}
	return false;
}

static struct mc_err *index_repositories(struct applying *a)
{
	struct mc_arena *arena = &a->results->intake.arena;

	MC_TRY(mc_people_unlock(a->records));
	for (size_t i = 0; i < a->learners.count; i++) {
		struct mc_profile profile;

		MC_TRY(mc_profile_read(&profile, arena, a->records, a->learners.items[i].learner));
		const char *repository = profile.facts[MC_PROFILE_REPOSITORY];

		if (!repository)
			continue;
		const char *part = last_part(arena, repository);
		uint32_t known = mc_index_find(&a->by_repository, part);

		/* Two enrolments of one learner are no two learners. */
		if (known == MC_INDEX_NONE)
			mc_index_set(&a->by_repository, part, (uint32_t)i);
		else if (known == SEVERAL ||
			 strcmp(a->learners.items[known].learner, a->learners.items[i].learner) != 0)
			mc_index_set(&a->by_repository, part, SEVERAL);
	}
	return NULL;
}

static struct mc_err *apply_all(struct applying *a)
{
	MC_TRY(mc_enrolments_of_cohort(&a->learners, a->records, a->results->intake.cohort->id));
	index_learners(a);
	if (needs_repositories(a))
		MC_TRY(index_repositories(a));
	return a->is_commit ? mc_records_write(a->records, apply, a) : mc_records_read(a->records, apply, a);
}

struct mc_err *mc_results_apply(struct mc_results *results, struct mc_records *records, bool is_commit)
{
	struct applying applying = { .results = results,
				     .records = records,
				     .learners = MC_ENROLMENTS_INIT,
				     .by_id = MC_INDEX_INIT,
				     .by_repository = MC_INDEX_INIT,
				     .is_commit = is_commit && results->intake.error_count == 0,
				     .finding_count = results->intake.finding_count,
				     .error_count = results->intake.error_count };
	struct mc_err *err = apply_all(&applying);

	/* What results say of learners must outlive the list of them. */
	for (size_t i = 0; i < results->count; i++) {
		struct mc_exercise_result *result = &results->items[i];

		result->learner =
			result->learner ? mc_arena_strdup(&results->intake.arena, result->learner) : NULL;
		result->cohort =
			result->cohort ? mc_arena_strdup(&results->intake.arena, result->cohort) : NULL;
	}
	mc_index_release(&applying.by_id);
	mc_index_release(&applying.by_repository);
	mc_enrolments_release(&applying.learners);
	return err;
}
