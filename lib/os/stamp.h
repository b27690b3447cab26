/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_STAMP_H
#define MC_OS_STAMP_H

#include "base/buf.h"

/**
 * Appends what changes when the file at path is replaced, as one line: real path, size, time of the last
 * change. Only the name when there is no such file.
 */
void mc_stamp_file(struct mc_buf *out, const char *path);

/** Appends the line of the executable that programs in the sandbox find under name. */
void mc_stamp_tool(struct mc_buf *out, const char *name);

/** Appends the line of this very program. */
void mc_stamp_self(struct mc_buf *out);

#endif
