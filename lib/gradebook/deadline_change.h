/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_DEADLINE_CHANGE_H
#define MC_GRADEBOOK_DEADLINE_CHANGE_H

#include "base/buf.h"
#include "cohort/office.h"
#include "gradebook/course_names.h"
#include "gradebook/lateness.h"

/* A command that changes what is due when: what it names, and what it does to submissions that are graded. */

/** What somebody typed; NULL: not given. */
struct mc_deadline_target {
	const char *cohort;
	const char *module;
	const char *exercise;
	const char *learner;
};

/** A change under way. */
struct mc_deadline_change {
	const struct mc_deadline_target *target;
	const struct mc_office *office;
	struct mc_deadline_scope scope;
	const char *module; /* of the exercise, or what was named; NULL: not known */
	struct mc_course_names names;
	struct mc_deadlines *deadlines; /* as they are now */
	struct mc_lateness lateness;
	struct mc_lateness_change effect;
};

#define MC_DEADLINE_CHANGE_INIT \
	{ \
		.names = MC_COURSE_NAMES_INIT, .lateness = MC_LATENESS_INIT \
	}

/** Frees all. */
void mc_deadline_change_release(struct mc_deadline_change *change);

/** Looks up what target names, and how things are before. Errors: MC_E_USAGE (no cohort, or both module and
 * exercise), MC_E_INPUT (no such cohort, module or exercise), MC_E_IO. */
struct mc_err *mc_deadline_change_begin(struct mc_deadline_change *change, const struct mc_office *office,
					const struct mc_deadline_target *target) MC_MUST_USE;

/** Reads how things are now, and counts what is different for submissions that are graded. Errors: MC_E_IO.
 */
struct mc_err *mc_deadline_change_end(struct mc_deadline_change *change) MC_MUST_USE;

/** The deadline of the scope for the learner who was named, or for all. */
struct mc_late_due mc_deadline_change_due(const struct mc_deadline_change *change);

/** The first deadline of all within the scope, extensions left aside; INT64_MAX: there is none. */
int64_t mc_deadline_change_first_due(const struct mc_deadline_change *change);

/** Appends what the scope is for people: "exercise js-sum", "module js", "everything". */
void mc_deadline_scope_words(struct mc_buf *out, const struct mc_deadline_scope *scope);

/** Appends what a change did to graded submissions, and that another commit may count now; nothing when there
 * are none. */
void mc_deadline_change_effect(struct mc_buf *out, const struct mc_deadline_change *change);

/** Appends the document "migracode/deadline/v1" and a line feed; event: what was recorded. */
void mc_deadline_change_print_json(struct mc_buf *out, const struct mc_deadline_change *change,
				   const char *event);

#endif
