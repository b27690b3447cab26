/* SPDX-License-Identifier: MIT */
#ifndef MC_REPORT_NAME_H
#define MC_REPORT_NAME_H

#include <stddef.h>

/**
 * Short name of a submission for people and other systems: the last part of its path or address, without
 * ".git"; the whole when nothing would be left. Owned by the caller.
 */
char *mc_name_of_submission(const char *name) __attribute__((returns_nonnull));

/** Names of files that were given already. Zero is an empty set. */
struct mc_names {
	char **slots; /* open addressing; NULL: free */
	size_t count;
	size_t capacity;
};

/** Frees the set; it is usable again. */
void mc_names_release(struct mc_names *names);

/**
 * A name for a file about a submission, of letters, digits, '.', '_' and '-' alone: no path, never hidden,
 * never one that was given before, not even on a disk that makes no difference between large and small
 * letters. Owned by the caller.
 *
 * skipped    bytes at the start of name that all submissions have in common
 * extension  without the point
 */
char *mc_names_give(struct mc_names *names, const char *name, size_t skipped, const char *extension)
	__attribute__((returns_nonnull));

/** How many bytes up to a '/' all names have in common and that so tell nothing of one of them. */
size_t mc_names_common(const char *const names[], size_t count);

#endif
