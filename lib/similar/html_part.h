/* SPDX-License-Identifier: MIT */
#ifndef MC_SIMILAR_HTML_PART_H
#define MC_SIMILAR_HTML_PART_H

#include "similar/report.h"

/* What the files of the page share; nobody else includes this. */

/** One half of a pair as it is shown. */
struct mc_side {
	const struct mc_pair *pair;
	const struct mc_tree *tree; /* its files */
	size_t number;		    /* of the pair on the page, from 1 */
	bool is_b;
	bool has_other; /* the other half is shown, too, so that there is something to point at */
	size_t limit_bytes;
};

/** Appends the lines of a program that the other one has, too, with a few around them. */
void mc_similar_add_side(struct mc_buf *out, const struct mc_side *side);

#endif
