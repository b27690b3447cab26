/* SPDX-License-Identifier: MIT */
#ifndef MC_MIRROR_FETCH_PRINT_H
#define MC_MIRROR_FETCH_PRINT_H

#include "base/buf.h"
#include "mirror/found.h"
#include "mirror/wanted.h"

/** What became of one learner. */
struct mc_fetch_row {
	bool is_done;
	enum mc_fetch_outcome outcome;
	const char *branch;
	const char *tip;
	enum mc_code fault;
	const char *reason;
	const char *hint;
	int64_t fetched_s;
	bool is_there;
};

/** A fetch, as it is told. */
struct mc_fetch_report {
	struct mc_arena arena;
	const char *cohort;
	bool is_dry_run;
	const struct mc_mirror_wanted_list *list;
	const struct mc_mirror_found *found; /* NULL: nobody looked at a host */
	struct mc_fetch_row *rows;	     /* one for each of the list */
	size_t counts[MC_FETCH_OUTCOME_COUNT];
};

/** Takes down what became of one learner; everything is copied. */
void mc_fetch_report_add(struct mc_fetch_report *report, size_t index, enum mc_fetch_outcome outcome,
			 const struct mc_mirror *mirror);

/** Appends the document "migracode/fetch/v1"; learners are named by ids. */
void mc_fetch_report_json(struct mc_buf *out, const struct mc_fetch_report *report);

/** Appends for people who needs attention, and unless is_quiet the counts. */
void mc_fetch_report_show(struct mc_buf *out, const struct mc_fetch_report *report, bool is_quiet);

#endif
