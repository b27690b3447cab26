/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_SANDBOX_ATTEND_H
#define MC_OS_SANDBOX_ATTEND_H

#include <poll.h>
#include <time.h>

#include "os/sandbox_keeper.h"

/*
 * Private to the sandbox: a program while it lasts, as the keeper sees it.  mc_sandbox_run() attends to one
 * until its end; struct mc_live does so turn by turn.
 */

/** How often limits are looked at whatever else happens, and how long a silent sandbox is borne. */
enum { MC_ATTEND_LOOK_MS = 25, MC_ATTEND_GRACE_MS = 15000 };

/** Descriptors that an attendance watches. */
#define MC_ATTEND_WATCHED 3

/** One stream of the program. */
struct mc_stream {
	int fd; /* -1: at its end, or none */
	struct mc_buf *text;
	uint64_t *lost;
	size_t cap;
};

/** The ends that go to the program: stdin, stdout, stderr, then the packed extra files if any. */
struct mc_ends {
	int fds[4];
	size_t count;
};

/** A program under way. It must not move in memory: its streams and the sandbox point into it. */
struct mc_attend {
	struct mc_sandbox *sandbox;
	struct mc_sandbox_result result;
	struct mc_stream streams[2];
	struct mc_limits limits;
	size_t collect_count;
	bool keeps_files;
	struct timespec start;
	uint64_t looked_ms;
	bool is_stopped; /* its end was asked for */
	bool is_out_of_cpu;
	bool has_ended;
	bool is_lost; /* the sandbox failed or was ended below it; sandbox must not be touched any more */
};

/** Closes what was not sent. */
void mc_ends_release(struct mc_ends *ends);

/** Adds the run's input to ends as a sealed file. Errors: MC_E_IO. */
struct mc_err *mc_ends_add_input(struct mc_ends *ends, const struct mc_sandbox_run *run) MC_MUST_USE;

/** Opens a pipe: its writing end is added to ends, the other one, which does not block, set in stream.
 * Errors: MC_E_IO. */
struct mc_err *mc_ends_add_stream(struct mc_stream *stream, struct mc_ends *ends) MC_MUST_USE;

/** Prepares an attendance: no stream is open, nothing is sent; release with mc_attend_release(). */
void mc_attend_init(struct mc_attend *attend, struct mc_sandbox *sandbox, const struct mc_sandbox_run *run);

/**
 * Starts the program. ends holds its three descriptors and is closed afterwards.
 *
 * env_more  "NAME=value", added when neither run nor slot sets that name; may be NULL
 * Errors: MC_E_INPUT (nothing was sent, the submission is unharmed), MC_E_IO.
 */
struct mc_err *mc_attend_send(struct mc_attend *attend, const struct mc_sandbox_run *run,
			      struct mc_ends *ends, const char *env_more) MC_MUST_USE;

/** Checks a run before anything is opened for it. Errors: MC_E_INPUT, MC_E_IO (there is no submission). */
struct mc_err *mc_attend_check(const struct mc_sandbox *sandbox, const struct mc_sandbox_run *run)
	MC_MUST_USE;

/** What to wait for: written to watched[0] to watched[MC_ATTEND_WATCHED - 1]. */
void mc_attend_watch(const struct mc_attend *attend, struct pollfd *watched);

/**
 * Reads what has come, looks at limits, asks for the end once when something is over its limit; at the
 * program's end fills result.  Call it after every wait, which must not be longer than MC_ATTEND_LOOK_MS.
 * Errors: MC_E_IO, MC_E_INTERRUPTED.
 */
struct mc_err *mc_attend_react(struct mc_attend *attend, const struct pollfd *watched) MC_MUST_USE;

/** Takes the report of the program's end, which the sandbox has just heard. Errors: MC_E_IO. */
struct mc_err *mc_attend_finish(struct mc_attend *attend, struct mc_reply *report) MC_MUST_USE;

/** Asks for the end of the program. Errors: MC_E_IO. */
struct mc_err *mc_attend_stop(struct mc_attend *attend) MC_MUST_USE;

/** After an error: kills the slot's worker, with all in it. */
void mc_attend_give_up(struct mc_attend *attend);

/** Closes the streams, frees the result and lets go of the sandbox. */
void mc_attend_release(struct mc_attend *attend);

#endif
