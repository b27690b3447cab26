/* SPDX-License-Identifier: MIT */
#ifndef MC_LINKED_NUMBER_H
#define MC_LINKED_NUMBER_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

/**
 * Appends a number as JavaScript writes it: digits, and a point where there is a fraction.
 *
 * Errors: MC_E_INPUT: neither a whole number below 2^53 nor a decimal of at most 15 digits from a millionth
 * on.  Beyond that programs do not agree on digits, and what they do not agree on cannot be signed.
 * Source: RFC 8785, section 3.2.2.3.
 */
struct mc_err *mc_number_add(struct mc_buf *out, double value) MC_MUST_USE;

/** True when the number has no fraction. */
bool mc_number_is_whole(double value);

/**
 * Appends a number with a fraction as the canonical form of xsd:double: 4.5E0.  It must be one that
 * mc_number_add() takes.  Source: JSON-LD 1.1 API, section 8.6.
 */
void mc_number_add_double(struct mc_buf *out, double value);

#endif
