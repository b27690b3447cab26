/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_OUTFILE_H
#define MC_OS_OUTFILE_H

#include <stdbool.h>

#include "base/err.h"

/**
 * A file that is written piece by piece and appears as a whole: until mc_outfile_commit() what was there
 * before stays. What is no regular file, such as a device or a pipe, is written to directly; of a link, the
 * file that it leads to is written.
 */
struct mc_outfile {
	int fd;
	char *path;
	char *temporary; /* NULL: written directly */
};

#define MC_OUTFILE_INIT \
	{ \
		.fd = -1 \
	}

/** Starts a file; it will have the mode of the old one, else what the umask leaves of 0666. Errors: MC_E_IO.
 */
struct mc_err *mc_outfile_open(struct mc_outfile *file, const char *path) MC_MUST_USE;

/** Adds len bytes. Errors: MC_E_IO. */
struct mc_err *mc_outfile_add(struct mc_outfile *file, const void *bytes, size_t len) MC_MUST_USE;

/** Syncs it and puts it in its place. Errors: MC_E_IO; the old file is still there then. */
struct mc_err *mc_outfile_commit(struct mc_outfile *file) MC_MUST_USE;

/** Writes a whole file of len bytes. Errors: MC_E_IO; the old file is still there then. */
struct mc_err *mc_outfile_write(const char *path, const void *bytes, size_t len) MC_MUST_USE;

/** Drops what was not committed; the file is usable again. */
void mc_outfile_release(struct mc_outfile *file);

#endif
