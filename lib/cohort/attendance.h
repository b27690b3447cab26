/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_ATTENDANCE_H
#define MC_COHORT_ATTENDANCE_H

#include <stdint.h>

#include "base/buf.h"
#include "cohort/learner.h"
#include "cohort/rules.h"
#include "cohort/school.h"

/** Counted marks. */
struct mc_attendance_counts {
	int64_t present;
	int64_t late;
	int64_t excused;
	int64_t absent;
};

/** Adds marks with a word of MC_WORDS_ATTENDANCE; others are not counted. */
void mc_attendance_add(struct mc_attendance_counts *counts, const char *word, int64_t count);

/**
 * How late and excused count: as rules.json of the school says; without it, late is present and excused is
 * left out. A rules.json with faults counts as none here: 'graduate check' tells them.
 */
void mc_attendance_policy(struct mc_rule_policy *policy, const struct mc_school *school);

/** Appends the policy as a sentence. */
void mc_attendance_add_policy(struct mc_buf *out, const struct mc_rule_policy *policy);

/** The share of sessions, in thousandths of marks; whole is 0 when nothing counts. */
void mc_attendance_share(int64_t *part, int64_t *whole, const struct mc_attendance_counts *counts,
			 const struct mc_rule_policy *policy);

/** The attendance of a learner in the sessions of one cohort. */
struct mc_attendance_learner {
	const char *id;
	struct mc_attendance_counts counts;
	int64_t held; /* sessions that took place while the learner was in the cohort */
};

/** The attendance of a cohort up to a day. */
struct mc_attendance {
	struct mc_enrolments enrolments;
	struct mc_attendance_learner *learners; /* by id */
	size_t count;
	int64_t held; /* sessions that took place */
	struct mc_attendance_counts total;
};

#define MC_ATTENDANCE_INIT \
	{ \
		.enrolments = MC_ENROLMENTS_INIT \
	}

/** Frees all. */
void mc_attendance_release(struct mc_attendance *attendance);

/** Counts. Errors: MC_E_INPUT (no such cohort), MC_E_IO. */
struct mc_err *mc_attendance_count(struct mc_attendance *attendance, struct mc_records *records,
				   const char *cohort, const char *as_of) MC_MUST_USE;

#endif
