/* SPDX-License-Identifier: MIT */
#ifndef MC_PRINTED_DECOR_H
#define MC_PRINTED_DECOR_H

#include "printed/design.h"

/*
 * The ornaments of a page as shapes, made once for all certificates.
 */

/** A shape with its colour. */
struct mc_decor_shape {
	struct mc_canvas_path path;
	struct mc_canvas_colour colour;
	double thickness; /* mm; 0: filled */
	bool has_clip;
	double clip[4]; /* x, y, width, height */
};

struct mc_decor {
	struct mc_decor_shape *shapes;
	size_t count;
};

#define MC_DECOR_INIT \
	{ \
		NULL, 0 \
	}

/** Makes them; is_mirrored: for a page that is read from right to left and page_width mm wide. */
void mc_decor_make(struct mc_decor *decor, const struct mc_design *design,
		   const struct mc_design_ornaments *ornaments, double page_width, bool is_mirrored);

/** Frees the shapes. */
void mc_decor_release(struct mc_decor *decor);

/** Draws them. */
void mc_decor_draw(struct mc_canvas *canvas, const struct mc_decor *decor);

#endif
