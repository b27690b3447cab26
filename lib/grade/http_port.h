/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_HTTP_PORT_H
#define MC_GRADE_HTTP_PORT_H

#include "os/sandbox_live.h"

/** Where a program in the sandbox listens. */
struct mc_http_port {
	int fds[2];	/* sockets of 127.0.0.1 and ::1 that look for it; -1: none */
	int family;	/* AF_INET or AF_INET6, of the one that found it; 0: none has */
	bool has_ended; /* the program has, by itself */
};

#define MC_HTTP_PORT_INIT \
	{ \
		.fds = { -1, -1 } \
	}

/** Closes the sockets. */
void mc_http_port_release(struct mc_http_port *port);

/**
 * Waits until the program listens on a port, ends, or wait_ms milliseconds are over; up to MC_HTTP_PATIENCE
 * times as long while it computes, as the machine may be busy with others.
 *
 * port  an initialised one; its family says whether it was found
 *
 * Errors: MC_E_IO, MC_E_INTERRUPTED.
 */
struct mc_err *mc_http_port_wait(struct mc_http_port *port, struct mc_live *live, unsigned number,
				 uint32_t wait_ms) MC_MUST_USE;

/**
 * Looks for any port that the program listens on, as long as that is quick.
 *
 * number  set on success; 0: none was found
 *
 * Errors: MC_E_IO, MC_E_INTERRUPTED.
 */
struct mc_err *mc_http_port_search(unsigned *number, struct mc_http_port *port, struct mc_live *live)
	MC_MUST_USE;

/** Hands over the connection that found the port, once and when it is of this family; otherwise -1. */
int mc_http_port_take(struct mc_http_port *port, int family);

#endif
