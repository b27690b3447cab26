/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_TTY_H
#define MC_OS_TTY_H

/** Columns of the terminal at fd; 0 when it is none or does not say. */
unsigned mc_tty_width(int fd);

#endif
