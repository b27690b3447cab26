/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_RISK_LIST_H
#define MC_COHORT_RISK_LIST_H

#include "base/buf.h"
#include "cohort/risk.h"
#include "records/records.h"

/** A learner who is judged. */
struct mc_risk_row {
	const char *cohort;
	const char *learner;
	const char *name; /* NULL: not asked for, or not known */
	struct mc_risk_verdict verdict;
	bool had_verdict; /* was here a week ago */
	enum mc_risk_label before;
};

/** How a cohort stands. */
struct mc_risk_summary {
	const char *cohort;
	size_t labels[4];
	size_t untaken; /* sessions that were held and have no mark */
};

/** Everybody who is judged, those who need it most first. */
struct mc_risk_list {
	struct mc_arena arena;
	const char *as_of;
	bool has_names;
	struct mc_risk_row *rows;
	size_t count;
	size_t capacity;
	struct mc_risk_summary *summaries;
	size_t summary_count;
	size_t summary_capacity;
};

#define MC_RISK_LIST_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all. */
void mc_risk_list_release(struct mc_risk_list *list);

/** Judges the learners of a cohort on a day, and as they were a week before, and adds them. list->as_of must
 * be set to that day. Errors: MC_E_IO. */
struct mc_err *mc_risk_list_add(struct mc_risk_list *list, struct mc_records *records, const char *cohort,
				const struct mc_risk_settings *settings) MC_MUST_USE;

/** Brings all rows into order: the gravest first. */
void mc_risk_list_sort(struct mc_risk_list *list);

/** Reads the display names of those who need somebody (all: of everybody). Errors: those of people.h. */
struct mc_err *mc_risk_list_name(struct mc_risk_list *list, struct mc_records *records, bool all) MC_MUST_USE;

/** Appends the list for a Monday: whom to call first and what to do, then those who are behind, then who is
 * better than last week. */
void mc_risk_list_print_week(struct mc_buf *out, const struct mc_risk_list *list);

/** Appends how a cohort stands, as one line. */
void mc_risk_summary_print(struct mc_buf *out, const struct mc_risk_summary *summary);

/** The label for people, translated. */
const char *mc_risk_label_text(enum mc_risk_label label);

/** Appends the document "migracode/risk/v1" and a line feed. */
void mc_risk_list_print_json(struct mc_buf *out, const struct mc_risk_list *list);

#endif
