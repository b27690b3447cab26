/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_DEADLINE_LIST_H
#define MC_GRADEBOOK_DEADLINE_LIST_H

#include "base/buf.h"
#include "cohort/office.h"
#include "gradebook/course_names.h"
#include "gradebook/lateness.h"
#include "sheet/sheet.h"

/* What is due when in a cohort, who has more time, and how many grace days are left. */

/** A learner of the cohort. */
struct mc_deadline_learner {
	const char *id;
	const char *name; /* as others see it; NULL: not asked for, or not known */
	uint32_t grace_left;
};

/** Everything that is listed. */
struct mc_deadline_list {
	struct mc_arena arena;
	const char *cohort;
	const char *zone;
	bool is_of_one; /* a learner was asked for: learners has that one */
	struct mc_deadlines *deadlines;
	struct mc_lateness lateness;
	struct mc_course_names names;
	struct mc_deadline_learner *learners;
	size_t learner_count, learner_capacity;
	const char **reasons; /* one for each extension, NULL where none is known; NULL: not asked for */
};

#define MC_DEADLINE_LIST_INIT \
	{ \
		.arena = MC_ARENA_INIT, .lateness = MC_LATENESS_INIT, .names = MC_COURSE_NAMES_INIT \
	}

/** Frees all. */
void mc_deadline_list_release(struct mc_deadline_list *list);

/** Reads what is recorded of a cohort; learner NULL: of all who are in it. Errors: MC_E_INPUT (no such cohort
 * or learner, the course is wrong), MC_E_IO. */
struct mc_err *mc_deadline_list_read(struct mc_deadline_list *list, const struct mc_office *office,
				     const char *cohort, const char *learner) MC_MUST_USE;

/** Reads display names, and with has_reasons the reasons of extensions. Errors: those of records/people.h. */
struct mc_err *mc_deadline_list_name(struct mc_deadline_list *list, struct mc_records *records,
				     bool has_reasons) MC_MUST_USE;

/** Appends it for people. */
void mc_deadline_list_print_text(struct mc_buf *out, const struct mc_deadline_list *list,
				 const struct mc_sheet_look *look);

/** Appends the document "migracode/deadlines/v1" and a line feed: without names and reasons. */
void mc_deadline_list_print_json(struct mc_buf *out, const struct mc_deadline_list *list);

#endif
