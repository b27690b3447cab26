/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_SANDBOX_TERMINAL_H
#define MC_OS_SANDBOX_TERMINAL_H

#include <stdbool.h>

#include "base/err.h"

/**
 * Private to the sandbox: opens a pair of pseudo terminals.
 *
 * master  does not block; what is written here is typed into the other one. The caller closes both
 * slave   without echo, without changes of line ends, without keys that have a meaning but MC_TERMINAL_END
 *
 * Errors: MC_E_UNSUPPORTED. Sources: pty(7), termios(3), ioctl_tty(2).
 */
struct mc_err *mc_terminal_open(int *master, int *slave) MC_MUST_USE;

/** The key that ends the input, at the start of a line. */
#define MC_TERMINAL_END '\004'

/** True when the other end shows what is typed or reads key by key. */
bool mc_terminal_is_echoing(int master);

#endif
