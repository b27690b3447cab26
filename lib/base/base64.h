/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_BASE64_H
#define MC_BASE_BASE64_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/** Appends bytes in base64, with padding and without line ends. Source: RFC 4648, section 4. */
void mc_base64_add(struct mc_buf *out, struct mc_str bytes);

/** Appends bytes in the form for addresses and file names, without padding. Source: RFC 4648, section 5. */
void mc_base64url_add(struct mc_buf *out, struct mc_str bytes);

/**
 * Appends the bytes of a text in that form. There is one text for the same bytes: padding, white space, and
 * bits that belong to no byte are refused. False when it is none; nothing is appended then.
 */
bool mc_base64url_read(struct mc_buf *out, struct mc_str text) MC_MUST_USE;

#endif
