/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_DEADLINES_H
#define MC_GRADEBOOK_DEADLINES_H

#include "base/arena.h"
#include "gradebook/late.h"
#include "records/records.h"

/* The deadlines of a cohort, the extensions of its learners, and its rules: from the records. */
struct mc_deadlines;

/** Reads all that is recorded of a cohort, in a few queries. Errors: MC_E_IO. */
struct mc_err *mc_deadlines_open(struct mc_deadlines **deadlines, struct mc_records *records,
				 const char *cohort) MC_MUST_USE;

/** Frees them; NULL is allowed. */
void mc_deadlines_free(struct mc_deadlines *deadlines);
MC_AUTOPTR_DEFINE(mc_deadlines);

/** The rules. */
const struct mc_late_policy *mc_deadlines_policy(const struct mc_deadlines *deadlines);

/** The deadline of a learner for an exercise of a module: that of the exercise, else of the module, else of
 * the cohort; an extension likewise. */
struct mc_late_due mc_deadlines_due(const struct mc_deadlines *deadlines, const char *learner,
				    const char *module, const char *exercise);

/** What something applies to: kind 'c' (cohort), 'm' (module), 'e' (exercise); id "" for 'c'. */
struct mc_deadline_scope {
	char kind;
	const char *id;
};

/** Records a deadline, or that there is none any more (due_s INT64_MAX). Errors: MC_E_INPUT, MC_E_NOTHING,
 * MC_E_IO. */
struct mc_err *mc_deadline_set(struct mc_records *records, const char *cohort,
			       const struct mc_deadline_scope *scope, int64_t due_s) MC_MUST_USE;

/** Records an extension of one learner; is_excused: no deadline at all. reason is sealed; it is needed. */
struct mc_err *mc_deadline_extend(struct mc_records *records, const char *cohort, const char *learner,
				  const struct mc_deadline_scope *scope, int64_t due_s, bool is_excused,
				  const char *reason) MC_MUST_USE;

/** Records the rules as the text that was read. Errors: MC_E_INPUT, MC_E_NOTHING, MC_E_IO. */
struct mc_err *mc_late_policy_set(struct mc_records *records, const char *cohort, struct mc_str text)
	MC_MUST_USE;

#endif
