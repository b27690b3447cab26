/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_SURVEY_PART_H
#define MC_BATCH_SURVEY_PART_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/index.h"
#include "base/str.h"
#include "batch/survey.h"
#include "ext/repo_view.h"
#include "grade/submission_files.h"

/* What the files survey*.c share; nobody else but their tests includes this. */

/** The exercises that are asked about, with what a child learns once for all repositories. */
struct mc_survey_set {
	const struct mc_exercise **exercises;
	size_t count;
	struct mc_submission_search *searches;
	struct mc_tree *starters; /* the contents of their files are the names that git has for them */
	/* Which exercises a path concerns was found out for an earlier repository, mostly. */
	struct mc_arena arena;
	struct mc_index index; /* path, or path of a folder with '/' at its end, to the number of its mask */
	uint64_t *masks;
	size_t mask_count;
	size_t mask_capacity;
};

/** Frees a set. */
void mc_survey_set_release(struct mc_survey_set *set);

/** Prepares set for the questions; when they are those of the call before, nothing is done. Errors:
 * MC_E_TOOL. */
struct mc_err *mc_survey_set_use(struct mc_survey_set *set, const struct mc_survey_question *questions,
				 size_t count) MC_MUST_USE;

/** Which exercises; a set has MC_SURVEY_WORDS(count) words. */
#define MC_SURVEY_WORDS(count) (((count) + 63) / 64)

static inline bool mc_survey_has(const uint64_t *mask, size_t index)
{
	return mask[index / 64] >> (index % 64) & 1;
}

static inline void mc_survey_put(uint64_t *mask, size_t index, bool is_in)
{
	uint64_t bit = (uint64_t)1 << (index % 64);

	mask[index / 64] = is_in ? mask[index / 64] | bit : mask[index / 64] & ~bit;
}

/** The exercises that take the file at path, or with is_folder something below it; valid until the next call.
 */
const uint64_t *mc_survey_set_mask(struct mc_survey_set *set, const char *path, bool is_folder);

/** The files of one exercise in one tree. */
struct mc_survey_files {
	bool is_there;	 /* there is one */
	bool is_starter; /* they are those of the starter */
	char digest[MC_SURVEY_DIGEST];
};

/**
 * Looks at the files of the exercises in mask in a tree and sets files[i] for each of them. Files that no
 * grader would read, because they are too many, have the tree's name for a digest.
 * Errors: MC_E_INPUT (damaged).
 */
struct mc_err *mc_survey_look(struct mc_survey_files *files, struct mc_survey_set *set, const uint64_t *mask,
			      const struct mc_repo_view *view, const char *tree) MC_MUST_USE;

/** Sets of `changed` the exercises of mask whose files may differ between two trees. Errors: MC_E_INPUT. */
struct mc_err *mc_survey_compare(uint64_t *changed, struct mc_survey_set *set, const uint64_t *mask,
				 const struct mc_repo_view *view, const char *before, const char *after)
	MC_MUST_USE;

/** One commit of the history that is looked at, the newest first. */
struct mc_survey_commit {
	struct mc_repo_ancestor about;
	int64_t time_s; /* INT64_MAX: nobody knows */
	enum mc_survey_clock clock;
};

/** A history along first parents. */
struct mc_survey_history {
	struct mc_survey_commit *commits;
	size_t count;
	size_t capacity;
	bool is_cut; /* there is more of it elsewhere */
};

/** Frees a history. */
void mc_survey_history_release(struct mc_survey_history *history);

/** Reads the history of place->tip with its times. Errors: MC_E_INPUT (damaged), MC_E_LIMIT (a commit too
 * large). */
struct mc_err *mc_survey_history_read(struct mc_survey_history *history, const struct mc_survey_place *place,
				      const struct mc_repo_view *view) MC_MUST_USE;

/** Answers all questions of a place; in a child. Errors: MC_E_INPUT, MC_E_LIMIT, MC_E_TOOL. */
struct mc_err *mc_survey_ask(struct mc_survey_answer *answers, struct mc_survey_set *set,
			     const struct mc_survey_place *place) MC_MUST_USE;

/** Appends answers as bytes for mc_survey_unpack() in the parent. */
void mc_survey_pack(struct mc_buf *buf, const struct mc_survey_answer *answers, size_t count);

/** Sets count answers from what mc_survey_pack() made; false when the bytes are no such thing. */
bool mc_survey_unpack(struct mc_survey_answer *answers, size_t count, struct mc_str bytes);

#endif
