/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_MILESTONE_H
#define MC_COHORT_MILESTONE_H

#include "cohort/new_id.h"
#include "records/records.h"

/*
 * What a learner does on the way to graduating, beside sessions and exercises: individual meetings, projects,
 * and cases, such as one of plagiarism, that are open until somebody closes them.
 */

/** The kinds, as rules of graduation know them. */
#define MC_MILESTONE_MEETING "meeting"
#define MC_MILESTONE_PROJECT "project"
#define MC_MILESTONE_TEAM "team-project"
#define MC_MILESTONE_CASE "case"

/** One of them. */
struct mc_milestone {
	const char *learner;
	const char *cohort; /* that the learner is in; NULL: the only one */
	const char *kind;
	const char *name;   /* of a project; kind of a case: "plagiarism"; an id */
	const char *result; /* of a meeting: "attended", "missed"; of a project: "passed"; else NULL */
	const char *on;	    /* a day */
	const char *note;   /* free text, which is sealed; NULL: none */
};

/** Records one, under an id by chance. Errors: MC_E_INPUT (no such learner, bad name), MC_E_NOTHING (the same
 * is there: a project of this name, an open case of this kind, a meeting on this day), MC_E_IO. */
struct mc_err *mc_milestone_add(char id[MC_NEW_ID], struct mc_records *records,
				const struct mc_milestone *milestone) MC_MUST_USE;

/** Closes the open case of this name, or the only open one when name is NULL. Errors: MC_E_INPUT (no such
 * learner, none is open, several are), MC_E_IO. */
struct mc_err *mc_milestone_close(struct mc_records *records, const struct mc_milestone *milestone)
	MC_MUST_USE;

#endif
