/* SPDX-License-Identifier: MIT */
#include "cohort/facts.h"

#include <string.h>

#include "base/date.h"
#include "base/vec.h"
#include "cohort/standing.h"

/* Somebody whose facts are gathered. */
struct gathering {
	struct mc_rule_facts *facts;
	struct mc_arena *arena;
	const struct mc_facts_sources *sources;
	const struct mc_enrolment *enrolment;
	const char *last; /* the last day that counts for this learner: of the check, or of leaving */
};

/* Moves a growing list into the arena. */
static const void *settle(const struct gathering *g, void *items, size_t size)
{
	const void *kept = size ? mc_arena_copy(g->arena, items, size) : NULL;

	free(items);
	return kept;
}

static struct mc_err *start(struct mc_query **query, const struct gathering *g, const char *sql)
{
	MC_TRY(mc_records_query(query, g->sources->records, sql));
	mc_query_bind_text(*query, 2, g->enrolment->learner);
	mc_query_bind_text(*query, 3, g->enrolment->cohort);
	return NULL;
}

/* ---- sessions ---- */

static void count_session(struct mc_rule_facts *facts, const char *held_on, const char *status,
			  const struct gathering *g)
{
	if (strcmp(held_on, g->last) > 0) {
		facts->planned++;
		return;
	}
	facts->held++;
	if (!status)
		return;
	facts->present += !strcmp(status, "present");
	facts->late += !strcmp(status, "late");
	facts->excused += !strcmp(status, "excused");
	facts->absent += !strcmp(status, "absent");
}

/* Those of the first cohort until a move, and of the other one from then on; from the first day of the
 * learner. */
static struct mc_err *read_sessions(const struct gathering *g)
{
	const char *const *facts = g->enrolment->facts;
	const char *finish = facts[MC_FACT_COHORT_FINISH];
	const char *moved_on = facts[MC_FACT_MOVED_ON];
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(start(&query, g,
		     "SELECT s.held_on, a.status FROM session s LEFT JOIN attendance a ON a.school_id = "
		     "s.school_id"
		     " AND a.session_id = s.session_id AND a.learner_id = ?2"
		     " WHERE s.school_id = ?1 AND s.cancelled = 0 AND s.held_on >= ?5"
		     " AND ((s.cohort_id = ?3 AND s.held_on < ?6) OR (s.cohort_id = ?7 AND s.held_on >= ?6))"
		     " AND (s.held_on <= ?8 OR s.held_on > ?4)"));
	mc_query_bind_text(query, 4, g->sources->as_of);
	mc_query_bind_text(query, 5, facts[MC_FACT_STARTED_ON] ? facts[MC_FACT_STARTED_ON] : "");
	mc_query_bind_text(query, 6, moved_on ? moved_on : finish ? "" : "9999-12-31");
	mc_query_bind_text(query, 7, finish ? finish : "");
	mc_query_bind_text(query, 8, g->last);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		count_session(g->facts, mc_query_text(query, 0), mc_query_text(query, 1), g);
	}
}

/* ---- exercises ---- */

struct exercises {
	struct mc_fact_exercise *items;
	size_t count;
	size_t capacity;
};

static struct mc_fact_exercise *find_exercise(const struct exercises *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++) {
		if (!strcmp(list->items[i].id, id))
			return &list->items[i];
	}
	return NULL;
}

static void list_curriculum(struct exercises *list, const struct mc_curriculum *curriculum)
{
	for (size_t m = 0; m < curriculum->module_count; m++) {
		const struct mc_module *module = curriculum->modules[m];

		for (size_t i = 0; i < module->exercises.count; i++)
			*MC_VEC_ADD(list->items, list->count, list->capacity) =
				(struct mc_fact_exercise){ .id = module->exercises.items[i],
							   .module = module->id };
	}
}

static void take_result(struct exercises *list, const struct gathering *g, const struct mc_query *query)
{
	struct mc_fact_exercise *exercise = find_exercise(list, mc_query_text(query, 0));

	if (!exercise) {
		exercise = MC_VEC_ADD(list->items, list->count, list->capacity);
		*exercise =
			(struct mc_fact_exercise){ .id = mc_arena_strdup(g->arena, mc_query_text(query, 0)),
						   .module = mc_query_copy(g->arena, query, 1) };
		if (!exercise->module)
			exercise->module = "";
	}
	exercise->state = mc_query_int(query, 2) ? MC_EXERCISE_PASSED : MC_EXERCISE_FAILED;
	exercise->points = mc_query_int(query, 3);
	exercise->max = mc_query_int(query, 4);
}

static struct mc_err *read_exercises(const struct gathering *g)
{
	struct exercises list = { 0 };
	struct mc_query *query = NULL;
	struct mc_err *err = NULL;
	bool has_row = false;

	MC_TRY(start(&query, g,
		     "SELECT r.exercise, r.module, r.passed, r.points, r.max FROM " MC_STANDING " r"
		     " WHERE r.school_id = ?1 AND r.learner_id = ?2 AND r.cohort_id = ?3 AND r.done_on <= ?4"
		     " ORDER BY r.exercise"));
	mc_query_bind_text(query, 4, g->sources->as_of);
	if (g->sources->curriculum)
		list_curriculum(&list, g->sources->curriculum);
	while (!(err = mc_query_step(&has_row, query)) && has_row)
		take_result(&list, g, query);
	g->facts->exercise_count = list.count;
	g->facts->exercises = settle(g, list.items, list.count * sizeof(*list.items));
	g->facts->knows_curriculum = g->sources->curriculum != NULL;
	return err;
}

/* ---- meetings, projects and cases ---- */

struct marks {
	struct mc_fact_project *projects;
	size_t project_count, project_room;
	const char **cases;
	size_t case_count, case_room;
};

static void take_mark(struct marks *marks, const struct gathering *g, const struct mc_query *query)
{
	const char *kind = mc_query_text(query, 0);
	const char *closed_on = mc_query_text(query, 2);
	bool is_team = !strcmp(kind, "team-project");

	if (!strcmp(kind, "meeting")) {
		bool is_missed = !mc_query_is_null(query, 3) && !strcmp(mc_query_text(query, 3), "missed");

		g->facts->meetings_attended += !is_missed;
		g->facts->meetings_missed += is_missed;
	} else if (is_team || !strcmp(kind, "project")) {
		const char *name = mc_query_copy(g->arena, query, 1);

		*MC_VEC_ADD(marks->projects, marks->project_count, marks->project_room) =
			(struct mc_fact_project){ .id = name ? name : "",
						  .is_team = is_team,
						  .is_passed = true };
	} else if (!strcmp(kind, "case") && (!closed_on || strcmp(closed_on, g->sources->as_of) > 0)) {
		const char *name = mc_query_copy(g->arena, query, 1);

		*MC_VEC_ADD(marks->cases, marks->case_count, marks->case_room) = name ? name : "other";
	}
}

static struct mc_err *read_marks(const struct gathering *g)
{
	struct marks marks = { 0 };
	struct mc_query *query = NULL;
	struct mc_err *err = NULL;
	bool has_row = false;

	MC_TRY(start(
		&query, g,
		"SELECT kind, name, closed_on, result FROM mark WHERE school_id = ?1 AND learner_id = ?2 AND "
		"cohort_id = ?3"
		" AND on_day <= ?4 ORDER BY on_day, mark_id"));
	mc_query_bind_text(query, 4, g->sources->as_of);
	while (!(err = mc_query_step(&has_row, query)) && has_row)
		take_mark(&marks, g, query);
	g->facts->project_count = marks.project_count;
	g->facts->projects = settle(g, marks.projects, marks.project_count * sizeof(*marks.projects));
	g->facts->open_case_count = marks.case_count;
	g->facts->open_cases = settle(g, marks.cases, marks.case_count * sizeof(*marks.cases));
	return err;
}

/* ---- events ---- */

static struct mc_err *read_activities(const struct gathering *g)
{
	struct mc_fact_event *items = NULL;
	size_t count = 0, capacity = 0;
	struct mc_query *query = NULL;
	struct mc_err *err = NULL;
	bool has_row = false;

	MC_TRY(start(
		&query, g,
		"SELECT a.activity_id, a.kind, a.held_on, l.learner_id FROM activity a"
		" LEFT JOIN activity_learner l ON l.school_id = a.school_id AND l.activity_id = a.activity_id"
		" AND l.learner_id = ?2 WHERE a.school_id = ?1 AND a.cohort_id = ?3"
		" ORDER BY a.held_on, a.activity_id"));
	while (!(err = mc_query_step(&has_row, query)) && has_row)
		*MC_VEC_ADD(items, count, capacity) =
			(struct mc_fact_event){ .id = mc_query_copy(g->arena, query, 0),
						.kind = mc_query_copy(g->arena, query, 1),
						.was_held = strcmp(mc_query_text(query, 2),
								   g->sources->as_of) <= 0,
						.has_attended = !mc_query_is_null(query, 3) };
	g->facts->event_count = count;
	g->facts->events = settle(g, items, count * sizeof(*items));
	return err;
}

/* ---- all ---- */

struct mc_err *mc_facts_read(struct mc_rule_facts *facts, struct mc_arena *arena,
			     const struct mc_facts_sources *sources, const struct mc_enrolment *enrolment)
{
	const char *left = enrolment->facts[MC_FACT_WITHDRAWN_ON];
	const char *as_of = sources->as_of;
	const struct gathering g = { facts, arena, sources, enrolment,
				     left && strcmp(left, as_of) < 0 ? left : as_of };
	const struct mc_cohort *cohort = sources->cohort;

	*facts = (struct mc_rule_facts){ .is_over =
						 cohort->closed_on && strcmp(cohort->closed_on, as_of) <= 0 };
	(void)mc_date_read(&facts->cohort_start, cohort->start_on);
	MC_TRY(read_sessions(&g));
	MC_TRY(read_exercises(&g));
	MC_TRY(read_marks(&g));
	return read_activities(&g);
}
