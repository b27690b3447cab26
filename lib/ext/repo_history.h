/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_REPO_HISTORY_H
#define MC_EXT_REPO_HISTORY_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "ext/repo.h"

/* What happened in a repository since a student began to work in it: commits, and what they changed. */

/** Limits of what is read of one history; beyond the first it is MC_E_LIMIT, paths are cut. */
#define MC_HISTORY_MAX_COMMITS 5000
#define MC_HISTORY_MAX_PATHS 20000
/** Bytes of one message; the rest is dropped. */
#define MC_HISTORY_MAX_MESSAGE 4000
/** Bytes that one history takes on its way out of the process that reads it. */
#define MC_HISTORY_MAX_BYTES (16u * 1024 * 1024)

/** Which part of a history is looked at. */
struct mc_history_query {
	const char *branch; /* glob that the branch's name matches; NULL: any, also none */
	const char *since;  /* the branch that the work left from; NULL: from the first commit on */
	const char *below;  /* the folder that is looked at, without '/' at its end; "": all */
	bool wants_changes; /* read changes */
	bool wants_paths;   /* read paths */
};

/** X(constant, letter on its way between processes) */
#define MC_HISTORY_STATES(X) \
	X(MC_HISTORY_READ, 'r')	     /* everything is there */ \
	X(MC_HISTORY_EMPTY, 'e')     /* no commit yet */ \
	X(MC_HISTORY_NO_BRANCH, 'b') /* no branch matches */ \
	X(MC_HISTORY_NO_SINCE, 's')  /* the branch that the work left from is not there */ \
	X(MC_HISTORY_SHALLOW, 'c')   /* a clone without its history */

enum mc_history_state {
#define X(constant, letter) constant,
	MC_HISTORY_STATES(X)
#undef X
};

struct mc_history_commit {
	const char *hash;    /* in hex */
	const char *message; /* any bytes but zero */
	bool is_own;	     /* the student's work, see mc_repo_read_history() */
	bool is_merge;	     /* has several parents */
};

/** The history of one branch; lists are empty unless state is MC_HISTORY_READ. */
struct mc_history {
	struct mc_arena arena;
	enum mc_history_state state;
	const char *branch;		   /* that was looked at; NULL: a commit on no branch */
	struct mc_history_commit *commits; /* the newest first */
	size_t commit_count;
	const char **changes; /* paths below the folder that differ from where the work began */
	size_t change_count;
	const char **paths; /* paths below the folder at the end */
	size_t path_count;
	bool is_cut; /* there are more changes or paths than these */
};

#define MC_HISTORY_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees what a history holds; it is usable again. */
void mc_history_release(struct mc_history *history);

/**
 * Reads the history of a branch in a confined child process, like mc_repo_read_tree().
 *
 * The branch is the one that revision names (NULL: HEAD) when the query's glob takes it, else one that has
 * the same commit, else the one of the matching branches whose last commit is newest; branches that were only
 * fetched count by the name that they have at the other side.
 *
 * Commits are those that the branch has and query->since has not.  A commit is the student's own unless it
 * has no parent, or several; changes nothing below the folder; was made by a program (its author's name ends
 * with "[bot]"); or has the author of the first commit, when others have worked here too: then that is the
 * teacher, who made the workspace.  The first commit is found by following first parents to their end.
 * Changes are counted from there, or from where the branch left query->since.
 *
 * history  an initialised one; set on success
 *
 * Errors: MC_E_LIMIT (more than MC_HISTORY_MAX_COMMITS or _BYTES), MC_E_INPUT (damaged, unknown revision),
 * MC_E_IO.
 */
struct mc_err *mc_repo_read_history(struct mc_history *history, struct mc_repo *repo, const char *revision,
				    const struct mc_history_query *query) MC_MUST_USE;

/** Appends history as bytes for mc_history_unpack() in another process of this program. */
void mc_history_pack(struct mc_buf *buf, const struct mc_history *history);

/** Sets an initialised history from what mc_history_pack() made; false when the bytes are no such thing. */
bool mc_history_unpack(struct mc_history *history, struct mc_str bytes);

#endif
