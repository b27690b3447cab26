/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_SURVEY_H
#define MC_BATCH_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "course/exercise.h"
#include "ext/repo.h"

/*
 * Which commit of a repository counts for an exercise, which files in it are the submission, and since when
 * they are as they are: told by the names of git's objects alone, without unpacking a file.
 */

/** Characters of a digest in hex, with the terminating zero. */
#define MC_SURVEY_DIGEST 65

/** No limit in time. */
#define MC_SURVEY_ALWAYS INT64_MAX

enum mc_survey_state {
	MC_SURVEY_HANDED_IN,
	MC_SURVEY_NOTHING,   /* no file of the exercise at that commit */
	MC_SURVEY_UNCHANGED, /* the files are those of the starter */
	MC_SURVEY_TOO_LATE,  /* there is a submission, and none of it by the limit in time */
};

/** What is asked of one exercise. */
struct mc_survey_question {
	const struct mc_exercise *exercise;
	int64_t until_s; /* commits with a later time do not count; MC_SURVEY_ALWAYS: all do */
};

/** What was found. */
struct mc_survey_answer {
	enum mc_survey_state state;
	char commit[MC_REPO_HASH_HEX]; /* the last one by until_s; "" when there is none */
	char since[MC_REPO_HASH_HEX];  /* the oldest one from which on the submission is as it is */
	int64_t since_s;	       /* committer's time of that; 0: no time of this era (see 1970) */
	char digest[MC_SURVEY_DIGEST]; /* of paths, modes and object names of the submission's files; with the
					  commit in it when the exercise has tests of kind git */
};

/** One repository and what is asked of it. */
struct mc_survey_place {
	const char *repo; /* path of a bare repository */
	const char *tip;  /* commit in hex that history is walked from, by first parents */
	const struct mc_survey_question *questions;
	size_t count;
	/* When a commit was first seen here (see lib/mirror): its time counts instead of a committer's clock
	   that says a later one, or none. arrivals[i] holds for arrival_commits[i] and all before it. */
	const char *const *arrival_commits;
	const int64_t *arrivals;
	size_t arrival_count;
	bool uses_arrival; /* times are those of arrival, whatever the committers say */
};

/** A survey of many repositories. */
struct mc_survey {
	const struct mc_survey_place *places;
	size_t count;
	unsigned jobs; /* 0: as many as there are processors */
	/* In the order of completion; answers has as many as the place has questions. err (borrowed) is set
	   in place of them: that repository cannot be read (damaged, shallow, too large). An error ends the
	   run. */
	struct mc_err *(*done)(void *context, size_t index, const struct mc_survey_answer *answers,
			       const struct mc_err *err);
	void *context;
};

/**
 * Asks all repositories, in child processes with limits of time and memory.
 * Errors: MC_E_TOOL (libgit2 is missing), MC_E_INTERRUPTED, MC_E_IO, what done() returns.
 */
struct mc_err *mc_survey_run(const struct mc_survey *survey) MC_MUST_USE;

#endif
