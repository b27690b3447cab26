/* SPDX-License-Identifier: MIT */
#ifndef MC_LINKED_EXPAND_H
#define MC_LINKED_EXPAND_H

#include "ext/json.h"
#include "linked/quads.h"

/**
 * Adds the statements of a JSON-LD document; see mc_rdfc_add() for what it takes.
 *
 * Errors: MC_E_INPUT (the message begins with the JSON pointer of the place), MC_E_LIMIT.
 * Source: JSON-LD 1.1 Processing Algorithms and API, sections 5.1 and 8.2, for documents of this closed
 * world.
 */
struct mc_err *mc_expand(struct mc_quads *quads, const struct mc_json_node *node, const char *without,
			 const struct mc_json_node *context) MC_MUST_USE;

#endif
