/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_BASE58_H
#define MC_BASE_BASE58_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/** Most bytes that are written, and that a text is read as: the work grows with their square. */
#define MC_BASE58_MAX_BYTES 128u

/** Appends at most MC_BASE58_MAX_BYTES bytes in base58 with the alphabet of Bitcoin, as multibase "z" wants
 * it. Source: draft-msporny-base58-03. */
void mc_base58_add(struct mc_buf *out, struct mc_str bytes);

/** Appends the bytes of such a text; false, and nothing appended, when it has other characters or is too
 * long. */
bool mc_base58_read(struct mc_buf *out, struct mc_str text) MC_MUST_USE;

#endif
