/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_FOLLOWUP_H
#define MC_COHORT_FOLLOWUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "cohort/enrolment.h"

/*
 * What a school still has to ask whom.  Sources: CIRR (survey of intents; contact at least monthly after
 * graduation; 180 days; everything but "seeking" is documented); Regulation (EU) 2021/1057, Annex I (status
 * within four weeks after leaving, and six months after it, of everybody who left).
 */

/** Days; months are those of the calendar. */
enum {
	MC_FOLLOWUP_EXIT_DAYS = 28,
	MC_FOLLOWUP_EARLY_DAYS = 90,
	MC_FOLLOWUP_LAST_DAYS = 180,
	MC_FOLLOWUP_MONTHS = 6,
};

/** What is to be done: X(constant, word, what to do). */
#define MC_FOLLOWUP_KINDS(X) \
	X(INTENT, "intent", N_("ask what the learner wants after the course: outcome intent")) \
	X(EXIT, "status-exit", N_("ask how it is now, within 28 days: outcome status --at-exit")) \
	X(MONTHLY, "monthly", N_("call: is there work, an interview, help needed? outcome contact")) \
	X(DAY_90, "day-90", N_("call: where is the graduate 90 days after? outcome record or contact")) \
	X(DAY_180, "day-180", \
	  N_("call for the last word after 180 days: outcome record; 4 when nobody answers")) \
	X(STATUS_6M, "status-6m", N_("ask how it is six months after leaving: outcome status --at-6m")) \
	X(EVIDENCE, "evidence", N_("note who says so: outcome record with --evidence"))

enum mc_followup_kind {
#define X(constant, word, next) MC_FOLLOWUP_##constant,
	MC_FOLLOWUP_KINDS(X)
#undef X
		MC_FOLLOWUP_KIND_COUNT
};

/** The words of the kinds, and what to do (to be translated), in order. */
extern const char *const mc_followup_words[MC_FOLLOWUP_KIND_COUNT];
extern const char *const mc_followup_next[MC_FOLLOWUP_KIND_COUNT];

/** What follows from: an enrolment and what happened beside it. */
struct mc_followup_facts {
	struct mc_enrolment enrolment;
	const char *census_on;	  /* of the cohort */
	const char *last_contact; /* NULL: none */
	bool has_evidence;	  /* for the outcome that is recorded */
};

/** Something to do. */
struct mc_followup {
	const char *cohort;
	const char *learner;
	enum mc_followup_kind kind;
	char since[MC_DATE_TEXT]; /* due from this day on */
	bool is_late;		  /* the time for it is over; still better late than never */
};

/** What is to be done about one learner on a day: items gets at most MC_FOLLOWUP_KIND_COUNT; how many is the
 * answer. Of calls only the one that matters most: one call settles all. */
size_t mc_followup_of(struct mc_followup items[MC_FOLLOWUP_KIND_COUNT], const struct mc_followup_facts *facts,
		      const char *as_of);

/** Everything that is due. */
struct mc_followups {
	struct mc_arena arena;
	struct mc_followup *items; /* the longest due first */
	size_t count;
	size_t capacity;
};

#define MC_FOLLOWUPS_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all. */
void mc_followups_release(struct mc_followups *due);

/** Reads what is due on a day, in a cohort or in all (NULL). People who were erased or died are left in
 * peace. Errors: MC_E_IO. */
struct mc_err *mc_followups_read(struct mc_followups *due, struct mc_records *records, const char *cohort,
				 const char *as_of) MC_MUST_USE;

#endif
