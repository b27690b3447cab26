/* SPDX-License-Identifier: MIT */
#ifndef MC_SHEET_ISSUED_H
#define MC_SHEET_ISSUED_H

#include "sheet/disclosure.h"

/*
 * Tables that were given away, as they are remembered: what a reader holds in his hands, and so nothing of
 * what was hidden.  A later table must not tell together with them what none of them tells alone.
 */

#define MC_ISSUED_SCHEMA "migracode/issued/v1"

/** Limits of one table. */
#define MC_ISSUED_MAX_BYTES (2u * 1024 * 1024)
#define MC_ISSUED_MAX_CELLS 4000u /* and relations */
#define MC_ISSUED_MAX_COHORTS 1000u
#define MC_ISSUED_MAX_TEXT MC_DISCLOSURE_MAX_ID

/** How a count was issued. */
enum mc_issued_kind {
	MC_ISSUED_SHOWN, /* rounded when the audience is MC_AUDIENCE_PUBLIC */
	MC_ISSUED_HIDDEN,
	MC_ISSUED_UNPRINTED,
};

struct mc_issued_cell {
	const char *id;
	enum mc_issued_kind kind;
	int64_t count; /* of SHOWN, as it was shown */
};

/** Whose figures a table has, and when. Texts and lists are borrowed. */
struct mc_issue {
	const char *breakdown;	/* what it tells: "graduation-by-gender" */
	const char *definition; /* of the figures: "migracode-2026.1" */
	const char *as_of;	/* the day that the figures speak of */
	const char *issued_on;
	const char *const *cohorts; /* of whose people; in any order, none twice */
	size_t cohort_count;
};

/** A table that was issued, or is about to be. All in it belongs to its arena. */
struct mc_issued {
	struct mc_arena arena;
	uint64_t number;      /* of its event in the log, for messages; 0: none yet. Not part of the JSON */
	struct mc_issue what; /* cohorts are sorted */
	enum mc_audience audience;
	int64_t k;
	struct mc_issued_cell *cells;
	size_t cell_count;
	struct mc_relation *relations; /* between cells */
	size_t relation_count;
};

#define MC_ISSUED_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees a table; it is usable again. */
void mc_issued_release(struct mc_issued *issued);

/** What an applied disclosure gives away. Errors: MC_E_LIMIT when it has more than a table may have. */
struct mc_err *mc_issued_take(struct mc_issued *issued, const struct mc_disclosure *disclosure,
			      const struct mc_issue *what) MC_MUST_USE;

/** Appends a table as one line of JSON; the same table gives the same bytes. */
void mc_issued_write(struct mc_buf *out, const struct mc_issued *issued);

/** Reads such a line; keys that it does not know are passed over at the top only. Errors: MC_E_INPUT. */
struct mc_err *mc_issued_read(struct mc_issued *issued, const char *bytes, size_t len) MC_MUST_USE;

/**
 * Before mc_disclosure_apply() for funders: hides again what earlier tables of the same people and day hid,
 * and hides nothing in vain that they showed, so that two reports from the same figures do not give each
 * other away. Tables of others, and those whose figures have changed since, do nothing.
 */
void mc_disclosure_recall(struct mc_disclosure *disclosure, const struct mc_issue *what,
			  const struct mc_issued *const *tables, size_t count);

/** Why a table must not be issued. */
struct mc_conflict {
	size_t *tables; /* indexes of the earlier ones that it must not meet, as few as tell it */
	size_t count;	/* 0: it may be issued */
	char *text; /* one sentence that names these tables and what they would tell; no numbers of people */
};

#define MC_CONFLICT_INIT \
	{ \
		NULL, 0, NULL \
	}

void mc_conflict_release(struct mc_conflict *conflict);

/**
 * Looks whether a new table would, together with earlier ones, tell of fewer than fresh->k people what the
 * earlier ones do not: a figure that is hidden in one of them and may be below k would be known to within
 * less than k; or of the cohorts by which two scopes differ, or any that can be told apart, a count from 1 to
 * k - 1 would be certain.
 *
 * Earlier tables count when they were issued to funders or the public, speak of the same day, and share
 * cohorts with the new one, also by way of others.  One of another day counts as of the same when it is of
 * the same cohorts and every count that both show is the same: then nothing has changed.
 *
 * Shares are not looked at: for funders they follow from counts, and those of large wholes for the public are
 * what its rules allow.
 *
 * Errors: MC_E_LIMIT when there is too much to compute.
 */
struct mc_err *mc_disclosure_conflict(struct mc_conflict *conflict, const struct mc_issued *fresh,
				      const struct mc_issued *const *earlier, size_t count) MC_MUST_USE;

/** True when both speak of the same people on the same day, as defined above. */
bool mc_issued_is_same(const struct mc_issued *a, const struct mc_issued *b);

#endif
