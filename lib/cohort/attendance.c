/* SPDX-License-Identifier: MIT */
#include "cohort/attendance.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/index.h"
#include "cohort/cohort.h"
#include "cohort/graduate.h"
#include "cohort/session.h"
#include "os/file.h"

void mc_attendance_release(struct mc_attendance *attendance)
{
	free(attendance->learners);
	mc_enrolments_release(&attendance->enrolments);
	*attendance = (struct mc_attendance)MC_ATTENDANCE_INIT;
}

/* ---- the policy ---- */

void mc_attendance_add(struct mc_attendance_counts *counts, const char *word, int64_t count)
{
	if (!strcmp(word, "present"))
		counts->present += count;
	else if (!strcmp(word, "late"))
		counts->late += count;
	else if (!strcmp(word, "excused"))
		counts->excused += count;
	else if (!strcmp(word, "absent"))
		counts->absent += count;
}

void mc_attendance_policy(struct mc_rule_policy *policy, const struct mc_school *school)
{
	MC_AUTOTEXT path = mc_path_join(school->dir, MC_GRADUATE_RULES);
	MC_AUTOPTR(mc_rules) rules = NULL;

	*policy = (struct mc_rule_policy){ .late = 1000, .excused = MC_EXCUSED_LEFT_OUT };
	if (!mc_file_is_regular(path))
		return;
	mc_err_drop(mc_rules_open(&rules, NULL, path));
	if (rules)
		*policy = rules->policy;
}

void mc_attendance_add_policy(struct mc_buf *out, const struct mc_rule_policy *policy)
{
	const char *excused = policy->excused == MC_EXCUSED_LEFT_OUT ? _("an excused absence is left out")
			      : policy->excused == MC_EXCUSED_PRESENT
				      ? _("an excused absence counts as present")
				      : _("an excused absence counts as absent");

	mc_buf_addf(out, _("Coming late counts as %u.%u of a session; %s."), policy->late / 1000,
		    policy->late % 1000 / 100, excused);
}

void mc_attendance_share(int64_t *part, int64_t *whole, const struct mc_attendance_counts *counts,
			 const struct mc_rule_policy *policy)
{
	*part = 1000 * counts->present + policy->late * counts->late;
	*whole = 1000 * (counts->present + counts->late + counts->absent);
	if (policy->excused != MC_EXCUSED_LEFT_OUT)
		*whole += 1000 * counts->excused;
	if (policy->excused == MC_EXCUSED_PRESENT)
		*part += 1000 * counts->excused;
}

/* ---- counting ---- */

struct counting {
	struct mc_attendance *attendance;
	struct mc_records *records;
	const char *cohort;
	const char *as_of;
	struct mc_sessions sessions;
	struct mc_index ids; /* of learners */
};

static bool is_same(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

/* Whether somebody belonged to the cohort on a day: who moves is elsewhere from then on. */
static bool was_in(const struct mc_enrolment *e, const struct counting *c, const char *day)
{
	const char *const *facts = e->facts;
	const char *moved_on = facts[MC_FACT_MOVED_ON] ? facts[MC_FACT_MOVED_ON] : "";
	bool starts_here = is_same(e->cohort, c->cohort);
	bool has_moved = facts[MC_FACT_COHORT_FINISH] && !is_same(facts[MC_FACT_COHORT_FINISH], e->cohort);

	if (facts[MC_FACT_STARTED_ON] && strcmp(day, facts[MC_FACT_STARTED_ON]) < 0)
		return false;
	if (facts[MC_FACT_WITHDRAWN_ON] && strcmp(day, facts[MC_FACT_WITHDRAWN_ON]) > 0)
		return false;
	return starts_here ? !has_moved || strcmp(day, moved_on) < 0 : strcmp(day, moved_on) >= 0;
}

static void list_learners(struct counting *c)
{
	struct mc_attendance *attendance = c->attendance;

	attendance->learners = mc_alloc_zero(attendance->enrolments.count + 1, sizeof(*attendance->learners));
	for (size_t i = 0; i < attendance->enrolments.count; i++) {
		const struct mc_enrolment *e = &attendance->enrolments.items[i];
		uint32_t at = mc_index_find(&c->ids, e->learner);

		if (at == MC_INDEX_NONE) {
			at = (uint32_t)attendance->count++;
			attendance->learners[at].id = e->learner;
			mc_index_set(&c->ids, e->learner, at);
		}
		for (size_t s = 0; s < c->sessions.count; s++) {
			const struct mc_session *session = &c->sessions.items[s];

			if (!session->is_cancelled && strcmp(session->held_on, c->as_of) <= 0)
				attendance->learners[at].held += was_in(e, c, session->held_on);
		}
	}
	for (size_t s = 0; s < c->sessions.count; s++)
		attendance->held += !c->sessions.items[s].is_cancelled &&
				    strcmp(c->sessions.items[s].held_on, c->as_of) <= 0;
}

static struct mc_err *count_marks(struct counting *c)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(
		&query, c->records,
		"SELECT a.learner_id, a.status, COUNT(*) FROM session s"
		" JOIN attendance a ON a.school_id = s.school_id AND a.session_id = s.session_id"
		" WHERE s.school_id = ?1 AND s.cohort_id = ?2 AND s.cancelled = 0 AND s.held_on <= ?3"
		" GROUP BY a.learner_id, a.status ORDER BY a.learner_id, a.status"));
	mc_query_bind_text(query, 2, c->cohort);
	mc_query_bind_text(query, 3, c->as_of);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		uint32_t at = mc_index_find(&c->ids, mc_query_text(query, 0));

		if (at == MC_INDEX_NONE)
			continue;
		mc_attendance_add(&c->attendance->learners[at].counts, mc_query_text(query, 1),
				  mc_query_int(query, 2));
		mc_attendance_add(&c->attendance->total, mc_query_text(query, 1), mc_query_int(query, 2));
	}
}

static struct mc_err *count(void *context)
{
	struct counting *c = context;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;

	MC_TRY(mc_cohorts_read(&cohorts, c->records, c->cohort));
	MC_TRY(mc_enrolments_of_cohort(&c->attendance->enrolments, c->records, c->cohort));
	MC_TRY(mc_sessions_read(&c->sessions, c->records, c->cohort));
	list_learners(c);
	return count_marks(c);
}

struct mc_err *mc_attendance_count(struct mc_attendance *attendance, struct mc_records *records,
				   const char *cohort, const char *as_of)
{
	struct counting c = { attendance, records, cohort, as_of, MC_SESSIONS_INIT, MC_INDEX_INIT };
	struct mc_err *err = mc_records_read(records, count, &c);

	mc_sessions_release(&c.sessions);
	mc_index_release(&c.ids);
	return err;
}
