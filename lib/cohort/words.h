/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_WORDS_H
#define MC_COHORT_WORDS_H

#include <stddef.h>

#include "base/arena.h"

/*
 * The closed lists of words that records use, and the many ways in which people write them.
 */

/** The lists. */
enum mc_words_list {
	MC_WORDS_GENDER,       /* f, m, n (non-binary) */
	MC_WORDS_YES_NO,       /* y, n, unknown */
	MC_WORDS_ENTRY_STATUS, /* unemployed, long-term-unemployed, inactive, employed */
	MC_WORDS_INTENT,       /* job, stay, self-enrichment, study; Source: CIRR, intent survey */
	MC_WORDS_OUTCOME,      /* 1A … 4, Excluded; Source: CIRR, outcome codes */
	MC_WORDS_EXCLUSION,    /* died, incarcerated, military, disability, service, and moves, which never
				  exclude */
	MC_WORDS_STATUS,     /* employed, improved, job-searching, education, inactive, unemployed, unknown */
	MC_WORDS_REASON,     /* why somebody left; a word of the school's own is kept as it is */
	MC_WORDS_ATTENDANCE, /* present, late, excused, absent */
	MC_WORDS_EVIDENCE,   /* who says that an outcome is so: graduate, employer … */
	MC_WORDS_FORM,	     /* verbal, written */
};

/** The reasons and exclusions that mean that an authority moved the learner away. */
#define MC_REASON_MOVED "moved-by-authority"
#define MC_REASON_DEPORTED "deported"
#define MC_REASON_RESETTLED "resettled"

/**
 * The word of a list that text means, whatever its case, whether it has blanks, '_' or '-', and what else it
 * says ("new in-field job"); static, or from the arena for a reason of the school's own. NULL when the list
 * has none.
 */
const char *mc_words_find(enum mc_words_list list, struct mc_arena *arena, const char *text);

/** The words of a list with '|' between them, for messages; static. */
const char *mc_words_all(enum mc_words_list list);

/** The level of ISCED 2011, 0 to 8, that text means ("ISCED 3", "3"); -1 when it is none. */
int mc_words_isced(const char *text);

#endif
