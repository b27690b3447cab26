/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_CORE_H
#define MC_OS_CORE_H

/** Lets this process leave no picture of its memory when it crashes: names may be in it. Nor can other
 * programs of the same user look into it. Source: prctl(2), PR_SET_DUMPABLE. */
void mc_core_forbid(void);

#endif
