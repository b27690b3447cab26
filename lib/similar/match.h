/* SPDX-License-Identifier: MIT */
#ifndef MC_SIMILAR_MATCH_H
#define MC_SIMILAR_MATCH_H

#include <stddef.h>
#include <stdint.h>

#include "similar/prints.h"

/** Two programs and how much they have in common. */
struct mc_match {
	uint32_t a; /* numbers of programs, a < b */
	uint32_t b;
	float score; /* 0 to 1 */
};

/** Pairs, the most similar first; of equal ones in the order of their programs. */
struct mc_matches {
	struct mc_match *items;
	size_t count;
	size_t capacity;
	size_t limit; /* no more are kept; 0: all */
	float floor;  /* nor those below */
};

/** Frees all; usable again. */
void mc_matches_release(struct mc_matches *matches);

/** Adds a pair, if it is among the best ones. */
void mc_matches_add(struct mc_matches *matches, uint32_t a, uint32_t b, double score);

/** Puts them in order and drops those that are too many. */
void mc_matches_sort(struct mc_matches *matches);

/** The parts of a score for one pair: sums of weights in common, and of each of both alone what has to be
 * multiplied so that a program has 1 in common with itself. */
struct mc_match_sums {
	const float *common;
	const float *a;
	const float *b;
	size_t tokens; /* of the shorter one */
};

/** 1 divided by the length of a vector with this square; 0 for none. */
float mc_match_scale(double square);

/** The score: the cosine of what they have in common, with 0.1 of it for the text as it was written; of short
 * programs half of the rest is that of short pieces. */
double mc_match_score(const struct mc_match_sums *sums);

/**
 * The square of what a fingerprint weighs that this many of all programs have: one that few have says more.
 * Source: the inverse document frequency of Sparck Jones, Journal of Documentation 28 (1972), whose square is
 * the weight.
 */
double mc_match_weight(size_t all, size_t having);

/**
 * Compares all programs with each other and adds the pairs with something in common.
 *
 * prints  sorted; borrowed
 * tokens  of each program; borrowed
 *
 * Fingerprints that so many have that counting all pairs would take minutes weigh nothing.
 */
void mc_match_all(struct mc_matches *matches, const struct mc_prints *prints, const uint32_t *tokens,
		  size_t program_count);

/** Where "worth a talk" begins: in the widest gap between these scores, which are in order, the highest
 * first; yet never below 0.5, nor above 0.8: a gap up there parts exact copies from changed ones. */
double mc_match_threshold(const float *scores, size_t count);

#endif
