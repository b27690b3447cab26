/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_REACH_H
#define MC_OS_REACH_H

#include <stdint.h>

/** What came of knocking at a port of a machine. */
enum mc_reach {
	MC_REACH_ANSWERS,
	MC_REACH_REFUSED, /* the machine says that nobody listens there */
	MC_REACH_UNKNOWN, /* no answer in time, no such name: a firewall, or a machine that is off */
};

/** Connects to a port by TCP and hangs up; waits at most wait_ms. Source: connect(2), getaddrinfo(3). */
enum mc_reach mc_reach_port(const char *host, unsigned port, uint32_t wait_ms);

#endif
