/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_TTY_H
#define MC_OS_TTY_H

#include <stddef.h>

#include "base/err.h"

/** Columns of the terminal at fd; 0 when it is none or does not say. */
unsigned mc_tty_width(int fd);

/**
 * Asks at the terminal that the process belongs to, wherever its standard files lead, and does not show what
 * is typed.
 *
 * answer  gets the line without its end and without a zero, at most room bytes; also on failure it may hold a
 *         part, so wipe it
 *
 * A signal that ends or stops the process does so after the terminal is as it was before. Errors: MC_E_INPUT
 * (no terminal, a line longer than room, no line at all), MC_E_INTERRUPTED (a signal came that somebody
 * handles), MC_E_IO.
 */
struct mc_err *mc_tty_ask(char *answer, size_t *len, size_t room, const char *prompt) MC_MUST_USE;

#endif
