/* SPDX-License-Identifier: MIT */
#include "linked/quads.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/vec.h"
#include "linked/rdfc.h"

void mc_quads_release(struct mc_quads *quads)
{
	mc_arena_release(&quads->arena);
	mc_index_release(&quads->names);
	free(quads->items);
	*quads = (struct mc_quads)MC_QUADS_INIT;
}

struct mc_err *mc_quads_add(struct mc_quads *quads, const struct mc_rdf_value *subject,
			    struct mc_str predicate, const struct mc_rdf_value *object)
{
	if (quads->count >= MC_RDFC_MAX_QUADS)
		return mc_err_new(MC_E_LIMIT, _("more than %u statements"), MC_RDFC_MAX_QUADS);
	*MC_VEC_ADD(quads->items, quads->count, quads->capacity) =
		(struct mc_quad){ *subject, predicate, *object };
	return NULL;
}

struct mc_rdf_value mc_quads_blank(struct mc_quads *quads)
{
	return (struct mc_rdf_value){ .text = { "", 0 }, .blank = ++quads->blanks };
}
