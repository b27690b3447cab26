/* SPDX-License-Identifier: MIT */
#include "cohort/risk_class.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "cohort/standing.h"
#include "cohort/words.h"

/* A session by its id. */
struct place {
	const char *id;
	size_t index;
};

struct reading {
	struct mc_risk_class *class;
	struct mc_arena *arena;
	struct mc_records *records;
	struct place *places; /* by id */
	int32_t *days;	      /* of contacts of one learner */
	size_t day_count;
	size_t day_room;
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

static void bind_cohort(struct mc_query *query, const struct reading *r)
{
	mc_query_bind_text(query, 2, r->class->cohort);
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

#define LEARNERS \
	"SELECT e.learner_id, e.cohort_id, e.started_on, e.withdrawn_on, e.graduated_on, e.cohort_finish," \
	" e.moved_on FROM enrolment e JOIN learner l ON l.school_id = e.school_id" \
	" AND l.learner_id = e.learner_id WHERE e.school_id = ?1 AND l.erased_on IS NULL"

enum learner_column { ID, COHORT, STARTED, WITHDRAWN, GRADUATED, FINISH, MOVED };

static struct mc_risk_learner read_learner(const struct reading *r, const struct mc_query *query)
{
	int32_t started = day_of(mc_query_text(query, STARTED));
	int32_t moved = day_of(mc_query_text(query, MOVED));
	const char *finish = mc_query_text(query, FINISH);
	bool is_ours = !strcmp(mc_query_text(query, COHORT), r->class->cohort);
	struct mc_risk_learner learner = { .id = mc_arena_strdup(r->arena, mc_query_text(query, ID)),
					   .origin = mc_arena_strdup(r->arena, mc_query_text(query, COHORT)),
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

/* Adds to the list, which grows outside of the arena. */
static struct mc_err *take_learners(struct reading *r, size_t *room, struct mc_query *query)
{
	struct mc_risk_class *class = r->class;
	bool has_row = false;

	bind_cohort(query, r);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		*MC_VEC_ADD(class->learners, class->learner_count, *room) = read_learner(r, query);
	}
}

/* Who came from elsewhere is asked for apart: each half has an index, where an OR would read the whole
 * school.
 */
static struct mc_err *take_all(struct reading *r, size_t *room)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, r->records, LEARNERS " AND e.cohort_id = ?2"));
	MC_TRY(take_learners(r, room, query));
	MC_TRY(mc_records_query(&query, r->records,
				LEARNERS " AND e.cohort_finish = ?2 AND e.cohort_id <> ?2"));
	return take_learners(r, room, query);
}

/* Who started here and also came here later is one learner: the one who started. */
static struct mc_err *read_learners(struct reading *r)
{
	struct mc_risk_class *class = r->class;
	size_t room = 0, kept = 0;
	struct mc_err *err = take_all(r, &room);
	struct mc_risk_learner *all = class->learners;

	class->learners = mc_arena_alloc(r->arena, (class->learner_count + 1) * sizeof(*all));
	if (class->learner_count > 0)
		qsort(all, class->learner_count, sizeof(*all), compare_learners);
	for (size_t i = 0; i < class->learner_count; i++) {
		if (kept > 0 && !strcmp(class->learners[kept - 1].id, all[i].id)) {
			if (!strcmp(all[i].origin, class->cohort))
				class->learners[kept - 1] = all[i];
		} else {
			class->learners[kept++] = all[i];
		}
	}
	class->learner_count = kept;
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
	bind_cohort(query, r);
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
	bind_cohort(query, r);
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

/* A result on its way to its learner. */
struct found {
	const char *exercise;
	size_t learner;
	struct mc_risk_result result;
};

struct finds {
	struct found *items;
	size_t count;
	size_t room;
};

static struct mc_err *take_results(struct finds *finds, struct reading *r, struct mc_query *query)
{
	bool has_row = false;

	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		size_t learner = find_learner(r, mc_query_text(query, 1));

		if (learner != SIZE_MAX)
			*MC_VEC_ADD(finds->items, finds->count, finds->room) =
				(struct found){ mc_arena_strdup(r->arena, mc_query_text(query, 0)),
						learner,
						{ day_of(mc_query_text(query, 2)),
						  mc_query_int(query, 3) != 0 } };
	}
}

/* What somebody did before coming here stands with the cohort that they started in. */
static struct mc_err *find_results(struct finds *finds, struct reading *r)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, r->records,
				"SELECT r.exercise, r.learner_id, r.done_on, r.passed FROM " MC_STANDING " r"
				" WHERE r.school_id = ?1 AND r.cohort_id = ?2"));
	bind_cohort(query, r);
	MC_TRY(take_results(finds, r, query));
	for (size_t i = 0; i < r->class->learner_count; i++) {
		const struct mc_risk_learner *learner = &r->class->learners[i];

		if (!strcmp(learner->origin, r->class->cohort))
			continue;
		MC_TRY(mc_records_query(
			&query, r->records,
			"SELECT r.exercise, r.learner_id, r.done_on, r.passed FROM " MC_STANDING " r"
			" WHERE r.school_id = ?1 AND r.cohort_id = ?2 AND r.learner_id = ?3"));
		mc_query_bind_text(query, 2, learner->origin);
		mc_query_bind_text(query, 3, learner->id);
		MC_TRY(take_results(finds, r, query));
	}
	return NULL;
}

static int compare_found(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	return strcmp(x->exercise, y->exercise);
}

/* The exercises, in order, each once. */
static void list_exercises(struct reading *r, struct finds *finds)
{
	struct mc_risk_class *class = r->class;

	if (finds->count > 0)
		qsort(finds->items, finds->count, sizeof(*finds->items), compare_found);
	class->exercises = mc_arena_alloc(r->arena, (finds->count + 1) * sizeof(*class->exercises));
	for (size_t i = 0; i < finds->count; i++) {
		if (i == 0 || strcmp(finds->items[i - 1].exercise, finds->items[i].exercise) != 0)
			class->exercises[class->exercise_count++] = finds->items[i].exercise;
	}
}

/* Both lists are in the order of exercises, and are walked side by side. */
static void place_results(struct reading *r, const struct finds *finds)
{
	struct mc_risk_class *class = r->class;
	size_t exercise = 0;

	for (size_t i = 0; i < class->learner_count; i++) {
		struct mc_risk_learner *learner = &class->learners[i];

		learner->results =
			mc_arena_alloc(r->arena, (class->exercise_count + 1) * sizeof(*learner->results));
		for (size_t e = 0; e < class->exercise_count; e++)
			learner->results[e].done = MC_DATE_NONE;
	}
	for (size_t i = 0; i < finds->count; i++) {
		const struct found *found = &finds->items[i];

		if (strcmp(class->exercises[exercise], found->exercise) != 0)
			exercise++;
		class->learners[found->learner].results[exercise] = found->result;
	}
}

static struct mc_err *read_results(struct reading *r)
{
	struct finds finds = { NULL, 0, 0 };
	struct mc_err *err = find_results(&finds, r);

	list_exercises(r, &finds);
	place_results(r, &finds);
	free(finds.items);
	return err;
}

/* ---- contacts ---- */

static struct mc_err *read_contacts(struct reading *r)
{
	for (size_t i = 0; i < r->class->learner_count; i++) {
		struct mc_risk_learner *learner = &r->class->learners[i];
		struct mc_query *query = NULL;
		bool has_row = true;

		r->day_count = 0;
		MC_TRY(mc_records_query(
			&query, r->records,
			"SELECT on_day FROM contact WHERE school_id = ?1 AND learner_id = ?2"));
		mc_query_bind_text(query, 2, learner->id);
		for (;;) {
			MC_TRY(mc_query_step(&has_row, query));
			if (!has_row)
				break;
			*MC_VEC_ADD(r->days, r->day_count, r->day_room) = day_of(mc_query_text(query, 0));
		}
		learner->contact_count = r->day_count;
		if (r->day_count > 0)
			learner->contacts = memcpy(mc_arena_alloc(r->arena, r->day_count * sizeof(*r->days)),
						   r->days, r->day_count * sizeof(*r->days));
	}
	return NULL;
}

static struct mc_err *read_all(void *context)
{
	struct reading *r = context;

	MC_TRY(read_learners(r));
	MC_TRY(read_sessions(r));
	MC_TRY(read_marks(r));
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
	free(reading.days);
	return err;
}
