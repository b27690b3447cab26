/* SPDX-License-Identifier: MIT */
#ifndef MC_SHEET_SIMPLEX_H
#define MC_SHEET_SIMPLEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/cleanup.h"

/*
 * Linear programming in exact whole numbers, for small dense systems: x >= 0, and equations whose
 * coefficients are whole numbers.  The tableau keeps one common denominator (integer pivoting), so nothing is
 * ever rounded and every computer finds the same answer.
 * Source: J. Edmonds, J.-F. Maurras, "Note sur les Q-matrices d'Edmonds", RAIRO 31 (1997).
 */

/** Numbers in the largest tableau: 64 MiB. */
#define MC_SIMPLEX_MAX_CELLS (8u * 1024 * 1024)

/** Steps of one maximization at most. */
#define MC_SIMPLEX_MAX_PIVOTS 20000u

/** How a computation ended. */
enum mc_simplex_end {
	MC_SIMPLEX_DONE,      /* there is a solution; after maximizing: the best one */
	MC_SIMPLEX_UNLIMITED, /* there is no best one: the sum grows for ever */
	MC_SIMPLEX_NONE,      /* no x fulfils the equations */
	MC_SIMPLEX_STOPPED,   /* the visitor had seen enough */
	MC_SIMPLEX_LOST,      /* numbers beyond 64 bits, or too many steps: nothing is known */
};

/** A system of equations with one of its solutions. */
struct mc_simplex;

/** A system of x[0] … x[columns - 1] with room for rows equations; NULL when it would be too large. */
struct mc_simplex *mc_simplex_new(size_t rows, size_t columns);

/** Releases a system; NULL is allowed. */
void mc_simplex_free(struct mc_simplex *simplex);
MC_AUTOPTR_DEFINE(mc_simplex);

/** Adds an equation: the sum of what mc_simplex_set() puts in it is right. Only before mc_simplex_start(). */
void mc_simplex_add(struct mc_simplex *simplex, int64_t right);

/** Adds factor times x[column] to the equation that was added last. */
void mc_simplex_set(struct mc_simplex *simplex, size_t column, int64_t factor);

/** Finds a first solution: DONE, NONE or LOST. */
enum mc_simplex_end mc_simplex_start(struct mc_simplex *simplex) MC_MUST_USE;

/** Is told of every corner with whole numbers on the way; true to stop. */
typedef bool mc_simplex_visit(void *context, const struct mc_simplex *simplex);

/**
 * Goes to a solution where sign times x[column] is largest: DONE, UNLIMITED, STOPPED or LOST.
 * visit may be NULL.
 */
enum mc_simplex_end mc_simplex_go(struct mc_simplex *simplex, size_t column, int sign,
				  mc_simplex_visit *visit, void *context) MC_MUST_USE;

/** x[column] in the present solution as a fraction; the denominator is above 0 and common to all. */
int64_t mc_simplex_numerator(const struct mc_simplex *simplex, size_t column);
int64_t mc_simplex_denominator(const struct mc_simplex *simplex);

/** After UNLIMITED: true when x[column] grows for ever too, along the same way. */
bool mc_simplex_grows(const struct mc_simplex *simplex, size_t column);

#endif
