/* SPDX-License-Identifier: MIT */
#ifndef MC_MIRROR_MIRROR_PART_H
#define MC_MIRROR_MIRROR_PART_H

/* Only for lib/mirror/. */
#include "mirror/mirror.h"

/** What the file of a mirror says. */
struct mc_mirror_state {
	struct mc_mirror mirror;
};

/** Reads the bytes of such a file, from the arena; nothing is said of files. Errors: MC_E_INPUT. */
struct mc_err *mc_mirror_parse(struct mc_mirror_state *state, struct mc_arena *arena, const char *bytes,
			       size_t len) MC_MUST_USE;

/** mc_mirror_read() with all that the file says. Errors: the same. */
struct mc_err *mc_mirror_read_state(struct mc_mirror_state *state, struct mc_arena *arena,
				    const char *school_dir, const char *learner) MC_MUST_USE;

/** Writes the file; the folder is there. The caller has the lock. Errors: MC_E_IO. */
struct mc_err *mc_mirror_write_state(const struct mc_mirror_state *state, const char *school_dir) MC_MUST_USE;

/** Says in the time of the file that the mirror was found to be up to date now. */
void mc_mirror_touch(const char *school_dir, const char *learner);

/** Opens the file of locks, in which every mirror has a byte of its own. Errors: MC_E_IO. */
struct mc_err *mc_mirror_open_locks(int *fd, const char *school_dir) MC_MUST_USE;

/** Tries to lock a mirror for this opening of the file; 0, EAGAIN (another one has it), or an error number.
 */
int mc_mirror_lock(int locks, const char *learner);

/** Frees it. */
void mc_mirror_unlock(int locks, const char *learner);

/** Removes files that a run which was killed has left half written. */
void mc_mirror_tidy(const char *school_dir, int locks);

/** Records that a try failed, when nobody else is at work on the mirror. Errors: MC_E_IO. */
struct mc_err *mc_mirror_note_fault(const char *school_dir, const char *learner, int locks,
				    const struct mc_err *fault) MC_MUST_USE;

/** What a child does with one repository. The error is that of the repository, with MC_FETCH_FAILED. */
struct mc_err *mc_fetch_one(enum mc_fetch_outcome *outcome, const struct mc_fetch *fetch, int locks,
			    size_t index, const struct mc_repo_watch *watch) MC_MUST_USE;

/** What a child tells of its work: one byte of kind, then bytes. */
enum mc_fetch_word {
	MC_FETCH_TELLS_PROGRESS = 'p', /* struct mc_repo_progress */
	MC_FETCH_TELLS_DONE = 'd',     /* one byte of outcome; an error as mc_err_pack() makes it */
};

#endif
