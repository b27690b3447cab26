/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADING_GRADING_H
#define MC_GRADING_GRADING_H

#include "batch/slurm.h"
#include "batch/stored.h"
#include "batch/survey.h"
#include "batch/toolchain.h"
#include "cohort/cohort.h"
#include "cohort/school.h"
#include "deadline/deadlines.h"
#include "gradebook/grade.h"
#include "mirror/mirror.h"
#include "sheet/sheet.h"

/*
 * Grading a cohort: fetch, look which commit counts, judge what is not known, record.  Every step leaves what
 * it found behind, so that a run that was killed goes on where it was, and a second one has nothing to do.
 */

/** X(constant, name in documents): how it stands with one exercise of one learner */
#define MC_GRADING_STATES(X) \
	X(MC_GRADING_OPEN, \
	  "not-looked-at") /* the mirror is missing or damaged: the learner's fault says why \
			    */ \
	X(MC_GRADING_NOTHING, "not-submitted") /* or no more than the starter */ \
	X(MC_GRADING_TOO_LATE, "too-late") \
	X(MC_GRADING_NO_VERDICT, "no-verdict") /* our fault, or the world's; never a zero */ \
	X(MC_GRADING_GRADED, "graded")

enum mc_grading_state {
#define X(constant, name) constant,
	MC_GRADING_STATES(X)
#undef X
		MC_GRADING_STATE_COUNT
};

/** The name of a state in documents; static. */
const char *mc_grading_state_name(enum mc_grading_state state);

/** One exercise that is graded. */
struct mc_grading_exercise {
	struct mc_exercise *exercise;
	const char *dir;
	const char *module; /* NULL: it is in none of the course */
	struct mc_toolchain tools;
	/* Results that are computed again because programs changed: which did since renewed_from, a
	   fingerprint. */
	size_t renewed;
	const char *renewed_from;
	const char **changed; /* names, changed_count of them */
	size_t changed_count;
};

/** X(constant, name in documents): how it stands with the repository of a learner */
#define MC_GRADING_PLACES(X) \
	X(MC_GRADING_PLACE_NONE, "no-repository") /* the records have none */ \
	X(MC_GRADING_PLACE_ABSENT, "never-fetched") \
	X(MC_GRADING_PLACE_EMPTY, "empty") \
	X(MC_GRADING_PLACE_STALE, \
	  "not-fetched") /* the last fetch failed; what was there before is graded */ \
	X(MC_GRADING_PLACE_BROKEN, "damaged") \
	X(MC_GRADING_PLACE_READY, "ready")

enum mc_grading_place {
#define X(constant, name) constant,
	MC_GRADING_PLACES(X)
#undef X
};

/** The name of it in documents; static. */
const char *mc_grading_place_name(enum mc_grading_place place);

/** One learner. */
struct mc_grading_learner {
	const char *id;
	const char *started_in; /* cohort of the enrolment */
	struct mc_mirror mirror;
	enum mc_grading_place place;
	const char *reason; /* NULL: nothing is wrong; without an address or a name */
	bool is_new;	    /* something came since the last grading */
	bool is_left_out;   /* by since_last: nothing came */
};

/** One exercise of one learner. */
struct mc_grading_cell {
	enum mc_grading_state state;
	enum mc_verdict verdict;
	bool is_computed;    /* by this run */
	bool is_surveyed;    /* answer holds, for until_s */
	int64_t points, max; /* thousandths */
	int64_t until_s;
	int64_t submitted_s;
	struct mc_survey_answer answer;
	char key[MC_STORED_KEY];
	const char *reason; /* one sentence, when the verdict is no pass and it was not known before; or NULL
			     */
};

/** Programs that are other ones by now. */
struct mc_grading_renewed {
	const char *tool;
	size_t results; /* that are computed again */
};

/** What came of it. */
struct mc_grading {
	struct mc_arena arena;
	const char *cohort;
	int64_t at_s; /* when it was, Unix time */
	struct mc_grading_exercise *exercises;
	size_t exercise_count, exercise_capacity;
	struct mc_grading_learner *learners; /* by id */
	size_t learner_count, learner_capacity;
	struct mc_grading_cell *cells; /* learner_count rows of exercise_count */
	struct mc_grading_renewed *renewed;
	size_t renewed_count, renewed_capacity;
	size_t computed; /* results by this run; the same files of two learners are computed once */
	size_t known;	 /* submissions whose result was there, or came from another run or learner */
	size_t faults;	 /* submissions without a verdict, and learners whose repository is at fault */
	size_t verdicts[MC_FLAKY + 1];
	size_t states[MC_GRADING_STATE_COUNT];
};

#define MC_GRADING_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all. */
void mc_grading_release(struct mc_grading *grading);

/** One of its cells. */
const struct mc_grading_cell *mc_grading_at(const struct mc_grading *grading, size_t learner,
					    size_t exercise);

/** X(constant, name in documents) */
#define MC_GRADING_EVENTS(X) \
	X(MC_GRADING_STARTED, "started") \
	X(MC_GRADING_FETCHING, "fetching") \
	X(MC_GRADING_FETCHED, "fetched") /* one learner */ \
	X(MC_GRADING_COMPUTING, "computing") \
	X(MC_GRADING_FINISHED, "graded") /* one exercise of one learner */ \
	X(MC_GRADING_FAULT, "fault")	 /* one learner, or one exercise of one */ \
	X(MC_GRADING_DONE, "done")

enum mc_grading_event_kind {
#define X(constant, name) constant,
	MC_GRADING_EVENTS(X)
#undef X
};

/** The name of an event in documents; static. */
const char *mc_grading_event_name(enum mc_grading_event_kind kind);

/** Something happened. What it is not about is NULL. */
struct mc_grading_event {
	enum mc_grading_event_kind kind;
	const struct mc_grading *grading;
	const struct mc_grading_learner *learner;
	const struct mc_grading_exercise *exercise;
	const struct mc_grading_cell *cell;
	enum mc_fetch_outcome fetched; /* FETCHED */
	const char *reason;	       /* FAULT */
	size_t total;		       /* FETCHING: learners; COMPUTING: submissions that are not known yet */
};

/** What is wanted. */
struct mc_grading_wanted {
	const struct mc_school *school;
	struct mc_records *records;
	const char *cohort;
	const char *const *modules; /* module_count of them; 0: all */
	size_t module_count;
	const char *exercise;	     /* id, or folder; NULL: all */
	const char *const *learners; /* ids, learner_count of them; 0: all who learn in the cohort now */
	size_t learner_count;
	bool is_since_last; /* only learners of whom something came since the last grading */
	bool fetches;
	bool takes_unverified;
	unsigned jobs; /* 0: as many as there are processors */
	int64_t at_s;  /* no later commit than that; MC_SURVEY_ALWAYS */
	enum mc_protection_level minimum;
	const struct mc_slurm *slurm; /* the machines that grade; NULL: this one */
	void (*watch)(void *context, const struct mc_grading_event *event);
	void *context;
};

/**
 * Grades.  What goes wrong with one learner is that learner's fault.  Results are recorded in portions; when
 * the records fail, the rest is computed and stored all the same, and the error says so.
 *
 * Errors: MC_E_INPUT (no such cohort, module, exercise or learner; a spec is broken or unverified; no course
 * is named), MC_E_NOTHING (nobody to grade), MC_E_UNSUPPORTED (less protection than the minimum),
 * MC_E_INTERRUPTED, MC_E_IO, those of records/people.h when it fetches.
 */
struct mc_err *mc_grading_run(struct mc_grading *grading, const struct mc_grading_wanted *wanted) MC_MUST_USE;

/** Appends for people: what each exercise came to, whose repository is at fault, and what to type next.
 * names: of the learners, in their order; NULL: they are named by id. */
void mc_grading_print_text(struct mc_buf *out, const struct mc_grading *grading, const char *const *names,
			   const struct mc_sheet_look *look, bool is_quiet);

/** Writes the document "migracode/cohort-grade/v1" and a line feed, piece by piece. write returns false when
 * it cannot go on. */
void mc_grading_write_json(const struct mc_grading *grading,
			   bool (*write)(void *context, const char *bytes, size_t len), void *context);

/** Appends one event as a line of JSON, with its line feed. */
void mc_grading_print_event(struct mc_buf *out, const struct mc_grading_event *event);

#endif
