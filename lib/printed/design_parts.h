/* SPDX-License-Identifier: MIT */
#ifndef MC_PRINTED_DESIGN_PARTS_H
#define MC_PRINTED_DESIGN_PARTS_H

#include "printed/design.h"
#include "printed/strict.h"

/* What the readers of the parts of design.json share. */

#define MC_DESIGN_SCHEMA "migracode/certificate-design/v1"

/** Names of the roles of colours, in order. */
extern const char *const mc_design_roles[MC_DESIGN_ROLE_COUNT];

/** The style called what the text node says. Errors: MC_E_INPUT. */
struct mc_err *mc_design_find_style(const struct mc_design_style **style, const struct mc_design *design,
				    const struct mc_strict *strict, const struct mc_json_node *node)
	MC_MUST_USE;

/** Readers of parts. Errors: MC_E_INPUT. */
struct mc_err *mc_design_read_styles(struct mc_design *design, const struct mc_strict *strict,
				     const struct mc_json_node *styles, const struct mc_json_node *fonts)
	MC_MUST_USE;
struct mc_err *mc_design_read_ornaments(struct mc_design_ornaments *ornaments, const struct mc_strict *strict,
					const struct mc_json_node *array) MC_MUST_USE;
struct mc_err *mc_design_read_blocks(struct mc_design_blocks *blocks, const struct mc_design *design,
				     const struct mc_strict *strict, const struct mc_json_node *array)
	MC_MUST_USE;
struct mc_err *mc_design_read_further(struct mc_design_further *further, const struct mc_design *design,
				      const struct mc_strict *strict, const struct mc_json_node *object)
	MC_MUST_USE;

#endif
