/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_SANDBOX_WATCH_H
#define MC_OS_SANDBOX_WATCH_H

#include <time.h>

#include "os/sandbox_inside.h"

/* Private to the sandbox: what init looks at while a program runs. */

/** The state of watching one program. */
struct mc_watch {
	const struct mc_inside *inside;
	const struct mc_limits *limits;
	struct timespec deadline; /* of wall time, monotonic */
	struct timespec next_look;
	uint64_t reaped_us; /* CPU time of earlier programs, which the kernel adds up */
	int scratch;
	pid_t program; /* set when it has started */
};

/** Starts the clock. scratch: descriptor of the writable file system, or -1; stays the caller's. */
void mc_watch_start(struct mc_watch *watch, const struct mc_inside *inside, const struct mc_limits *limits,
		    int scratch);

/** How long to wait until mc_watch_look() is due. */
struct timespec mc_watch_pause(const struct mc_watch *watch);

/** Looks at time, memory, processes and disk; adds bits of enum mc_saw to saw; true when the program must
 * end. */
bool mc_watch_look(struct mc_watch *watch, uint32_t *saw);

/** What all processes of the program have used of the processor, and whether one wants it just now. */
void mc_watch_ask(uint64_t *cpu_us, bool *is_running, const struct mc_watch *watch);

/** Finds the texts of a run request, which stay in inside->message; the environment is completed. */
void mc_texts_read(struct mc_texts *texts, const struct mc_inside *inside, const struct mc_request *request);

/** Frees the arrays of texts. */
void mc_texts_release(struct mc_texts *texts);

#endif
