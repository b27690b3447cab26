/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_DOSSIER_H
#define MC_COHORT_DOSSIER_H

#include "base/buf.h"
#include "cohort/learner.h"
#include "cohort/profile.h"

/*
 * Everything that is recorded about one learner.
 */

/** An event about a learner; body is the JSON object of the log. */
struct mc_dossier_event {
	int64_t seq;
	const char *at, *actor, *kind, *body;
};

/** A session and how the learner was marked, or an activity and its kind. */
struct mc_dossier_day {
	const char *on, *id, *word, *title;
};

/** A note. */
struct mc_dossier_note {
	const char *id;
	const char *text;
};

struct mc_dossier {
	struct mc_arena arena;
	const char *learner;
	const char *erased_on; /* NULL: was not */
	struct mc_enrolments enrolments;
	struct mc_dossier_day *days;
	size_t day_count;
	size_t day_capacity;
	struct mc_dossier_event *events;
	size_t event_count;
	size_t event_capacity;
	bool has_names; /* profile and notes were asked for */
	struct mc_profile profile;
	struct mc_dossier_note *notes;
	size_t note_count;
	size_t note_capacity;
	struct mc_dossier_note *certificates; /* by their ids; the text is the signed data */
	size_t certificate_count;
	size_t certificate_capacity;
};

#define MC_DOSSIER_INIT \
	{ \
		.arena = MC_ARENA_INIT, .enrolments = MC_ENROLMENTS_INIT \
	}

/** Frees all. */
void mc_dossier_release(struct mc_dossier *dossier);

/**
 * Reads all about a learner; takes a time that grows with the log. has_names: also name, contacts and notes,
 * for which the key of the school is needed. Errors: MC_E_INPUT (no such learner), those of
 * records/people.h, MC_E_IO.
 */
struct mc_err *mc_dossier_read(struct mc_dossier *dossier, struct mc_records *records, const char *learner,
			       bool has_names) MC_MUST_USE;

/** Appends it for people. */
void mc_dossier_print_text(struct mc_buf *out, const struct mc_dossier *dossier);

/** Appends the document "migracode/learner-record/v1" and a line feed. */
void mc_dossier_print_json(struct mc_buf *out, const struct mc_dossier *dossier);

#endif
