/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_SCORE_HISTORY_H
#define MC_GRADEBOOK_SCORE_HISTORY_H

#include "base/arena.h"
#include "base/buf.h"
#include "gradebook/score.h"
#include "records/records.h"

/*
 * What happened to one learner's result of one exercise, from the log: each grading with what it was for,
 * imported results, overrides and marks.
 */

/** X(constant, kind of the event, name in documents) */
#define MC_HISTORY_KINDS(X) \
	X(MC_HISTORY_GRADED, "submission.graded", "graded") \
	X(MC_HISTORY_IMPORTED, "result.recorded", "imported") \
	X(MC_HISTORY_OVERRIDDEN, "score.overridden", "overridden") \
	X(MC_HISTORY_LIFTED, "score.override-lifted", "lifted") \
	X(MC_HISTORY_MARKED, "rubric.marked", "marked")

enum mc_score_history_kind {
#define X(constant, event, name) constant,
	MC_HISTORY_KINDS(X)
#undef X
		MC_HISTORY_KIND_COUNT
};

/** Why something was graded again: X(bit, name in documents) */
#define MC_HISTORY_CAUSES(X) \
	X(MC_CAUSE_FIRST, "first")     /* nothing was known */ \
	X(MC_CAUSE_FILES, "files")     /* the submission changed */ \
	X(MC_CAUSE_SPEC, "spec")       /* the exercise changed */ \
	X(MC_CAUSE_TOOLS, "tools")     /* the programs that the tests start */ \
	X(MC_CAUSE_PROGRAM, "program") /* another version of migracode */

enum mc_score_history_cause {
#define X(bit, name) bit,
	MC_HISTORY_CAUSES(X)
#undef X
		MC_HISTORY_CAUSE_COUNT
};

/** One event. Texts that it does not have are NULL. */
struct mc_score_history_item {
	enum mc_score_history_kind kind;
	const char *at, *by;
	unsigned causes; /* bits of enum mc_score_history_cause */
	const char *verdict;
	int64_t points, max; /* thousandths; -1: not said */
	const char *commit, *submitted_at, *clock, *version;
	const char *digest, *spec, *tools, *key;
	const char *criterion, *level;
	const char *note; /* id of what is sealed */
};

struct mc_score_history {
	struct mc_arena arena;
	struct mc_score_history_item *items; /* the oldest first */
	size_t count, capacity;
};

#define MC_SCORE_HISTORY_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all. */
void mc_score_history_release(struct mc_score_history *history);

/** Reads what happened in a cohort. Errors: MC_E_IO. */
struct mc_err *mc_score_history_read(struct mc_score_history *history, struct mc_records *records,
				     const char *cohort, const char *learner, const char *exercise)
	MC_MUST_USE;

/** What is shown of one score. */
struct mc_score_history_view {
	struct mc_records *records; /* for names and reasons; the key must be unlocked */
	const struct mc_score_history *history;
	const struct mc_score *score;
	const struct mc_score_column *column;
	const char *zone;     /* that times are shown in */
	const char *document; /* the stored result document; NULL: there is none */
	const char *name;     /* of the learner; the id when it is not known */
	bool is_ascii;
};

/** Appends all of it for people. Errors: those of records/people.h, MC_E_INPUT (the document is damaged). */
struct mc_err *mc_score_history_print_text(struct mc_buf *out, const struct mc_score_history_view *view)
	MC_MUST_USE;

/** Appends the document "migracode/result-history/v1" and a line feed: without names and reasons. */
void mc_score_history_print_json(struct mc_buf *out, const struct mc_score_history_view *view);

#endif
