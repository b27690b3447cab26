/* SPDX-License-Identifier: MIT */
#include "linked/rdfc.h"

#include "linked/expand.h"
#include "linked/quads.h"

struct mc_err *mc_rdfc_add(struct mc_buf *nquads, const struct mc_json_node *node, const char *without,
			   const struct mc_json_node *context)
{
	MC_AUTO(mc_quads) quads = MC_QUADS_INIT;

	MC_TRY(mc_expand(&quads, node, without, context));
	return mc_quads_canonize(nquads, &quads, NULL);
}
