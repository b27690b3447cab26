/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_BASE64_H
#define MC_BASE_BASE64_H

#include "base/buf.h"
#include "base/str.h"

/** Appends bytes in base64, with padding and without line ends. Source: RFC 4648, section 4. */
void mc_base64_add(struct mc_buf *out, struct mc_str bytes);

#endif
