/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_ALLOC_H
#define MC_BASE_ALLOC_H

#include <stddef.h>

/** Allocates size bytes; never returns NULL: running out of memory ends the process with status 4. Release
 * with free(). */
void *mc_alloc(size_t size) __attribute__((malloc, returns_nonnull));

/** Like mc_alloc(count * size), set to zero; an overflow of the product ends the process. */
void *mc_alloc_zero(size_t count, size_t size) __attribute__((malloc, returns_nonnull));

/** Resizes what mc_alloc() gave (NULL allocates); never returns NULL. */
void *mc_realloc(void *ptr, size_t size) __attribute__((returns_nonnull));

/** Copies text; owned by the caller, release with free(). */
char *mc_strdup(const char *text) __attribute__((malloc, returns_nonnull));

/** Copies at most len bytes of text and terminates them; owned by the caller, release with free(). */
char *mc_strndup(const char *text, size_t len) __attribute__((malloc, returns_nonnull));

/** Formats into fresh memory owned by the caller; release with free(). */
char *mc_format(const char *fmt, ...) __attribute__((format(printf, 1, 2), returns_nonnull));

#endif
