/* SPDX-License-Identifier: MIT */
#ifndef MC_LINKED_LITERAL_H
#define MC_LINKED_LITERAL_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "ext/json.h"

/*
 * Literals and names as they stand in canonical N-Quads.  Source: RDF Dataset Canonicalization 1.0,
 * section 5.
 */

/** Appends a text in quotes. */
void mc_literal_add_text(struct mc_buf *out, const char *text);

/** Appends a number or a truth value, with this datatype (an IRI in '<' and '>'; NULL: its own). Errors:
 * MC_E_INPUT, see mc_number_add(). */
struct mc_err *mc_literal_add_scalar(struct mc_buf *out, const struct mc_json_node *node,
				     const char *datatype) MC_MUST_USE;

/** Appends a value of any kind as a JSON literal. Errors: those of mc_jcs_add(). */
struct mc_err *mc_literal_add_json(struct mc_buf *out, const struct mc_json_node *node) MC_MUST_USE;

/** True when text is an IRI with a scheme, without characters that no IRI has. */
bool mc_literal_is_iri(const char *text);

/** True when text can be a language tag. */
bool mc_literal_is_language(const char *text);

#endif
