/* SPDX-License-Identifier: MIT */
#ifndef MC_DEADLINE_DEADLINES_H
#define MC_DEADLINE_DEADLINES_H

#include "base/arena.h"
#include "deadline/late.h"
#include "records/records.h"

/* The deadlines of a cohort, the extensions of its learners, and its rules: from the records. */
struct mc_deadlines;

/** What something applies to: kind 'c' (cohort), 'm' (module), 'e' (exercise); id "" for 'c'. */
struct mc_deadline_scope {
	char kind;
	const char *id;
};

/** A deadline of all. */
struct mc_deadline {
	struct mc_deadline_scope scope;
	int64_t due_s;
};

/** One learner's own. */
struct mc_extension {
	const char *learner;
	struct mc_deadline_scope scope;
	int64_t due_s;	  /* when days is 0 and nobody is excused */
	uint32_t days;	  /* by which whatever deadline there is moves, at the same time of day */
	const char *zone; /* in which days are counted */
	bool is_excused;
	const char *note; /* id of the sealed reason, or NULL */
};

/** Reads all that is recorded of a cohort, in a few queries; a cohort of which nothing is recorded has none.
 * Errors: MC_E_IO. */
struct mc_err *mc_deadlines_open(struct mc_deadlines **deadlines, struct mc_records *records,
				 const char *cohort) MC_MUST_USE;

/** Frees them; NULL is allowed. */
void mc_deadlines_free(struct mc_deadlines *deadlines);
MC_AUTOPTR_DEFINE(mc_deadlines);

/** The rules. */
const struct mc_late_policy *mc_deadlines_policy(const struct mc_deadlines *deadlines);

/** True when rules were recorded; else they are those that nobody wrote down. */
bool mc_deadlines_has_policy(const struct mc_deadlines *deadlines);

/** The deadline of a learner for an exercise of a module: that of the exercise, else of the module, else of
 * the cohort; an extension likewise. learner, module and exercise may be NULL: not asked for. */
struct mc_late_due mc_deadlines_due(const struct mc_deadlines *deadlines, const char *learner,
				    const char *module, const char *exercise);

/** All deadlines in the order of their time, then cohort, modules, exercises, then ids. */
size_t mc_deadlines_count(const struct mc_deadlines *deadlines);
const struct mc_deadline *mc_deadlines_at(const struct mc_deadlines *deadlines, size_t index);

/** All extensions by learner, then as above. */
size_t mc_deadlines_extension_count(const struct mc_deadlines *deadlines);
const struct mc_extension *mc_deadlines_extension_at(const struct mc_deadlines *deadlines, size_t index);

/** What a scope is called in documents: "cohort", "module", "exercise"; static. */
const char *mc_deadline_scope_name(char kind);

/** Records a deadline, or that there is none any more (due_s INT64_MAX). Errors: MC_E_INPUT (no such cohort),
 * MC_E_NOTHING (it is so already), MC_E_IO. */
struct mc_err *mc_deadline_set(struct mc_records *records, const char *cohort,
			       const struct mc_deadline_scope *scope, int64_t due_s) MC_MUST_USE;

/**
 * Records an extension in place of the one that the learner has for the same scope; its note is not looked
 * at. reason is sealed; it is needed. Errors: MC_E_USAGE (no reason), MC_E_INPUT (no such learner in this
 * cohort, or erased), MC_E_NOTHING (it is so already), those of records/people.h.
 */
struct mc_err *mc_deadline_extend(struct mc_records *records, const char *cohort,
				  const struct mc_extension *extension, const char *reason) MC_MUST_USE;

/** Records that a learner has no extension for a scope any more. Errors: as above; MC_E_NOTHING (there is
 * none). */
struct mc_err *mc_deadline_lift(struct mc_records *records, const char *cohort, const char *learner,
				const struct mc_deadline_scope *scope) MC_MUST_USE;

/** Records the rules. Errors: MC_E_INPUT (no such cohort), MC_E_NOTHING (they are so already), MC_E_IO. */
struct mc_err *mc_late_policy_set(struct mc_records *records, const char *cohort,
				  const struct mc_late_policy *policy) MC_MUST_USE;

#endif
