/* SPDX-License-Identifier: MIT */
#ifndef MC_SIMILAR_ARCHIVE_PART_H
#define MC_SIMILAR_ARCHIVE_PART_H

#include "similar/archive.h"

/* What reader and writer of index files share; nobody else includes this. */

#define MC_ARCHIVE_MAGIC 0x315849434d494d53u /* "SMIMCIX1" where numbers are as here */
#define MC_ARCHIVE_VERSION 1u

/** Beginnings of fingerprints: their highest 16 bits. */
#define MC_ARCHIVE_PARTS 65536u

/** The first bytes of an index file. */
struct mc_archive_head {
	uint64_t magic;
	uint64_t version;
	uint64_t program_count;
	uint64_t print_count;
	uint64_t names_len; /* a multiple of 8; zeros at the end */
	uint64_t sum;	    /* of all up to the fingerprints, with 0 here */
};

static inline size_t mc_archive_part(uint64_t print)
{
	return (size_t)(print >> 48);
}

#endif
