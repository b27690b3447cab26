/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_ARCHIVE_H
#define MC_EXT_ARCHIVE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/tree.h"

/*
 * Zip files on libarchive, which knows the many forms that they come in and reads and writes them as a
 * stream.  Loaded at first use: what it needs itself is eight more libraries.
 */

/** Entries of one archive, wanted or not. */
#define MC_ARCHIVE_MAX_ENTRIES 20000u

/**
 * Adds the files of a zip file that the filter takes to tree, and sorts it. An archive can come from
 * anywhere, so it is read in a process that can do nothing else: os/confined.h.  Entries that are no regular
 * files and names that mc_tree_is_safe_path() refuses are noted as skips.
 *
 * Errors: MC_E_INPUT (no zip file, damaged, encrypted), MC_E_LIMIT (more files or bytes than the filter
 * allows, more entries than MC_ARCHIVE_MAX_ENTRIES, more time or memory than such an archive needs),
 * MC_E_TOOL (libarchive is not installed), MC_E_IO. Source: PKWARE, APPNOTE.TXT, by way of libarchive.
 */
struct mc_err *mc_archive_read(struct mc_tree *tree, const char *bytes, size_t len,
			       const struct mc_tree_filter *filter) MC_MUST_USE;

/** The same in this process: for tests and fuzzers of what reads. */
struct mc_err *mc_archive_read_here(struct mc_tree *tree, const char *bytes, size_t len,
				    const struct mc_tree_filter *filter) MC_MUST_USE;

/**
 * Appends a zip file of the files of a sorted tree, all of them last changed at unix_s (seconds since 1970):
 * the same tree gives the same bytes.
 *
 * Errors: MC_E_TOOL; MC_E_IO, what the library says.
 */
struct mc_err *mc_archive_write(struct mc_buf *out, const struct mc_tree *tree, int64_t unix_s) MC_MUST_USE;

#endif
