/* SPDX-License-Identifier: MIT */
#ifndef MC_LINKED_CANON_H
#define MC_LINKED_CANON_H

#include "linked/quads.h"

/*
 * The parts of canonicalization: what quads.c prepares and writes, and canon_degree.c decides where nodes
 * look alike at first sight.
 */

/** Nodes in the order in which they got names. */
struct mc_issuer {
	uint32_t *order;
	size_t count, capacity;
};

#define MC_ISSUER_INIT \
	{ \
		NULL, 0, 0 \
	}

/** Frees it. */
void mc_issuer_release(struct mc_issuer *issuer);

/** Work on one set of statements. Arrays by node have one more element than there are nodes. */
struct mc_canon {
	const struct mc_quad *quads;
	size_t count;
	uint32_t blanks;
	uint32_t *first;    /* by node: where its part of mentions begins; it ends where the next begins */
	uint32_t *mentions; /* which statements name the node, once each */
	char (*hashes)[MC_HASH_HEX]; /* by node: what it looks like with its own statements alone */
	uint32_t *canonical;	     /* by node: number of its name, from 1; 0: none yet */
	uint32_t named;
	struct mc_hash_many *hasher; /* NULL: libsodium */
	size_t work;		     /* steps that are left */
};

/** Hash of len bytes. */
void mc_canon_hash(char hex[MC_HASH_HEX], const struct mc_canon *canon, const void *bytes, size_t len);

/** Gives node its name, if it has none yet. */
void mc_canon_name(struct mc_canon *canon, uint32_t blank);

/**
 * Names the nodes of a group that have the same hash at first sight. Errors: MC_E_LIMIT.
 * Source: RDFC-1.0, sections 4.4.3 (step 5), 4.7 and 4.8.
 */
struct mc_err *mc_canon_degree(struct mc_canon *canon, const uint32_t *group, size_t count) MC_MUST_USE;

#endif
