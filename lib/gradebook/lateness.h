/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_LATENESS_H
#define MC_GRADEBOOK_LATENESS_H

#include "deadline/deadlines.h"
#include "gradebook/grade.h"

/* Who was late with what, as far as submissions are graded: from recorded times, without points. */

/** A submission that is graded. Texts are those of the grades. */
struct mc_lateness_item {
	const char *learner, *exercise, *module;
	int64_t submitted_s;
	struct mc_late_due due;
	uint32_t grace_left; /* days before it */
	uint32_t grace_used; /* days */
	bool is_late;	     /* loses points, or would */
};

/** Those of a cohort, by learner, then in the order of their deadlines. */
struct mc_lateness {
	struct mc_grades grades;
	struct mc_lateness_item *items;
	size_t count;
};

#define MC_LATENESS_INIT \
	{ \
		MC_GRADES_INIT, NULL, 0 \
	}

/** Frees all. */
void mc_lateness_release(struct mc_lateness *lateness);

/** Reads what is graded of a cohort, and applies deadlines to it. Errors: MC_E_IO. */
struct mc_err *mc_lateness_read(struct mc_lateness *lateness, struct mc_records *records, const char *cohort,
				const struct mc_deadlines *deadlines) MC_MUST_USE;

/** Applies deadlines to what was read, in place of those before. */
void mc_lateness_apply(struct mc_lateness *lateness, const struct mc_deadlines *deadlines);

/** Days of grace that a learner has left by what is graded. */
uint32_t mc_lateness_grace_left(const struct mc_lateness *lateness, const struct mc_deadlines *deadlines,
				const char *learner);

/** What a change of deadlines did to what is graded. */
struct mc_lateness_change {
	size_t graded;
	size_t late;	/* were in time, and are late now */
	size_t in_time; /* were late, and are in time now */
};

/** Applies deadlines anew, and says for how many submissions they make a difference. */
void mc_lateness_compare(struct mc_lateness_change *change, struct mc_lateness *lateness,
			 const struct mc_deadlines *deadlines);

#endif
