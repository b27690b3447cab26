/* SPDX-License-Identifier: MIT */
#ifndef MC_LINKED_QUADS_H
#define MC_LINKED_QUADS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/index.h"
#include "base/str.h"
#include "ext/hash_many.h"

/** Subject or object: text as it stands in N-Quads, or a node that has no name. */
struct mc_rdf_value {
	struct mc_str text;
	uint32_t blank; /* counts from 1; 0: it is text */
};

/** A statement, in the one graph there is. */
struct mc_quad {
	struct mc_rdf_value subject;
	struct mc_str predicate;
	struct mc_rdf_value object;
};

/** Statements that are being collected, and the memory of their texts. */
struct mc_quads {
	struct mc_arena arena;
	struct mc_quad *items;
	size_t count, capacity;
	uint32_t blanks;
	struct mc_index names; /* of nodes whose id begins with "_:" */
};

#define MC_QUADS_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0, 0, MC_INDEX_INIT \
	}

/** Frees all. */
void mc_quads_release(struct mc_quads *quads);

/** Adds a statement; its texts are borrowed as long as quads live. Errors: MC_E_LIMIT. */
struct mc_err *mc_quads_add(struct mc_quads *quads, const struct mc_rdf_value *subject,
			    struct mc_str predicate, const struct mc_rdf_value *object) MC_MUST_USE;

/** A node that has no name. */
struct mc_rdf_value mc_quads_blank(struct mc_quads *quads);

/**
 * Appends the canonical form: names for the nodes that have none, lines in the order of their characters,
 * each once.
 *
 * quads   their order and number may change
 * hashes  computes; NULL: by libsodium
 *
 * Errors: MC_E_LIMIT (telling nodes apart takes too long).
 * Source: RDF Dataset Canonicalization 1.0 (RDFC-1.0), section 4, with SHA-256.
 */
struct mc_err *mc_quads_canonize(struct mc_buf *nquads, struct mc_quads *quads, struct mc_hash_many *hashes)
	MC_MUST_USE;

#endif
