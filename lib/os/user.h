/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_USER_H
#define MC_OS_USER_H

/** The name of the account that runs the program, "uid-1000" when it has none; owned by the caller. */
char *mc_user_name(void) __attribute__((returns_nonnull));

/** The time zone of this machine, such as "Europe/Athens"; "UTC" when it cannot be told. Owned by the caller.
 */
char *mc_user_time_zone(void) __attribute__((returns_nonnull));

#endif
