/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_OUTCOME_H
#define MC_COHORT_OUTCOME_H

#include <stdbool.h>

#include "cohort/enrolment.h"

/*
 * What became of learners after the course: codes of outcomes with who said so, status when they left and six
 * months later, contacts, and the survey of intents.  Every function that records runs a transaction of its
 * own.  Sources: CIRR standards, job outcome tracking and intent survey; Regulation (EU) 2021/1057, Annex I.
 */

/** Days after the census day within which an answer to the survey of intents counts. */
#define MC_INTENT_WINDOW_DAYS 3

/** Who says that an outcome is so. */
struct mc_evidence {
	const char *source; /* word of MC_WORDS_EVIDENCE; NULL: nobody */
	const char *form;   /* "verbal" or "written"; NULL: as that source usually is */
	const char *on_day; /* when it was told; NULL: today */
	const char *note;   /* sealed; NULL: none */
};

/** What is to be recorded; what is NULL stays as it is. */
struct mc_outcome_entry {
	const char *cohort; /* NULL: the only one of the learner */
	const char *learner;
	const char *code; /* word of MC_WORDS_OUTCOME */
	const char *accepted_on;
	const char *status_exit; /* words of MC_WORDS_STATUS */
	const char *status_6m;
	struct mc_evidence evidence;
};

/** Why an entry cannot be recorded; static texts, translated. */
struct mc_outcome_fault {
	const char *column; /* of a list: "accepted_on" */
	const char *text;
	const char *hint; /* NULL: none */
};

/**
 * Whether an entry keeps the rules: only graduates have a code, work has a day, and everything but "still
 * seeking" and "does not answer" needs somebody who says so.
 */
bool mc_outcome_is_good(struct mc_outcome_fault *fault, const struct mc_outcome_entry *entry,
			const struct mc_enrolment *recorded);

/** Whether recording an entry would change anything. Errors: MC_E_IO. */
struct mc_err *mc_outcome_is_new(bool *is_new, struct mc_records *records,
				 const struct mc_outcome_entry *entry, const struct mc_enrolment *recorded)
	MC_MUST_USE;

/** Adds the event of an entry that is good. Inside mc_records_write(). */
struct mc_err *mc_outcome_append(struct mc_records *records, const struct mc_outcome_entry *entry,
				 const struct mc_enrolment *recorded) MC_MUST_USE;

/** Checks and records an entry. Errors: MC_E_INPUT, MC_E_NOTHING (it is recorded already), MC_E_IO. */
struct mc_err *mc_outcome_record(struct mc_records *records, const struct mc_outcome_entry *entry)
	MC_MUST_USE;

/** A call, visit, mail, or a meeting at a career day. */
struct mc_contact {
	const char *cohort; /* NULL: the only one of the learner */
	const char *learner;
	const char *on_day;
	const char *kind;     /* "call", "visit", "mail", "career-day" */
	const char *activity; /* that it goes back to; NULL: none */
	const char *result;   /* "none", "interview", "offer" */
	const char *note;     /* sealed; NULL: none */
};

/** Records a contact. Errors: MC_E_INPUT, MC_E_NOTHING (the same is recorded), MC_E_IO. */
struct mc_err *mc_contact_record(struct mc_records *records, const struct mc_contact *contact) MC_MUST_USE;

/** An answer to the survey of intents. */
struct mc_intent {
	const char *cohort; /* NULL: the only one of the learner */
	const char *learner;
	const char *intent; /* word of MC_WORDS_INTENT */
	const char *on_day;
	const char *work_auth;	/* word of MC_WORDS_YES_NO; NULL: not said */
	const char *correction; /* why the recorded answer was wrong, sealed; NULL: this is an answer */
};

/** What an answer means for what is counted. */
enum mc_intent_effect {
	MC_INTENT_COUNTS,    /* it is the answer that counts now */
	MC_INTENT_LATE,	     /* nobody answered in time: it is kept, and excludes nobody */
	MC_INTENT_KEPT_ONLY, /* another mind after the window: it is in the log, and the first answer counts
			      */
	MC_INTENT_CORRECTED, /* the answer of the recorded day was written down wrongly */
};

/** Records an answer. Errors: MC_E_INPUT, MC_E_NOTHING (the same is recorded), MC_E_IO. */
struct mc_err *mc_intent_record(enum mc_intent_effect *effect, struct mc_records *records,
				const struct mc_intent *intent) MC_MUST_USE;

#endif
