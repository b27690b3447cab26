/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_CLEANUP_H
#define MC_BASE_CLEANUP_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/**
 * Scope-bound release by the compiler's cleanup attribute (gcc and clang).
 *
 * MC_AUTO(T)     a value of struct T on the stack; T_release(&value) runs when the scope is left
 * MC_AUTOPTR(T)  a handle struct T *; T_free(handle) runs when the scope is left
 * MC_AUTOTEXT    a char * from mc_alloc() and its family
 * MC_AUTOFD      a descriptor, -1 when there is none
 * MC_TAKE(p)     moves a handle out of its variable, which becomes NULL
 *
 * Every such variable is initialised where it is declared.
 */
#define MC_AUTO(T) __attribute__((unused, cleanup(T##_release))) struct T
#define MC_AUTOPTR(T) __attribute__((unused, cleanup(T##_autofree))) struct T *
#define MC_AUTOTEXT __attribute__((unused, cleanup(mc_text_autofree))) char *
#define MC_AUTOFD __attribute__((unused, cleanup(mc_fd_autoclose))) int
#define MC_AUTOFILE __attribute__((unused, cleanup(mc_file_autoclose))) FILE *
#define MC_TAKE(p) \
	(__extension__({ \
		__typeof__(p) taken_ = (p); \
		(p) = NULL; \
		taken_; \
	}))

/** Stands after the prototype of T_free() in a header, so that MC_AUTOPTR(T) works. */
#define MC_AUTOPTR_DEFINE(T) \
	static inline void T##_autofree(struct T **handle) \
	{ \
		T##_free(*handle); \
	} \
	struct T

#define MC_MUST_USE __attribute__((warn_unused_result))
#define MC_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What MC_AUTOTEXT and MC_AUTOFD run. */
static inline void mc_text_autofree(char **text)
{
	free(*text);
}

static inline void mc_fd_autoclose(const int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
}

/* For files that were only read: closing one that was written is checked by its owner. */
static inline void mc_file_autoclose(FILE **file)
{
	if (*file)
		(void)fclose(*file);
}

#endif
