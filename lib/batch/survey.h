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

/** First parents that are followed at most; an older history is cut there. */
#define MC_SURVEY_MAX_COMMITS 20000

/** Times before 1980 are those of clocks that were never set: they are as good as missing. */
#define MC_SURVEY_FIRST_TIME_S INT64_C(315532800)

/** X(constant, name) */
#define MC_SURVEY_STATES(X) \
	X(MC_SURVEY_HANDED_IN, "handed-in") \
	X(MC_SURVEY_NOTHING, "nothing")	    /* no file of the exercise at that commit */ \
	X(MC_SURVEY_UNCHANGED, "unchanged") /* the files are those of the starter */ \
	X(MC_SURVEY_TOO_LATE, "too-late")   /* there is a submission, and none of it by the limit in time */

enum mc_survey_state {
#define X(constant, name) constant,
	MC_SURVEY_STATES(X)
#undef X
};

/** X(constant, name): whose clock a time is of */
#define MC_SURVEY_CLOCKS(X) \
	X(MC_SURVEY_BY_COMMITTER, "committer") \
	X(MC_SURVEY_BY_ARRIVAL, "arrival")  /* when the commit reached the mirror */ \
	X(MC_SURVEY_BY_NEXT, "next-commit") /* its own says later than the commit made after it */ \
	X(MC_SURVEY_BY_NOBODY, "none")	    /* the time is not known */

enum mc_survey_clock {
#define X(constant, name) constant,
	MC_SURVEY_CLOCKS(X)
#undef X
};

/** Names for documents, static. */
const char *mc_survey_state_name(enum mc_survey_state state);
const char *mc_survey_clock_name(enum mc_survey_clock clock);

/*
 * When a commit was made.  Its own time is what its committer's clock said, unless that is later than the
 * commit's arrival here, or before 1980, or uses_arrival is set: then it is the time of arrival, if that is
 * known.  A commit was made no later than the commit that follows it, so of both times the earlier one holds.
 * The commit that counts is the newest one, from the tip along first parents, whose time is not after the
 * limit; a commit whose time nobody knows is not after it.
 */

/** What is asked of one exercise. */
struct mc_survey_question {
	const struct mc_exercise *exercise;
	int64_t until_s; /* commits with a later time do not count; MC_SURVEY_ALWAYS: all do */
};

/** What was found. With MC_SURVEY_TOO_LATE all of it is about the tip. */
struct mc_survey_answer {
	enum mc_survey_state state;
	char commit[MC_REPO_HASH_HEX]; /* the one that counts; "" when there is none */
	/* The rest is empty with MC_SURVEY_NOTHING and MC_SURVEY_UNCHANGED. */
	char since[MC_REPO_HASH_HEX];  /* the oldest one from which on the files are as they are */
	int64_t since_s;	       /* when that was made; 0: nobody knows */
	enum mc_survey_clock clock;    /* of since_s */
	char digest[MC_SURVEY_DIGEST]; /* of paths, modes and object names of the submission's files; with
					  the commit and all branches when the exercise has tests of kind
					  git */
};

/** One repository and what is asked of it. */
struct mc_survey_place {
	const char *repo; /* path of a bare repository */
	const char *tip;  /* commit in hex that history is walked from, by first parents; NULL: none yet */
	const struct mc_survey_question *questions;
	size_t count;
	/* When a commit was first seen here (see lib/mirror), the oldest first: arrivals[i] holds for
	   arrival_commits[i] and all before it. */
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
 * Asks all repositories, in child processes with limits of time and memory, each of which goes through many
 * repositories; one over which a child dies has an error for its answer. A history that was cut, by the fetch
 * or at MC_SURVEY_MAX_COMMITS, is told to its end: what has been as it is for longer has no time.
 * Errors: MC_E_TOOL (libgit2 is missing), MC_E_INTERRUPTED, MC_E_IO, what done() returns.
 */
struct mc_err *mc_survey_run(const struct mc_survey *survey) MC_MUST_USE;

#endif
