/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_DUMP_H
#define MC_OS_DUMP_H

/**
 * From now on, a crash leaves no copy of this process's memory on the disk, and other processes of the user
 * cannot look into it. For commands that handle names and keys. Source: prctl(2), PR_SET_DUMPABLE; core(5).
 */
void mc_dump_forbid(void);

#endif
