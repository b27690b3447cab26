/* SPDX-License-Identifier: MIT */
#ifndef MC_LINKED_JCS_H
#define MC_LINKED_JCS_H

#include "base/buf.h"
#include "base/err.h"
#include "ext/json.h"

/**
 * Appends node in the JSON Canonicalization Scheme: keys in the order of their UTF-16 code units, no white
 * space, one way to write each text and number.
 *
 * without  a member of node that is left out, such as "proof"; NULL: none
 *
 * Errors: MC_E_INPUT (a number that is no whole number below 2^53 and no short decimal: its one way of being
 * written is not agreed between programs).
 * Source: RFC 8785.
 */
struct mc_err *mc_jcs_add(struct mc_buf *out, const struct mc_json_node *node, const char *without)
	MC_MUST_USE;

#endif
