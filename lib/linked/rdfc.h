/* SPDX-License-Identifier: MIT */
#ifndef MC_LINKED_RDFC_H
#define MC_LINKED_RDFC_H

#include "base/buf.h"
#include "base/err.h"
#include "ext/json.h"

/** Most statements of one document; beyond it a certificate is none. */
#define MC_RDFC_MAX_QUADS 20000u

/**
 * Appends the statements of a JSON-LD document as canonical N-Quads.  Its contexts must be among those that
 * this program knows by heart (VC 2.0, Open Badges 3.0.3, Data Integrity); nothing is fetched.  A term, a
 * type or a context that they do not have is an error, so that nothing in a signed document goes unsigned.
 *
 * node     an object
 * without  a member of node that is left out, such as "proof"; NULL: none
 * context  the value of "@context" that node is read by instead of its own (proof options are read by that of
 *          their document); NULL: its own
 *
 * Errors: MC_E_INPUT (the message has the JSON pointer of the place), MC_E_LIMIT (too many statements, or
 * nodes without id that resemble each other so much that telling them apart would take too long).
 * Source: JSON-LD 1.1 (expansion, to RDF); RDF Dataset Canonicalization 1.0 (RDFC-1.0) with SHA-256.
 */
struct mc_err *mc_rdfc_add(struct mc_buf *nquads, const struct mc_json_node *node, const char *without,
			   const struct mc_json_node *context) MC_MUST_USE;

#endif
