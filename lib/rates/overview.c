/* SPDX-License-Identifier: MIT */
#include "rates/overview.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "cohort/session.h"

void mc_overview_release(struct mc_overview *overview)
{
	free(overview->exits);
	mc_cohorts_release(&overview->cohorts);
	mc_arena_release(&overview->arena);
	*overview = (struct mc_overview)MC_OVERVIEW_INIT;
}

struct reading {
	struct mc_overview *overview;
	struct mc_records *records;
	const char *cohort;
};

static struct mc_err *read_exits(const struct reading *r)
{
	struct mc_overview *o = r->overview;
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, r->records,
				"SELECT withdrawn_reason, COUNT(*) FROM enrolment WHERE school_id = ?1"
				" AND cohort_id = ?2 AND withdrawn_on <= ?3"
				" GROUP BY withdrawn_reason ORDER BY withdrawn_reason"));
	mc_query_bind_text(query, 2, r->cohort);
	mc_query_bind_text(query, 3, o->as_of);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		const char *reason = mc_query_text(query, 0);

		*MC_VEC_ADD(o->exits, o->exit_count, o->exit_capacity) =
			(struct mc_overview_exit){ mc_arena_strdup(&o->arena, reason ? reason : "unknown"),
						   mc_query_int(query, 1) };
	}
}

static struct mc_err *read_moved_in(const struct reading *r)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, r->records,
				"SELECT COUNT(*) FROM enrolment WHERE school_id = ?1 AND cohort_finish = ?2"
				" AND cohort_id <> ?2 AND (moved_on IS NULL OR moved_on <= ?3)"));
	mc_query_bind_text(query, 2, r->cohort);
	mc_query_bind_text(query, 3, r->overview->as_of);
	MC_TRY(mc_query_step(&has_row, query));
	r->overview->moved_in = mc_query_int(query, 0);
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *is_marked(bool *marked, struct mc_records *records, const char *session)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"SELECT learner_id FROM attendance WHERE school_id = ?1 AND session_id = ?2 LIMIT 1"));
	mc_query_bind_text(query, 2, session);
	MC_TRY(mc_query_step(marked, query));
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *count_session(const struct reading *r, const struct mc_session *session)
{
	struct mc_overview *o = r->overview;
	bool marked = false;

	if (session->is_cancelled) {
		o->cancelled++;
		return NULL;
	}
	if (strcmp(session->held_on, o->as_of) > 0) {
		if (o->planned++ == 0) {
			o->next_session = mc_arena_strdup(&o->arena, session->id);
			o->next_on = mc_arena_strdup(&o->arena, session->held_on);
		}
		return NULL;
	}
	o->held++;
	MC_TRY(is_marked(&marked, r->records, session->id));
	if (!marked && o->unmarked++ == 0)
		o->first_unmarked = mc_arena_strdup(&o->arena, session->id);
	return NULL;
}

static struct mc_err *read_rest(void *context)
{
	const struct reading *r = context;
	MC_AUTO(mc_sessions) sessions = MC_SESSIONS_INIT;

	MC_TRY(read_exits(r));
	MC_TRY(read_moved_in(r));
	MC_TRY(mc_sessions_read(&sessions, r->records, r->cohort));
	for (size_t i = 0; i < sessions.count; i++)
		MC_TRY(count_session(r, &sessions.items[i]));
	return NULL;
}

struct mc_err *mc_overview_read(struct mc_overview *overview, struct mc_records *records, const char *cohort,
				const char *as_of, enum mc_exclusions exclusions)
{
	struct reading r = { overview, records, cohort };
	const struct mc_rates_scope scope = { &overview->cohorts, as_of, exclusions, false };

	overview->as_of = mc_arena_strdup(&overview->arena, as_of);
	MC_TRY(mc_cohorts_read(&overview->cohorts, records, cohort));
	MC_TRY(mc_rates_count(&overview->rates, records, &scope));
	return mc_records_read(records, read_rest, &r);
}

struct mc_err *mc_overview_list(struct mc_rates **rates, struct mc_records *records,
				const struct mc_cohorts *cohorts, const char *as_of,
				enum mc_exclusions exclusions)
{
	const struct mc_rates_scope scope = { cohorts, as_of, exclusions, true };
	struct mc_rates *made = mc_alloc_zero(cohorts->count + 1, sizeof(*made));
	struct mc_err *err = mc_rates_count(made, records, &scope);

	if (err)
		free(made);
	else
		*rates = made;
	return err;
}
