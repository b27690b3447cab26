/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_ACTIVITY_H
#define MC_COHORT_ACTIVITY_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "records/records.h"

/*
 * What a school does beside its sessions: workshops, career days, meetings with partners, and events that
 * tell others.
 */

/** The kinds, with '|' between them. */
#define MC_ACTIVITY_KINDS "workshop|career-day|meeting|transnational|multiplier"

/** Groups of people of one activity, and heads of one group, at most. */
#define MC_ACTIVITY_MAX_GROUPS 20u
#define MC_ACTIVITY_MAX_HEADS 1000000u

/** People who were there, counted, without names: "women" 12. */
struct mc_activity_heads {
	const char *people;
	int64_t heads;
};

/** An activity; texts that are not known are NULL. */
struct mc_activity {
	const char *id;
	const char *kind;
	const char *on;
	const char *cohort; /* whose activity it is; NULL: of the school */
	const char *title;
	int64_t minutes;   /* 0: not known */
	int64_t employers; /* organisations that came */
	struct mc_activity_heads heads[MC_ACTIVITY_MAX_GROUPS];
	size_t group_count;
	int64_t learners; /* that are known by their ids; they stand among the heads */
};

/** Activities. */
struct mc_activities {
	struct mc_arena arena;
	struct mc_activity *items;
	size_t count;
	size_t capacity;
};

#define MC_ACTIVITIES_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all. */
void mc_activities_release(struct mc_activities *activities);

/** Reads activities by day: those of a cohort, of a kind, or all (NULL). Errors: MC_E_IO. */
struct mc_err *mc_activities_read(struct mc_activities *activities, struct mc_records *records,
				  const char *cohort, const char *kind) MC_MUST_USE;

/** Reads head counts, "women=12,men=9", into an activity; texts live in the arena. Errors: MC_E_INPUT. */
struct mc_err *mc_activity_read_heads(struct mc_activity *activity, struct mc_arena *arena, const char *text)
	MC_MUST_USE;

/**
 * Records an activity and who of the learners was there (ids with ',' between; NULL: nobody is known). An id
 * that is NULL is made of kind and day, in the arena.
 *
 * Errors: MC_E_INPUT (no such cohort or learner, bad day, the id is taken), MC_E_IO.
 */
struct mc_err *mc_activity_add(struct mc_activity *activity, struct mc_arena *arena,
			       struct mc_records *records, const char *learners) MC_MUST_USE;

/** Records that learners were at an activity that is recorded. Errors: MC_E_INPUT, MC_E_NOTHING (all stand
 * there already), MC_E_IO. */
struct mc_err *mc_activity_attend(struct mc_records *records, const char *id, const char *learners)
	MC_MUST_USE;

/** Append activities for people, and as the document "migracode/activities/v1". */
void mc_activities_print_text(struct mc_buf *out, const struct mc_activities *activities);
void mc_activities_print_json(struct mc_buf *out, const struct mc_activities *activities);

#endif
