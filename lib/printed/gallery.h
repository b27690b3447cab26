/* SPDX-License-Identifier: MIT */
#ifndef MC_PRINTED_GALLERY_H
#define MC_PRINTED_GALLERY_H

#include "ext/canvas.h"

/*
 * Pictures of a school (logos, signatures), each read once.
 */

struct mc_gallery {
	struct mc_gallery_picture *pictures;
	size_t count;
	size_t capacity;
};

#define MC_GALLERY_INIT \
	{ \
		NULL, 0, 0 \
	}

/** Frees all. */
void mc_gallery_release(struct mc_gallery *gallery);

/** The picture at path for a box of this size; belongs to the gallery. Errors: those of
 * mc_canvas_image_open(). */
struct mc_err *mc_gallery_get(const struct mc_canvas_image **image, struct mc_gallery *gallery,
			      struct mc_canvas_kit *kit, const char *path, double width_mm, double height_mm)
	MC_MUST_USE;

#endif
