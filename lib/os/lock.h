/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_LOCK_H
#define MC_OS_LOCK_H

#include <stdbool.h>
#include <stdint.h>

/**
 * Locks one byte of the file that is open as fd, which may lie behind its end, for this opening of the file:
 * it is free again when that is closed, also by the death of the process.  waits: until nobody else has it.
 * Returns 0; EAGAIN when somebody else has it; another error number where locks are not known.
 * Source: fcntl(2), F_OFD_SETLK.
 */
int mc_lock_byte(int fd, int64_t offset, bool waits);

/** Frees it. */
void mc_unlock_byte(int fd, int64_t offset);

#endif
