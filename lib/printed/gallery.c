/* SPDX-License-Identifier: MIT */
#include "printed/gallery.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/vec.h"

struct mc_gallery_picture {
	char *path;
	double width, height;
	struct mc_canvas_image *image;
};

void mc_gallery_release(struct mc_gallery *gallery)
{
	for (size_t i = 0; i < gallery->count; i++) {
		mc_canvas_image_free(gallery->pictures[i].image);
		free(gallery->pictures[i].path);
	}
	free(gallery->pictures);
	*gallery = (struct mc_gallery)MC_GALLERY_INIT;
}

struct mc_err *mc_gallery_get(const struct mc_canvas_image **image, struct mc_gallery *gallery,
			      struct mc_canvas_kit *kit, const char *path, double width_mm, double height_mm)
{
	struct mc_canvas_image *read = NULL;

	for (size_t i = 0; i < gallery->count; i++) {
		const struct mc_gallery_picture *picture = &gallery->pictures[i];

		if (!strcmp(picture->path, path) && fabs(picture->width - width_mm) < 0.5 &&
		    fabs(picture->height - height_mm) < 0.5) {
			*image = picture->image;
			return NULL;
		}
	}
	MC_TRY(mc_canvas_image_open(&read, kit, path, width_mm, height_mm));
	*MC_VEC_ADD(gallery->pictures, gallery->count, gallery->capacity) =
		(struct mc_gallery_picture){ mc_strdup(path), width_mm, height_mm, read };
	*image = read;
	return NULL;
}
