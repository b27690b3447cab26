/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_GATHER_PART_H
#define MC_CERT_GATHER_PART_H

#include "cert/frameworks.h"
#include "cert/gather.h"
#include "cert/words.h"
#include "cohort/facts.h"
#include "cohort/learner.h"
#include "gradebook/score.h"

/* The parts of gathering; nobody else includes this. */

/* An exercise of the course, and the column of the scores that it is. */
struct gather_exercise {
	size_t column;
	size_t *aligns; /* indices of rows of the course, align_count of them */
	size_t align_count;
};

struct gather_module {
	const struct mc_module *module;
	const char *title; /* in the language of the credential */
	struct gather_exercise *exercises;
	size_t exercise_count;
	size_t *aligns;
	size_t align_count;
	bool is_taught; /* somebody of the cohort handed something in */
};

/* What the course is aligned to, in the order of frameworks and of their tables. */
struct gather_aligns {
	const struct mc_framework_row **rows;
	size_t count;
	size_t left_out; /* codes that no table has, or nobody verified */
};

struct mc_gather {
	struct mc_arena arena;
	struct mc_gather_wanted wanted;
	struct mc_cohorts cohorts; /* one */
	struct mc_enrolments enrolments;
	struct mc_curriculum *curriculum;
	struct mc_scores *scores;
	struct mc_frameworks frameworks;
	struct mc_cert_words *words;
	struct mc_rule_policy policy; /* of attendance */
	const char *lang;
	const char *achievement;
	const char *title; /* of the course, in lang */
	const char *issuer_name;
	const char *course_dir;
	struct mc_gather_row *rows;
	size_t row_count;
	size_t *graduates; /* indices of rows */
	size_t graduate_count;
	struct gather_module *modules;
	size_t module_count;
	struct gather_aligns aligns;
};

/* Reads modules, exercises and alignments once scores and frameworks are there. */
struct mc_err *mc_gather_course(struct mc_gather *gather) MC_MUST_USE;

/* How somebody did in a module. */
struct gather_standing {
	int64_t points, max; /* thousandths */
	size_t passed;	     /* exercises */
	bool is_passed;	     /* all exercises that count for this learner, and one at least */
};

/* learner_row: of the scores. */
struct gather_standing mc_gather_standing(const struct mc_gather *gather, const struct gather_module *module,
					  size_t learner_row);

/* True when somebody passed this exercise. */
bool mc_gather_has_passed(const struct mc_gather *gather, const struct gather_exercise *exercise,
			  size_t learner_row);

/* One certificate while it is gathered. */
struct gather_making {
	struct mc_gather *gather;
	struct mc_arena *arena;
	const struct mc_gather_row *row;
	struct mc_gather_person person;
	struct mc_gathered *gathered;
	struct mc_rule_facts facts;
	size_t scores_row; /* SIZE_MAX: there is none */
	struct mc_badge_result *results;
	size_t result_count;
	bool *is_passed; /* of the rows that the course is aligned to */
};

/* A word of the credential with issuer, course and what else it has places for; lives in the arena. */
const char *mc_gather_word(const struct gather_making *m, const char *key, const struct mc_cert_fill *more,
			   size_t count);

/* Adds the results to the badge, then the alignments, only of what the learner passed. */
void mc_gather_results(struct gather_making *m);
void mc_gather_align(struct gather_making *m);

/* A UUID of version 8 (RFC 9562) of what the issuer alone can compute. */
void mc_gather_uuid(char uuid[37], const struct mc_gather *gather, const char *purpose, const char *text);

/* What is printed, from the badge and beside it. */
void mc_gather_facts(struct mc_printed_facts *facts, struct mc_arena *arena, const struct mc_gather *gather,
		     const struct mc_badge *badge, const char *name);

/* The title of the course in exactly this language, or NULL. */
const char *mc_gather_title(const struct mc_gather *gather, const char *lang);

/* The language beside the first one on paper. */
const char *mc_gather_second(const struct mc_gather *gather, const char *lang, const char *of_learner);

/* The id of what belongs to something with an id: "urn:uuid:…#points". */
const char *mc_gather_part_id(struct mc_arena *arena, const char *id, const char *part);

#endif
