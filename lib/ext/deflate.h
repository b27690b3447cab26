/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_DEFLATE_H
#define MC_EXT_DEFLATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Adapter of zlib, because status lists are gzip and texts in PNG and PDF may be zlib streams.
 */

enum mc_deflate_form {
	MC_DEFLATE_ZLIB, /* RFC 1950 */
	MC_DEFLATE_GZIP, /* RFC 1952 */
};

/** Appends bytes compressed as well as can be. The head has no time and no name of a system, so that one
 * version of zlib gives the same for the same bytes; another version may find a shorter form. */
void mc_deflate_add(struct mc_buf *out, struct mc_str bytes, enum mc_deflate_form form);

/** The same in a third of the time, for pictures: as well as can be done quickly. */
void mc_deflate_add_quickly(struct mc_buf *out, struct mc_str bytes, enum mc_deflate_form form);

/** Appends what was compressed; nothing may stand behind it. Errors: MC_E_INPUT (damaged, cut off, something
 * behind it), MC_E_LIMIT (more than limit_bytes come out). out is as it was then. */
struct mc_err *mc_deflate_open(struct mc_buf *out, struct mc_str packed, enum mc_deflate_form form,
			       size_t limit_bytes) MC_MUST_USE;

/** Takes len bytes into a checksum, which starts as 0. Source: CRC-32 of RFC 1952, as in PNG. */
uint32_t mc_deflate_crc(uint32_t crc, const void *bytes, size_t len);

#endif
