/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADING_REPLAY_H
#define MC_GRADING_REPLAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "os/sandbox.h"
#include "records/records.h"
#include "report/document.h"

/*
 * A result that was recorded, run again: is every verdict the same, and what has changed since?  Nothing is
 * written, neither to the store nor to the records.
 */

#define MC_REPLAY_SCHEMA "migracode/replay/v1"

/** Times that a result can be run again in one call. */
#define MC_REPLAY_MAX_TIMES 1000u

/** Which result, and how. */
struct mc_replay_wanted {
	const char *const *result; /* its key or the beginning of it; a learner and an exercise; a file */
	size_t result_count;	   /* 1 or 2 */
	const char *cohort;	   /* NULL: the learner's only one */
	const char *exercise_dir;  /* NULL: that of the course */
	unsigned times;		   /* at least 1 */
	unsigned jobs;		   /* 0: as many as there are processors */
	enum mc_protection_level minimum;
	const char *lang;
	/* Of the school, which a file needs only when exercise_dir is NULL; see mc_office_open(). */
	const char *school;
	const char *records;
	const char *actor;
	const struct mc_seal_asker *asker;
};

/** X(constant, name): what is not as it was */
#define MC_REPLAY_CHANGES(X) \
	X(MC_REPLAY_SPEC, "spec") \
	X(MC_REPLAY_TOOL, "tool")	    /* a program that the tests start */ \
	X(MC_REPLAY_TOOLCHAIN, "toolchain") /* one of them, and which one was not recorded */ \
	X(MC_REPLAY_VERSION, "version")	    /* of this program */ \
	X(MC_REPLAY_FILES, "files")	    /* of the submission: it was a folder, or the mirror is another */

enum mc_replay_change_kind {
#define X(constant, name) constant,
	MC_REPLAY_CHANGES(X)
#undef X
};

/** Something that has changed since; before and now are hashes or versions, NULL: it was not there. */
struct mc_replay_change {
	enum mc_replay_change_kind kind;
	const char *name; /* of the tool; else NULL */
	const char *before;
	const char *now;
};

/** Where the result came from. Texts live in the arena of the replay; NULL: not known. */
struct mc_replay_source {
	const char *key;
	const char *learner; /* id */
	const char *exercise;
	const char *exercise_dir;
	const char *place;  /* repository or folder */
	const char *commit; /* NULL: a folder */
	const char *version;
	const char *toolchain; /* fingerprint */
};

/** A result and what came out when it was run again. */
struct mc_replay {
	struct mc_arena arena;
	struct mc_replay_source source;
	struct mc_buf text; /* that was recorded */
	struct mc_json *stored;
	struct mc_document recorded;
	struct mc_buf *texts; /* of each time */
	struct mc_document *runs;
	size_t times;
	struct mc_replay_change *changes;
	size_t change_count, change_capacity;
	bool is_same;  /* every verdict and all points, each time */
	bool is_flaky; /* the times differ among themselves */
};

#define MC_REPLAY_INIT \
	{ \
		.arena = MC_ARENA_INIT, .text = MC_BUF_INIT, .recorded = MC_DOCUMENT_INIT \
	}

/** Frees all. */
void mc_replay_release(struct mc_replay *replay);

/**
 * Finds the result, runs it again and compares.
 *
 * Errors: MC_E_NOTHING (there is no such result, or nobody's grade leads to it any more), MC_E_INPUT (several
 * begin so; a file that is no result; the spec is wrong), MC_E_USAGE, MC_E_IO (it could not be run: that is
 * ours, and says nothing about the result), MC_E_UNSUPPORTED, MC_E_INTERRUPTED.
 */
struct mc_err *mc_replay_run(struct mc_replay *replay, const struct mc_replay_wanted *wanted) MC_MUST_USE;

/** Appends the document "migracode/replay/v1". */
void mc_replay_print_json(struct mc_buf *out, const struct mc_replay *replay);

/** Appends it for people. */
void mc_replay_print_text(struct mc_buf *out, const struct mc_replay *replay);

#endif
