/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_GRADUATE_H
#define MC_COHORT_GRADUATE_H

#include "cohort/facts.h"
#include "cohort/learner.h"
#include "cohort/school.h"

/*
 * Whether learners have met the rules of graduation, and the decision that they graduate, which stays as it
 * was made.
 */

/** The file of the rules in the folder of a school, when nobody names another. */
#define MC_GRADUATE_RULES "rules.json"

/** How somebody stands. */
struct mc_graduate_row {
	const struct mc_enrolment *enrolment;
	struct mc_rules_check check;
	const char *decided; /* the rule set that a decision was made by; NULL: none was made */
};

/** The check of a cohort. */
struct mc_graduate {
	struct mc_arena arena;
	struct mc_cohorts cohorts; /* one */
	struct mc_enrolments enrolments;
	struct mc_rules *rules;
	struct mc_curriculum *curriculum; /* NULL: not known */
	const char *as_of;
	struct mc_graduate_row *rows; /* of those who have not left, and those who graduated */
	size_t count;
};

#define MC_GRADUATE_INIT \
	{ \
		.arena = MC_ARENA_INIT, .cohorts = MC_COHORTS_INIT, .enrolments = MC_ENROLMENTS_INIT \
	}

/** What to check. */
struct mc_graduate_wanted {
	const char *cohort;
	const char *learner; /* NULL: all */
	const char *rules;   /* file; NULL: rules.json of the school */
	const char *as_of;   /* a day */
};

/** Frees all. */
void mc_graduate_release(struct mc_graduate *graduate);

/** Checks the learners of a cohort. Errors: MC_E_INPUT (no such cohort or learner, no rules, or wrong ones),
 * MC_E_IO. */
struct mc_err *mc_graduate_check(struct mc_graduate *graduate, struct mc_records *records,
				 const struct mc_school *school, const struct mc_graduate_wanted *wanted)
	MC_MUST_USE;

/** A decision. */
struct mc_graduate_decision {
	const char *on;		    /* the day on which all rules were met */
	const char *certificate_on; /* NULL: there is no certificate yet */
	const char *reason;	    /* of an override, sealed; NULL: only who meets all rules graduates */
};

/**
 * Records that the learners that were checked and meet the rules, or all with a reason, graduate; gives their
 * number. Who has graduated already is left as they are. Errors: MC_E_INPUT, MC_E_IO.
 */
struct mc_err *mc_graduate_decide(size_t *count, struct mc_graduate *graduate, struct mc_records *records,
				  const struct mc_graduate_decision *decision) MC_MUST_USE;

/** Appends for people how everybody stands; verbose: every rule of everybody, else what is missing. */
void mc_graduate_print_text(struct mc_buf *out, const struct mc_graduate *graduate, const char *lang,
			    bool is_verbose);

/** Appends the document "migracode/graduate/v1" and a line feed. */
void mc_graduate_print_json(struct mc_buf *out, const struct mc_graduate *graduate);

#endif
