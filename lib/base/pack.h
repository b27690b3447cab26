/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_PACK_H
#define MC_BASE_PACK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/*
 * Numbers and texts as bytes, from one process of this program to another on the same machine.  The reader
 * believes nothing: what is not there becomes 0 or the empty text, and is_bad says so in the end.
 */

/** Appends a number. */
void mc_pack_number(struct mc_buf *buf, uint64_t number);

/** Appends len bytes of text; a zero follows them, so that the reader can use them where they lie. */
void mc_pack_text(struct mc_buf *buf, const char *text, size_t len);

/** What is left to read. */
struct mc_unpack {
	struct mc_str rest;
	bool is_bad;
};

/** Takes a number. */
uint64_t mc_unpack_number(struct mc_unpack *unpack);

/** Takes a number up to most. */
uint64_t mc_unpack_up_to(struct mc_unpack *unpack, uint64_t most);

/** Takes a number of things of which each fills at least least bytes of what is left. */
size_t mc_unpack_count(struct mc_unpack *unpack, size_t least);

/** Takes a text, which stays where it lies; behind it is a zero. */
struct mc_str mc_unpack_text(struct mc_unpack *unpack);

#endif
