/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_SELECTOR_H
#define MC_EXT_SELECTOR_H

#include "base/arena.h"
#include "base/err.h"
#include "ext/html.h"

/*
 * CSS selectors on pages, as far as a file can answer them.  Source: Selectors Level 4, W3C.
 *
 *	div * #id .class [a] [a=b] [a~=b] [a|=b] [a^=b] [a$=b] [a*=b] [a=b i]
 *	a b, a > b, a + b, a ~ b, lists with ","
 *	:not() :is() :where() :has()
 *	:first-child :last-child :only-child :nth-child(2n+1) :nth-last-child() and the same -of-type
 *	:root :empty :checked :disabled :enabled :required :optional
 */

/** Bytes of a selector, and selectors inside each other. */
#define MC_SELECTOR_MAX_BYTES 1000u
#define MC_SELECTOR_MAX_DEPTH 8u

/** Steps that one search may take: some nodes and some wishes multiply. */
#define MC_SELECTOR_MAX_STEPS 20000000u

/** A selector, ready to use; owned by the arena it was made in. */
struct mc_selector;

/** Reads a selector. Errors: MC_E_INPUT, with the place in it. */
struct mc_err *mc_selector_parse(const struct mc_selector **selector, struct mc_arena *arena,
				 const char *text) MC_MUST_USE;

/**
 * Finds all elements that a selector matches, in the order of the document.
 *
 * found  set to *count numbers of nodes, in memory of the arena
 *
 * Errors: MC_E_LIMIT (MC_SELECTOR_MAX_STEPS).
 */
struct mc_err *mc_selector_find(uint32_t **found, size_t *count, struct mc_arena *arena,
				const struct mc_selector *selector, const struct mc_html *html) MC_MUST_USE;

#endif
