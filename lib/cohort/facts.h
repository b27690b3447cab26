/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_FACTS_H
#define MC_COHORT_FACTS_H

#include "cohort/cohort.h"
#include "cohort/enrolment.h"
#include "cohort/rules_check.h"
#include "course/curriculum.h"

/** What the facts of learners are gathered from. */
struct mc_facts_sources {
	struct mc_records *records;
	const struct mc_cohort *cohort;
	const struct mc_curriculum *curriculum; /* NULL: not known */
	const char *as_of;
};

/**
 * Gathers what the records say of a learner up to a day, for mc_rules_check(). Everything lives in the arena
 * or belongs to the sources. After a move, sessions of the cohort that the learner moved to count from that
 * day on. Errors: MC_E_IO.
 */
struct mc_err *mc_facts_read(struct mc_rule_facts *facts, struct mc_arena *arena,
			     const struct mc_facts_sources *sources, const struct mc_enrolment *enrolment)
	MC_MUST_USE;

#endif
