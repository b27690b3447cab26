/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_RISK_H
#define MC_COHORT_RISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "cohort/risk_settings.h"

/*
 * Who needs attention, and why.  Functions of facts, thresholds and a day alone: the same facts give the same
 * answer, last week's too.  Sources: mod_attendance (share after some sessions, what can still be reached),
 * Gibbon (absent on every one of the last days), CodeYourFuture's tracker (score), pieforproviders ("not
 * enough information").
 */

/** Where a learner stands. */
enum mc_risk_label { MC_RISK_UNKNOWN, MC_RISK_ON_TRACK, MC_RISK_BEHIND, MC_RISK_AT_RISK };

/** Their words: "not-enough-information", "on-track", "behind", "at-risk". */
extern const char *const mc_risk_labels[4];

/** Why, the gravest first: X(constant, word). */
#define MC_RISK_SIGNALS(X) \
	X(SILENT, "silent")		   /* a: days without a sign, b: threshold */ \
	X(ABSENT, "absent-in-a-row")	   /* a: sessions, b: threshold */ \
	X(LOST, "attendance-out-of-reach") /* a: tenths that can still be reached, b: percent needed */ \
	X(ATTENDANCE, "attendance-low")	   /* a: tenths of a percent, b: threshold in percent */ \
	X(MISSING, "work-missing")	   /* a: exercises, b: threshold; text: the first of them */ \
	X(FAILING, "work-not-passed")	   /* a: exercises, b: threshold; text: the first of them */ \
	X(SCORE, "score-low")		   /* a: score, b: threshold */ \
	X(UNMARKED, "marks-missing")	   /* a: sessions in which others were marked */ \
	X(EARLY, "too-early")		   /* a: sessions so far, b: from how many on it is judged */

enum mc_risk_signal {
#define X(constant, word) MC_RISK_##constant,
	MC_RISK_SIGNALS(X)
#undef X
		MC_RISK_SIGNAL_COUNT
};

/** The words of the signals, in order. */
extern const char *const mc_risk_signals[MC_RISK_SIGNAL_COUNT];

/** One reason. */
struct mc_risk_reason {
	enum mc_risk_signal signal;
	enum mc_risk_label label; /* that it leads to by itself */
	int64_t a, b;		  /* see MC_RISK_SIGNALS */
	const char *text;	  /* NULL where there is none */
};

/** A session of the cohort. */
struct mc_risk_session {
	int32_t day;
	bool is_cancelled;
};

/** The result of an exercise; done is MC_DATE_NONE when there is none. */
struct mc_risk_result {
	int32_t done;
	bool is_passed;
};

/** Marks: how somebody was in a session. */
enum mc_risk_mark {
	MC_RISK_NO_MARK,
	MC_RISK_PRESENT,
	MC_RISK_LATE,
	MC_RISK_EXCUSED,
	MC_RISK_ABSENT_MARK,
};

/** A learner of the cohort. */
struct mc_risk_learner {
	const char *id;
	const char *origin;		/* the cohort that they started in */
	int32_t from;			/* first day in this cohort */
	int32_t until;			/* left, graduated or moved on this day; MC_DATE_NONE: is here */
	unsigned char *marks;		/* enum mc_risk_mark, one for each session */
	struct mc_risk_result *results; /* one for each exercise */
	const int32_t *contacts;	/* days */
	size_t contact_count;
};

/** A cohort. Whoever made it owns its memory. */
struct mc_risk_class {
	const char *cohort;
	struct mc_risk_learner *learners; /* by id */
	size_t learner_count;
	struct mc_risk_session *sessions; /* by day */
	size_t session_count;
	const char **exercises; /* by id */
	size_t exercise_count;
};

/** What is found about a learner. */
struct mc_risk_verdict {
	enum mc_risk_label label;
	struct mc_risk_reason reasons[MC_RISK_SIGNAL_COUNT]; /* the gravest first */
	size_t reason_count;
	int64_t attended, counted; /* thousandths of sessions; the share is their quotient */
	int64_t passed, expected;  /* exercises that the cohort is through with */
	int64_t score;		   /* 0 to 10000; -1: nothing to score */
	int32_t last_sign; /* attended, told why not, handed in, or was in touch; MC_DATE_NONE: never */
	int32_t last_contact;
};

/** A class on a day, with what does not depend on the learner. */
struct mc_risk_day {
	const struct mc_risk_class *class;
	const struct mc_risk_settings *settings;
	int32_t today;
	bool *is_taken;	     /* for each session: held by now, with marks */
	bool *is_expected;   /* for each exercise: see work_share */
	int32_t last_active; /* the last day on which anybody showed a sign */
	size_t untaken;	     /* sessions held without any mark */
};

/** Prepares judging a class on a day; memory comes from arena. */
struct mc_risk_day mc_risk_day(struct mc_arena *arena, const struct mc_risk_class *class,
			       const struct mc_risk_settings *settings, int32_t today);

/** True when a learner is judged on that day: began, and is still here. */
bool mc_risk_is_here(const struct mc_risk_day *day, const struct mc_risk_learner *learner);

/** Judges a learner; texts of reasons belong to the class. */
struct mc_risk_verdict mc_risk_judge(const struct mc_risk_day *day, const struct mc_risk_learner *learner);

/** Appends a reason as a sentence, translated. */
void mc_risk_reason_print(struct mc_buf *out, const struct mc_risk_reason *reason);

/** What to do next, in plain words, translated. */
const char *mc_risk_next(const struct mc_risk_verdict *verdict);

#endif
