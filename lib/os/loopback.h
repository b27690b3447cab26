/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_LOOPBACK_H
#define MC_OS_LOOPBACK_H

#include "base/err.h"

/* Sockets to a server on this network's own address, 127.0.0.1 or ::1, and handing them to another process.
 */

enum mc_loopback { MC_LOOPBACK_REFUSED, MC_LOOPBACK_PENDING, MC_LOOPBACK_CONNECTED };

/**
 * Makes fd ready for mc_loopback_connect(): it waits for nothing, and when it is closed the connection is
 * gone at once, so that the port can be taken by the next server. Source: socket(7), SO_LINGER.
 */
void mc_loopback_prepare(int fd);

/** Tries to connect, or goes on with it; may be called again on the same socket. Source: connect(2), tcp(7).
 */
enum mc_loopback mc_loopback_connect(int fd, int family, unsigned port);

/** Sends one byte over a stream socket, and with it a descriptor (-1: none). Errors: MC_E_IO. */
struct mc_err *mc_fd_send(int socket, char byte, int fd) MC_MUST_USE;

/** Receives what mc_fd_send() sent; fd gets -1 when none came. Errors: MC_E_IO (also when the other side is
 * gone). */
struct mc_err *mc_fd_receive(char *byte, int *fd, int socket) MC_MUST_USE;

#endif
