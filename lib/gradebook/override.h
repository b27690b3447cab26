/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_OVERRIDE_H
#define MC_GRADEBOOK_OVERRIDE_H

#include "gradebook/score.h"
#include "records/records.h"

/*
 * What instructors decide about a score: points or a verdict in place of those that came out, and the levels
 * of a rubric.  They stand until they are taken back, whatever is graded again.  Reasons are sealed.
 */

/** Verdicts that an instructor can give, as the choices of an option. */
#define MC_OVERRIDE_VERDICTS "pass|partial|fail"

/** What is to be decided. */
struct mc_override_wanted {
	const char *cohort, *learner, *exercise;
	const char *verdict; /* NULL: stays as it is */
	const char *points;  /* as somebody wrote them: "7.5"; NULL: stay as they are */
	const char *reason;  /* needed by mc_override_set() */
};

/** Records an override, in place of one that is there. Errors: MC_E_USAGE (neither points nor verdict, no
 * reason), MC_E_INPUT (points are no number, the learner was erased), MC_E_IO. */
struct mc_err *mc_override_set(struct mc_records *records, const struct mc_override_wanted *wanted)
	MC_MUST_USE;

/** Takes it back. Errors: MC_E_NOTHING (there is none), MC_E_IO. */
struct mc_err *mc_override_lift(struct mc_records *records, const struct mc_override_wanted *wanted)
	MC_MUST_USE;

/** Levels to be given: "criterion=level", and "criterion=" for none. */
struct mc_rubric_marks {
	const char *cohort, *learner, *exercise;
	const struct mc_rubric *rubric;
	const char *const *marks;
	size_t count;
	const char *note; /* free text, sealed, for all of them; NULL: none */
};

/**
 * Records the levels that differ from what is recorded, or all when there is a note; all or nothing.
 * Errors: MC_E_INPUT (no rubric, no such criterion or level: the hint names them), MC_E_NOTHING (it is
 * recorded so already), MC_E_IO.
 */
struct mc_err *mc_rubric_record(struct mc_records *records, const struct mc_rubric_marks *marks) MC_MUST_USE;

/** The text of a note, NULL when there is none (any more); the key must be unlocked. Errors: those of
 * records/people.h. */
struct mc_err *mc_score_note(const char **text, struct mc_arena *arena, struct mc_records *records,
			     const char *learner, const char *note) MC_MUST_USE;

#endif
