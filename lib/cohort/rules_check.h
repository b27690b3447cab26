/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_RULES_CHECK_H
#define MC_COHORT_RULES_CHECK_H

#include "cohort/rules.h"
#include "ext/json_write.h"

/*
 * Whether somebody has fulfilled the rules, and what is missing: only from facts that are given, in whole
 * numbers, without a clock.  What is not known is not guessed: a rule that could come out either way says
 * that it has not enough data.
 */

/** How far somebody is with an exercise; only the best try counts. */
enum mc_fact_exercise_state {
	MC_EXERCISE_MISSING, /* nothing was handed in */
	MC_EXERCISE_UNGRADED,
	MC_EXERCISE_FAILED,
	MC_EXERCISE_PASSED,
};

struct mc_fact_exercise {
	const char *id;
	const char *module;
	enum mc_fact_exercise_state state;
	int64_t points; /* thousandths */
	int64_t max;
};

struct mc_fact_project {
	const char *id;
	bool is_team; /* done as a member of a team */
	bool is_passed;
	bool is_ungraded; /* was handed in and is not judged yet */
};

/** Something that this learner was to come to. */
struct mc_fact_event {
	const char *id;
	const char *kind;
	bool was_held; /* by the day of the check */
	bool has_attended;
};

/** What is known of a learner on the day of a check. Texts and lists are borrowed. */
struct mc_rule_facts {
	int32_t cohort_start; /* of the cohort that they started in */
	bool is_over;	      /* the course has ended: nothing more will come */
	/* Sessions while the learner was enrolled: those that were held, marks for them, and those to come.
	 */
	int64_t held;
	int64_t present;
	int64_t late;
	int64_t excused;
	int64_t absent;
	int64_t planned;
	/* All of the curriculum, with those that were not handed in; only those handed in when it is not
	 * known. */
	const struct mc_fact_exercise *exercises;
	size_t exercise_count;
	bool knows_curriculum;
	const struct mc_fact_project *projects;
	size_t project_count;
	/* Individual meetings. */
	int64_t meetings_attended;
	int64_t meetings_missed;
	int64_t meetings_planned;
	const struct mc_fact_event *events;
	size_t event_count;
	/* Kinds of the cases that are open. */
	const char *const *open_cases;
	size_t open_case_count;
};

/** How a rule, or all rules, came out: X(constant, name in documents). */
#define MC_RULE_STATES(X) \
	X(MC_RULE_PASS, "pass") \
	X(MC_RULE_FAIL, "fail") \
	X(MC_RULE_UNKNOWN, "not-enough-data") \
	X(MC_RULE_NOT_ASKED, "not-asked")

enum mc_rule_state {
#define X(constant, name) constant,
	MC_RULE_STATES(X)
#undef X
};

/** Why: X(constant, name in documents). */
#define MC_RULE_REASONS(X) \
	X(MC_WHY_FULFILLED, "fulfilled") \
	X(MC_WHY_BELOW, "below")		       /* can still be reached */ \
	X(MC_WHY_OUT_OF_REACH, "out-of-reach")	       /* not even with all that is to come */ \
	X(MC_WHY_TOO_FEW_SESSIONS, "too-few-sessions") /* fewer than min_held */ \
	X(MC_WHY_MARKS_MISSING, "marks-missing")       /* sessions without a mark could decide */ \
	X(MC_WHY_UNGRADED, "ungraded")		       /* what is not judged yet could decide */ \
	X(MC_WHY_NO_DATA, "no-data")		       /* there is nothing to take a share of */ \
	X(MC_WHY_CASE_OPEN, "case-open") \
	X(MC_WHY_EARLIER_COHORT, "earlier-cohort") /* the rule is for cohorts that start later */

enum mc_rule_reason {
#define X(constant, name) constant,
	MC_RULE_REASONS(X)
#undef X
};

/** Names in the order of the enumerations; static. */
const char *mc_rule_state_name(enum mc_rule_state state);
const char *mc_rule_reason_name(enum mc_rule_reason reason);

/** How one rule came out. */
struct mc_rule_check {
	const struct mc_rule *rule;
	enum mc_rule_state state;
	enum mc_rule_reason reason;
	/* Shares are in tenths of a percent, rounded down, so that 79.96 % never looks like 80 %; others are
	 * counts. -1: there is none. */
	bool is_share;
	int64_t value;
	int64_t threshold;
	int64_t possible; /* the most that value can still become */
	/* What value is a share of: thousandths of sessions or points, or counts. */
	int64_t part;
	int64_t whole;
	struct mc_texts missing; /* ids of exercises, projects, events, or kinds of cases */
};

/** How all rules came out. It lives in its arena; rules and facts must outlive it. */
struct mc_rules_check {
	struct mc_arena arena;
	const struct mc_rules *rules;
	struct mc_rule_check *checks; /* in the order of the rules */
	size_t count;
	/* PASS: all passed or are not asked; FAIL: one failed; UNKNOWN otherwise. */
	enum mc_rule_state state;
};

#define MC_RULES_CHECK_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees a check; it is usable again. */
void mc_rules_check_release(struct mc_rules_check *check);

/** Checks the facts of one learner. */
void mc_rules_check(struct mc_rules_check *check, const struct mc_rules *rules,
		    const struct mc_rule_facts *facts);

/** Appends what a check says of one rule, for people: "72.5%, but 80% is needed; 85.0% can be reached". */
void mc_rule_check_words(struct mc_buf *out, const struct mc_rule_check *check);

/** Writes an array with an object for each rule: id, kind, state, reason, value, threshold, possible (shares
 * as texts with one decimal), missing. */
void mc_rules_check_write(struct mc_json_writer *writer, const struct mc_rules_check *check);

#endif
