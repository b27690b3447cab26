/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_TOOLCHAIN_PART_H
#define MC_BATCH_TOOLCHAIN_PART_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"
#include "batch/toolchain.h"
#include "ext/hash.h"

/* What the files toolchain*.c share; nobody else includes this. */

/**
 * Sets the hash of a file's bytes; one that was hashed before and is the same file still (device, inode,
 * size, times) is not read again.  A program that is part of a package of npm has the package's description
 * in its hash, which has the version: the program itself is often two lines. Errors: MC_E_IO.
 */
struct mc_err *mc_toolchain_hash(char hash[MC_HASH_HEX], const char *path) MC_MUST_USE;

/** What a file's first line says that runs it: "/usr/bin/env node" gives "node"; false: it is no script. */
bool mc_toolchain_interpreter(struct mc_buf *name, const char *path);

/** The same for the beginning of a file that is in memory. */
bool mc_toolchain_shebang(struct mc_buf *name, struct mc_str text);

#endif
