/* SPDX-License-Identifier: MIT */
#ifndef MC_SIMILAR_PRINTS_H
#define MC_SIMILAR_PRINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "similar/canon.h"

/*
 * Fingerprints: numbers of short pieces of programs, of which only some are kept, and in two programs the
 * same ones. Source: Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document
 * Fingerprinting", SIGMOD 2003.
 */

/** What a fingerprint is taken of. */
enum mc_channel {
	MC_CHANNEL_CODE,  /* 12 codes of the canonical form */
	MC_CHANNEL_SHORT, /* 5 of them, only of programs with less than MC_PRINTS_SHORT */
	MC_CHANNEL_RAW,	  /* 8 tokens as they were written */
	MC_CHANNEL_COUNT
};

#define MC_PRINTS_SHORT 400u

/** How many programs can be told apart. */
#define MC_PRINTS_MAX_PROGRAMS (1u << 20)

/** Fingerprints of many programs: 2 bits of channel, 42 of hash, 20 of program, highest first. */
struct mc_prints {
	uint64_t *items;
	size_t count;
	size_t capacity;
};

#define MC_PRINTS_INIT \
	{ \
		NULL, 0, 0 \
	}

/** Frees all; usable again. */
void mc_prints_release(struct mc_prints *prints);

/** What of a fingerprint is not the program. */
static inline uint64_t mc_print_key(uint64_t print)
{
	return print >> 20;
}

static inline uint32_t mc_print_program(uint64_t print)
{
	return (uint32_t)(print & (MC_PRINTS_MAX_PROGRAMS - 1));
}

static inline enum mc_channel mc_print_channel(uint64_t print)
{
	return (enum mc_channel)(print >> 62);
}

/** Adds every fingerprint of a program, none left out: those of code that was given to all. Sort them before
 * use. */
void mc_prints_add_all(struct mc_prints *prints, const struct mc_canon *canon);

/**
 * Adds the chosen fingerprints of a program, but those that given (sorted, or empty) has. Returns how many
 * codes of the program are not part of what was given.
 */
size_t mc_prints_add(struct mc_prints *prints, const struct mc_canon *canon, uint32_t program,
		     const struct mc_prints *given);

/** Sets is_given[i] for each code of a program that is part of what was given. */
void mc_prints_mark(bool *is_given, const struct mc_canon *canon, const struct mc_prints *given);

/** Sorts them, and keeps one of those that are equal. */
void mc_prints_sort(struct mc_prints *prints);

/** Puts others, which are sorted, into sorted prints. */
void mc_prints_merge(struct mc_prints *prints, const uint64_t *others, size_t count);

/** The first print at or behind a key in sorted prints; their count where there is none. */
size_t mc_prints_find(const struct mc_prints *prints, uint64_t key);

/** The key of the fingerprint of the code that starts at items[at], and how many codes it is made of; 0 where
 * the file ends before. */
size_t mc_prints_key(uint64_t *key, const struct mc_canon *canon, size_t at);

/** How many programs have the fingerprint of the code that starts at items[at]; 0 where none was chosen or
 * the file ends. */
size_t mc_prints_frequency(const struct mc_prints *prints, const struct mc_canon *canon, size_t at);

#endif
