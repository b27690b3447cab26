/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_SANDBOX_LIVE_H
#define MC_OS_SANDBOX_LIVE_H

#include <poll.h>

#include "base/str.h"
#include "os/sandbox.h"

/**
 * A program in the sandbox that is talked to while it runs: by what is typed into it, or over its network.
 * Limits hold exactly as in mc_sandbox_run(), and are kept only while the caller waits: so a caller must
 *never be away from mc_live_wait() for long.
 *
 *	MC_AUTOPTR(mc_live) live = NULL;
 *	MC_TRY(mc_live_start(&live, sandbox, &plan));
 *	mc_live_say(live, mc_str("Amina\n"));
 *	do
 *		MC_TRY(mc_live_wait(&state, live, NULL, 0, 2000));
 *	while (!state.is_late && !state.has_ended && !is_prompt(mc_live_output(live)));
 *	MC_TRY(mc_live_end(&result, live));
 *
 * Every call that gives MC_E_IO or MC_E_INTERRUPTED has lost the submission, as mc_sandbox_run() does.  A
 * slot runs one program at a time; two that talk to each other run in a slot and its mc_sandbox_twin().
 * Sources: pty(7), termios(3), pipe(7).
 */
struct mc_live;

/** How a program's streams are joined to the caller. */
enum mc_live_join {
	MC_LIVE_PIPES, /* stdin, stdout and stderr are pipes, as under a shell with redirections */
	/* All three are one terminal of 80 columns, TERM=dumb: what is typed is not echoed, lines end with
	 * '\n' in both directions, no key but the end of input has a meaning.  It controls nothing, has no
	 * name inside, and stderr comes with stdout. */
	MC_LIVE_TERMINAL,
};

/** What is started; run.input must be empty. */
struct mc_live_plan {
	struct mc_sandbox_run run;
	enum mc_live_join join;
};

/** What a wait has seen; several can be true. */
struct mc_live_state {
	bool has_new; /* there is more output than when the wait began */
	bool has_ended;
	bool is_late; /* nothing happened in the time given */
};

/** The longest line that a terminal takes, with its end; the kernel drops what is beyond. Source: termios(3).
 */
#define MC_LIVE_LINE_MAX 4095

/** Most programs and most other descriptors of one wait. */
#define MC_LIVE_MAX 4
#define MC_LIVE_MAX_MORE 64

/**
 * Starts a program.
 *
 * live  set on success; ended and released with mc_live_free(), before or after the sandbox
 * plan  borrowed for the call
 *
 * Errors: MC_E_INPUT as mc_sandbox_run(), MC_E_UNSUPPORTED (no terminal can be had), MC_E_IO.
 */
struct mc_err *mc_live_start(struct mc_live **live, struct mc_sandbox *sandbox,
			     const struct mc_live_plan *plan) MC_MUST_USE;

/** Ends the program if it still runs, and releases live; NULL is allowed. Without errors the submission goes
 * on. */
void mc_live_free(struct mc_live *live);
MC_AUTOPTR_DEFINE(mc_live);

/** Types bytes, which are copied. They are written as the program reads; what it does not read is lost. */
void mc_live_say(struct mc_live *live, struct mc_str bytes);

/** Ends the input behind what was said; what is said later is dropped. */
void mc_live_close_input(struct mc_live *live);

/** True when the program shows what is typed, or reads key by key and so may show it itself; never with
 * pipes. */
bool mc_live_is_echoing(const struct mc_live *live);

/**
 * Waits until the program prints or ends, something happens on one of more, or the time is over.
 *
 * more        as for poll(2), revents are set; may be NULL with more_count 0
 * timeout_ms  at most so long; -1: no limit but those of the program
 *
 * Errors: MC_E_IO, MC_E_INTERRUPTED, MC_E_INPUT (more_count above MC_LIVE_MAX_MORE).
 */
struct mc_err *mc_live_wait(struct mc_live_state *state, struct mc_live *live, struct pollfd *more,
			    size_t more_count, int timeout_ms) MC_MUST_USE;

/** The same with several programs, of as many slots: one state for each. Who has ended is not waited for. */
struct mc_err *mc_live_wait_all(struct mc_live_state *states, struct mc_live *const *lives, size_t count,
				struct pollfd *more, size_t more_count, int timeout_ms) MC_MUST_USE;

/**
 * Sets is_busy to whether the program wants the processor just now or has used it since this was asked
 * before: then silence says nothing yet, on a busy machine least of all.  False when it has ended.
 *
 * Errors: MC_E_IO, MC_E_INTERRUPTED.
 */
struct mc_err *mc_live_is_busy(bool *is_busy, struct mc_live *live) MC_MUST_USE;

/** Hands to what has been printed by from and was not handed on yet; behind the last of it the end of input.
 */
void mc_live_relay(struct mc_live *to, struct mc_live *from);

/** What the program has printed so far, up to its limit; belongs to live, until its next wait. */
struct mc_str mc_live_output(const struct mc_live *live);

/** The same of stderr; always empty with a terminal. */
struct mc_str mc_live_errors(const struct mc_live *live);

/** Asks for the end of the program. Errors: MC_E_IO. */
struct mc_err *mc_live_stop(struct mc_live *live) MC_MUST_USE;

/**
 * Waits for the end of the program and hands over the result; once only. The caller ends its input or stops
 * it before: otherwise its limits do.
 *
 * result  set on success; release with mc_sandbox_result_release()
 */
struct mc_err *mc_live_end(struct mc_sandbox_result *result, struct mc_live *live) MC_MUST_USE;

/**
 * A TCP socket in the network of the sandbox, where 127.0.0.1 and ::1 are the program's own.  The submission
 * must have been started with has_loopback.
 *
 * fd      set on success, the caller closes it; -1 when the program has ended
 * family  AF_INET or AF_INET6
 *
 * Errors: MC_E_IO, MC_E_INTERRUPTED.
 */
struct mc_err *mc_live_socket(int *fd, struct mc_live *live, int family) MC_MUST_USE;

#endif
