/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_CONFINE_H
#define MC_OS_CONFINE_H

/**
 * Takes from the calling process, for ever, everything but reading below one folder and using the descriptors
 * that it has: no writing of files, no programs, no further processes, no sockets, no signals.  For children
 * that hand untrusted bytes to a library whose next fault is not known.  What it needs from elsewhere (shared
 * libraries, catalogues) must be open before.
 *
 * folder  absolute path; where the kernel has no Landlock, everything can be read still; NULL: no file can be
 *         opened at all
 *
 * What the kernel does not offer is left out: this is a second wall, not the first.
 * Source: seccomp(2), landlock(7).
 */
void mc_confine_to(const char *folder);

/**
 * The same for a child that talks over sockets which it is given connected: it opens no file and makes no
 * socket, so it reaches nothing but what those lead to.  connect() changes nothing and gives EINPROGRESS: a
 * library that insists on it then waits until the socket can be written, and finds it connected.
 */
void mc_confine_to_sockets(void);

/** Closes every descriptor of the calling process but keep: a fork has all that its parent has. */
void mc_close_others(int keep);

#endif
