/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_WORKER_H
#define MC_OS_WORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"

/** A child process that is talked to over a pair of sockets. */
struct mc_worker {
	pid_t pid; /* 0: none */
	int fd;	   /* stream socket to the child; -1: none */
};

#define MC_WORKER_INIT \
	{ \
		.pid = 0, .fd = -1 \
	}

/**
 * Forks a child that runs body(fd, context) and ends with it. The child gets SIGKILL when this process dies.
 * Errors: MC_E_IO.
 */
struct mc_err *mc_worker_open(struct mc_worker *worker, void (*body)(int fd, void *context), void *context)
	MC_MUST_USE;

/** Lets the reading of a frame that a child has begun and does not go on with end as an error after so many
 * milliseconds. */
void mc_worker_patience(const struct mc_worker *worker, unsigned ms);

/** Closes the socket, which asks the child to end, and waits until it has. */
void mc_worker_end(struct mc_worker *worker);

/** Closes the socket, kills the child if it still runs, and reaps it. Returns the wait status, or -1. */
int mc_worker_kill(struct mc_worker *worker);

/** Processor time that a child has used so far, in ms; 0 when it cannot be told. */
uint64_t mc_worker_cpu_ms(const struct mc_worker *worker);

/** What a child that reads untrusted data may use; 0: not limited. */
struct mc_worker_limits {
	unsigned cpu_s;	   /* processor time; the kernel kills it then */
	size_t more_bytes; /* memory beyond what it has now; allocations fail then */
	size_t file_bytes; /* size of a file that it writes */
};

/** Limits the calling process, which should be a child made by mc_worker_open(). Source: setrlimit(2). */
void mc_worker_limit(const struct mc_worker_limits *limits);

/** Sends a frame: four bytes of length, then the bytes. Errors: MC_E_IO (also when the other side is gone).
 */
struct mc_err *mc_frame_write(int fd, const void *bytes, size_t len) MC_MUST_USE;

/**
 * Receives a frame into buf, whose old content is dropped; *is_end is set when the other side has closed.
 * Errors: MC_E_IO (also when the frame is larger than limit_bytes).
 */
struct mc_err *mc_frame_read(struct mc_buf *buf, bool *is_end, int fd, size_t limit_bytes) MC_MUST_USE;

/** True when a frame, or the end, can be read from fd within timeout_ms milliseconds. */
bool mc_frame_wait(int fd, uint64_t timeout_ms);

/** How many descriptors mc_fds_wait() watches at most. */
#define MC_FDS_MAX 130

/**
 * Waits until one of count descriptors (-1: none; at most MC_FDS_MAX) can be read, and sets its index;
 * signals do not end the waiting. Errors: MC_E_IO.
 */
struct mc_err *mc_fds_wait(size_t *ready, const int fds[], size_t count) MC_MUST_USE;

/** The same for at most timeout_ms (-1: for ever); ready is count when nothing came. Errors: MC_E_IO. */
struct mc_err *mc_fds_wait_for(size_t *ready, const int fds[], size_t count, int timeout_ms) MC_MUST_USE;

/**
 * Opens a descriptor that becomes readable on SIGINT or SIGTERM, which no longer end the process; close it
 * with mc_signals_close(). Errors: MC_E_IO.
 */
struct mc_err *mc_signals_open(int *fd) MC_MUST_USE;

/** Gives SIGINT and SIGTERM their usual effect again and closes fd. */
void mc_signals_close(int fd);

#endif
