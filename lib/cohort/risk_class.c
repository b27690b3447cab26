/* SPDX-License-Identifier: MIT */
#include "cohort/risk_class.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "cohort/words.h"

/* A session by its id. */
struct place {
	const char *id;
	size_t index;
};

/* A contact of a learner. */
struct contact {
	size_t learner;
	int32_t day;
};

struct reading {
	struct mc_risk_class *class;
	struct mc_arena *arena;
	struct mc_records *records;
	struct place *places; /* by id */
	struct contact *contacts;
	size_t contact_count;
	size_t contact_room;
};

static int32_t day_of(const char *text)
{
	int32_t day = MC_DATE_NONE;

	return text && mc_date_read(&day, text) ? day : MC_DATE_NONE;
}

static int32_t earlier(int32_t a, int32_t b)
{
	return a == MC_DATE_NONE ? b : b == MC_DATE_NONE || a < b ? a : b;
}

/* Opens a query whose parameter 2 is the cohort. */
static struct mc_err *bind_cohort(struct mc_query *query, const struct reading *r)
{
	mc_query_bind_text(query, 2, r->class->cohort);
	return NULL;
}

static int compare_learners(const void *a, const void *b)
{
	const struct mc_risk_learner *x = a, *y = b;

	return strcmp(x->id, y->id);
}

/* The place of a learner; SIZE_MAX when there is none of this id. */
static size_t find_learner(const struct reading *r, const char *id)
{
	const struct mc_risk_learner key = { .id = id };
	const struct mc_risk_class *class = r->class;
	const struct mc_risk_learner *found =
		class->learner_count == 0
			? NULL
			: bsearch(&key, class->learners, class->learner_count, sizeof(key), compare_learners);

	return found ? (size_t)(found - class->learners) : SIZE_MAX;
}

/* ---- learners ---- */

enum learner_column { ID, COHORT, STARTED, WITHDRAWN, GRADUATED, FINISH, MOVED };

static struct mc_risk_learner read_learner(const struct reading *r, const struct mc_query *query)
{
	int32_t started = day_of(mc_query_text(query, STARTED));
	int32_t moved = day_of(mc_query_text(query, MOVED));
	const char *finish = mc_query_text(query, FINISH);
	bool is_ours = !strcmp(mc_query_text(query, COHORT), r->class->cohort);
	struct mc_risk_learner learner = { .id = mc_arena_strdup(r->arena, mc_query_text(query, ID)),
					   .from = started,
					   .until = earlier(day_of(mc_query_text(query, WITHDRAWN)),
							    day_of(mc_query_text(query, GRADUATED))) };

	if (!is_ours && moved != MC_DATE_NONE)
		learner.from = moved;
	/* Who moved away on a day that nobody knows is looked after there. */
	if (is_ours && finish && strcmp(finish, r->class->cohort) != 0)
		learner.until = earlier(learner.until, moved != MC_DATE_NONE ? moved : started);
	return learner;
}

static struct mc_err *read_learners(struct reading *r)
{
	struct mc_risk_class *class = r->class;
	struct mc_risk_learner *all = NULL;
	size_t count = 0, room = 0;
	struct mc_query *query = NULL;
	struct mc_err *err = NULL;
	bool has_row = true;

	MC_TRY(mc_records_query(
		&query, r->records,
		"SELECT e.learner_id, e.cohort_id, e.started_on, e.withdrawn_on, e.graduated_on,"
		" e.cohort_finish, e.moved_on FROM enrolment e"
		" JOIN learner l ON l.school_id = e.school_id AND l.learner_id = e.learner_id"
		" WHERE e.school_id = ?1 AND (e.cohort_id = ?2 OR e.cohort_finish = ?2)"
		" AND l.erased_on IS NULL ORDER BY e.learner_id, e.started_on, e.cohort_id"));
	MC_TRY(bind_cohort(query, r));
	while (!(err = mc_query_step(&has_row, query)) && has_row) {
		if (count == 0 || strcmp(all[count - 1].id, mc_query_text(query, ID)) != 0)
			*MC_VEC_ADD(all, count, room) = read_learner(r, query);
	}
	class->learners = mc_arena_alloc(r->arena, (count + 1) * sizeof(*all));
	if (count > 0)
		memcpy(class->learners, all, count * sizeof(*all));
	class->learner_count = count;
	free(all);
	return err;
}

/* ---- sessions and marks ---- */

static int compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return strcmp(x->id, y->id);
}

static struct mc_err *read_sessions(struct reading *r)
{
	struct mc_risk_class *class = r->class;
	struct mc_risk_session *all = NULL;
	size_t count = 0, room = 0, place_count = 0, place_room = 0;
	struct mc_query *query = NULL;
	struct mc_err *err = NULL;
	bool has_row = true;

	MC_TRY(mc_records_query(&query, r->records,
				"SELECT session_id, held_on, cancelled FROM session WHERE school_id = ?1"
				" AND cohort_id = ?2 ORDER BY held_on, COALESCE(starts_at, ''), session_id"));
	MC_TRY(bind_cohort(query, r));
	while (!(err = mc_query_step(&has_row, query)) && has_row) {
		*MC_VEC_ADD(r->places, place_count, place_room) =
			(struct place){ mc_arena_strdup(r->arena, mc_query_text(query, 0)), count };
		*MC_VEC_ADD(all, count, room) = (struct mc_risk_session){ day_of(mc_query_text(query, 1)),
									  mc_query_int(query, 2) != 0 };
	}
	class->sessions = mc_arena_alloc(r->arena, (count + 1) * sizeof(*all));
	if (count > 0) {
		memcpy(class->sessions, all, count * sizeof(*all));
		qsort(r->places, count, sizeof(*r->places), compare_places);
	}
	class->session_count = count;
	free(all);
	return err;
}

static unsigned char mark_of(const char *status)
{
	static const struct {
		const char *word;
		enum mc_risk_mark mark;
	} marks[] = { { "present", MC_RISK_PRESENT },
		      { "late", MC_RISK_LATE },
		      { "excused", MC_RISK_EXCUSED },
		      { "absent", MC_RISK_ABSENT_MARK } };

	for (size_t i = 0; i < MC_COUNT(marks); i++) {
		if (!strcmp(status, marks[i].word))
			return (unsigned char)marks[i].mark;
	}
	return MC_RISK_NO_MARK;
}

static struct mc_err *read_marks(struct reading *r)
{
	struct mc_risk_class *class = r->class;
	struct mc_query *query = NULL;
	bool has_row = false;

	for (size_t i = 0; i < class->learner_count; i++)
		class->learners[i].marks = mc_arena_alloc(r->arena, class->session_count + 1);
	MC_TRY(mc_records_query(&query, r->records,
				"SELECT a.session_id, a.learner_id, a.status FROM session s JOIN attendance a"
				" ON a.school_id = s.school_id AND a.session_id = s.session_id"
				" WHERE s.school_id = ?1 AND s.cohort_id = ?2"));
	MC_TRY(bind_cohort(query, r));
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		const struct place key = { mc_query_text(query, 0), 0 };
		const struct place *place =
			bsearch(&key, r->places, class->session_count, sizeof(key), compare_places);
		size_t learner = find_learner(r, mc_query_text(query, 1));

		if (place && learner != SIZE_MAX)
			class->learners[learner].marks[place->index] = mark_of(mc_query_text(query, 2));
	}
}

/* ---- exercises ---- */

#define RESULTS_OF_COHORT \
	" FROM exercise_result r JOIN enrolment e ON e.school_id = r.school_id" \
	" AND e.cohort_id = r.cohort_id AND e.learner_id = r.learner_id" \
	" WHERE r.school_id = ?1 AND (e.cohort_id = ?2 OR e.cohort_finish = ?2)"

static struct mc_err *read_exercises(struct reading *r)
{
	struct mc_risk_class *class = r->class;
	const char **all = NULL;
	size_t count = 0, room = 0;
	struct mc_query *query = NULL;
	struct mc_err *err = NULL;
	bool has_row = true;

	MC_TRY(mc_records_query(&query, r->records,
				"SELECT r.exercise" RESULTS_OF_COHORT
				" GROUP BY r.exercise ORDER BY r.exercise"));
	MC_TRY(bind_cohort(query, r));
	while (!(err = mc_query_step(&has_row, query)) && has_row)
		*MC_VEC_ADD(all, count, room) = mc_arena_strdup(r->arena, mc_query_text(query, 0));
	class->exercises = mc_arena_alloc(r->arena, (count + 1) * sizeof(*all));
	if (count > 0)
		memcpy(class->exercises, all, count * sizeof(*all));
	class->exercise_count = count;
	free(all);
	return err;
}

static struct mc_err *read_results(struct reading *r)
{
	struct mc_risk_class *class = r->class;
	struct mc_query *query = NULL;
	size_t exercise = 0;
	bool has_row = false;

	for (size_t i = 0; i < class->learner_count; i++) {
		struct mc_risk_learner *learner = &class->learners[i];

		learner->results =
			mc_arena_alloc(r->arena, (class->exercise_count + 1) * sizeof(*learner->results));
		for (size_t e = 0; e < class->exercise_count; e++)
			learner->results[e].done = MC_DATE_NONE;
	}
	/* In the order of the exercises, so that both lists are walked side by side. */
	MC_TRY(mc_records_query(&query, r->records,
				"SELECT r.exercise, r.learner_id, r.done_on, r.passed" RESULTS_OF_COHORT
				" ORDER BY r.exercise, r.learner_id"));
	MC_TRY(bind_cohort(query, r));
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		while (exercise < class->exercise_count &&
		       strcmp(class->exercises[exercise], mc_query_text(query, 0)) != 0)
			exercise++;
		size_t learner = find_learner(r, mc_query_text(query, 1));

		if (learner == SIZE_MAX || exercise == class->exercise_count)
			continue;
		class->learners[learner].results[exercise] =
			(struct mc_risk_result){ day_of(mc_query_text(query, 2)),
						 mc_query_int(query, 3) != 0 };
	}
}

/* ---- contacts ---- */

static struct mc_err *read_contacts(struct reading *r)
{
	struct mc_risk_class *class = r->class;
	struct mc_query *query = NULL;
	int32_t *days = NULL;
	bool has_row = true;

	MC_TRY(mc_records_query(
		&query, r->records,
		"SELECT k.learner_id, k.on_day FROM contact k JOIN enrolment e ON e.school_id = k.school_id"
		" AND e.cohort_id = k.cohort_id AND e.learner_id = k.learner_id"
		" WHERE k.school_id = ?1 AND (e.cohort_id = ?2 OR e.cohort_finish = ?2)"
		" ORDER BY k.learner_id, k.on_day"));
	MC_TRY(bind_cohort(query, r));
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		size_t learner = find_learner(r, mc_query_text(query, 0));

		if (learner != SIZE_MAX)
			*MC_VEC_ADD(r->contacts, r->contact_count, r->contact_room) =
				(struct contact){ learner, day_of(mc_query_text(query, 1)) };
	}
	days = mc_arena_alloc(r->arena, (r->contact_count + 1) * sizeof(*days));
	for (size_t i = 0; i < r->contact_count; i++) {
		struct mc_risk_learner *learner = &class->learners[r->contacts[i].learner];

		days[i] = r->contacts[i].day;
		if (learner->contact_count++ == 0)
			learner->contacts = &days[i];
	}
	return NULL;
}

static struct mc_err *read_all(void *context)
{
	struct reading *r = context;

	MC_TRY(read_learners(r));
	MC_TRY(read_sessions(r));
	MC_TRY(read_marks(r));
	MC_TRY(read_exercises(r));
	MC_TRY(read_results(r));
	return read_contacts(r);
}

struct mc_err *mc_risk_class_read(struct mc_risk_class *class, struct mc_arena *arena,
				  struct mc_records *records, const char *cohort)
{
	struct reading reading = { .class = class, .arena = arena, .records = records };
	struct mc_err *err = NULL;

	*class = (struct mc_risk_class){ .cohort = mc_arena_strdup(arena, cohort) };
	err = mc_records_read(records, read_all, &reading);
	free(reading.places);
	free(reading.contacts);
	return err;
}
