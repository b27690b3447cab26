/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_RULES_H
#define MC_COHORT_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "course/exercise.h"
#include "course/finding.h"

/*
 * rules.json: what a learner must have done to graduate from a curriculum; migracode-rules(5).  A file says
 * all that decides, so that two people who read it come to the same answer.
 */

/** What a rule asks for: X(constant, name in rules.json). */
#define MC_RULE_KINDS(X) \
	X(MC_RULE_ATTENDANCE, "attendance") \
	X(MC_RULE_EXERCISES, "exercises") \
	X(MC_RULE_POINTS, "points") \
	X(MC_RULE_PROJECTS, "projects") \
	X(MC_RULE_MEETINGS, "meetings") \
	X(MC_RULE_EVENTS, "events") \
	X(MC_RULE_TEAM, "team-project") \
	X(MC_RULE_NO_CASE, "no-open-case")

enum mc_rule_kind {
#define X(constant, name) constant,
	MC_RULE_KINDS(X)
#undef X
};

#define MC_RULE_KIND_COUNT 8u

/** Names in the order of the enumeration. */
extern const char *const mc_rule_kind_names[MC_RULE_KIND_COUNT];

/** What an excused absence does: X(constant, name in rules.json). */
#define MC_RULE_EXCUSED(X) \
	X(MC_EXCUSED_LEFT_OUT, "left-out") /* the session does not count for this learner */ \
	X(MC_EXCUSED_PRESENT, "present") \
	X(MC_EXCUSED_ABSENT, "absent")

enum mc_rule_excused {
#define X(constant, name) constant,
	MC_RULE_EXCUSED(X)
#undef X
};

/** How attendance is counted. */
struct mc_rule_policy {
	uint32_t late; /* thousandths of a session that a late arrival counts */
	enum mc_rule_excused excused;
	uint32_t min_held; /* with fewer sessions held, the share says nothing yet */
};

/** One rule. */
struct mc_rule {
	const char *id;
	enum mc_rule_kind kind;
	struct mc_words title;
	int32_t since;		/* for cohorts that start on this day or later; MC_DATE_NONE: for all */
	uint32_t percent;	/* the share that is needed, 1 to 100; 0: count decides */
	uint32_t count;		/* how many are needed; 0: all */
	struct mc_texts items;	/* EXERCISES, PROJECTS, EVENTS, TEAM: which; may be empty */
	struct mc_texts groups; /* EXERCISES, POINTS: modules; EVENTS: kinds of events; NO_CASE: kinds of
				   cases, empty for all */
	bool takes_submitted;	/* EXERCISES: handed in is enough, passed or not */
};

/** A set of rules. Everything in it lives in its arena. */
struct mc_rules {
	struct mc_arena arena;
	const char *id;
	const char *version;
	const char *curriculum; /* id */
	struct mc_words title;
	struct mc_words about; /* what was published and what was assumed; may be empty */
	struct mc_texts source;
	struct mc_rule_policy policy;
	struct mc_rule *rules; /* in the order of the file */
	size_t count;
	/* "id@1.0.0#0123456789ab": id, version and the start of a hash over everything that decides, so that
	 * a decision names its rules even when somebody changes the file and forgets the version. */
	const char *set_id;
};

/** Rules in a file at most. */
#define MC_RULES_MAX 100u

/** Largest file that is read. */
#define MC_RULES_MAX_BYTES (1024u * 1024)

/**
 * Reads the file at path strictly.
 *
 * rules     set on success; release with mc_rules_free()
 * findings  gets every error and warning; may be NULL
 *
 * Errors: MC_E_INPUT (the first finding that is an error), MC_E_IO.
 */
struct mc_err *mc_rules_open(struct mc_rules **rules, struct mc_findings *findings, const char *path)
	MC_MUST_USE;

/** Like mc_rules_open() for len bytes that stand for the file at path. Errors: MC_E_INPUT. */
struct mc_err *mc_rules_parse(struct mc_rules **rules, struct mc_findings *findings, const char *path,
			      const char *bytes, size_t len) MC_MUST_USE;

/** Releases rules; NULL is allowed. */
void mc_rules_free(struct mc_rules *rules);
MC_AUTOPTR_DEFINE(mc_rules);

#endif
