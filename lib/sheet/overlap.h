/* SPDX-License-Identifier: MIT */
#ifndef MC_SHEET_OVERLAP_H
#define MC_SHEET_OVERLAP_H

#include "sheet/issued.h"

/*
 * Tables of overlapping sets of cohorts as one system of counts.  Cohorts that stand in the same tables
 * always come together and form an atom; every set of cohorts is made of atoms, and a count of a set is the
 * sum of that count over its atoms.  Sets are: each atom, the cohorts of each table, and those by which two
 * tables differ.
 */

/** Counts in a system at most: sets times figures. */
#define MC_OVERLAP_MAX_COUNTS (1024u * 1024)

/** A count of the system: a figure of a set of cohorts. */
struct mc_overlap_count {
	size_t set;
	size_t id;
	bool is_secret; /* a table hides it */
};

/** The system; all in it belongs to its arena or is freed with it. */
struct mc_overlap {
	struct mc_arena arena;
	const struct mc_issued *const *tables; /* borrowed */
	size_t table_count;
	const char **ids; /* of all figures, sorted */
	size_t id_count;
	const char **cohorts; /* of all tables, sorted */
	size_t cohort_count;
	size_t *atom_of; /* of each cohort */
	size_t atom_count;
	const bool **sets; /* each: which atoms; the first atom_count are one atom each */
	size_t set_count;
	size_t set_capacity;
	size_t *set_of; /* of each table */
	size_t *at;	/* number of the count of set and id: at[set * id_count + id]; SIZE_MAX: none */
	struct mc_overlap_count *counts;
	size_t count;
	size_t capacity;
	struct mc_relation *relations;
	size_t relation_count;
	size_t relation_capacity;
};

#define MC_OVERLAP_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees a system. */
void mc_overlap_release(struct mc_overlap *overlap);

/** Puts tables together; they are borrowed. Errors: MC_E_LIMIT. */
struct mc_err *mc_overlap_build(struct mc_overlap *overlap, const struct mc_issued *const *tables,
				size_t count) MC_MUST_USE;

/** The count of a table's cell. */
size_t mc_overlap_cell(const struct mc_overlap *overlap, size_t table, const struct mc_issued_cell *cell);

/** Appends the cohorts of a set, as "ath-2026a, ath-2026b". */
void mc_overlap_cohorts(struct mc_buf *out, const struct mc_overlap *overlap, size_t set);

#endif
