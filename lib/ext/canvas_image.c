/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/canvas_parts.h"

/* Dots of an inch that look sharp on paper; more of them would only make files larger. */
#define SHARP_DPI 220.0

struct mc_canvas_image {
	const struct mc_canvas_kit *kit;
	cairo_surface_t *surface;
	double width, height; /* in dots */
};

struct source {
	const char *at;
	size_t left;
};

static cairo_status_t give_bytes(void *context, unsigned char *bytes, unsigned len)
{
	struct source *source = context;

	if (len > source->left)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(bytes, source->at, len);
	source->at += len;
	source->left -= len;
	return CAIRO_STATUS_SUCCESS;
}

static uint32_t big_endian(const char *bytes)
{
	uint32_t number = 0;

	for (size_t i = 0; i < 4; i++)
		number = number << 8 | (unsigned char)bytes[i];
	return number;
}

/* The size stands at the head: nothing is unpacked that is too large. Source: PNG 1.2, 11.2.2. */
static struct mc_err *check_head(const struct mc_buf *file, const char *path)
{
	static const char magic[8] = { '\x89', 'P', 'N', 'G', '\r', '\n', '\x1a', '\n' };

	if (file->len < 33 || memcmp(file->ptr, magic, sizeof(magic)) != 0)
		return mc_err_new(MC_E_INPUT, _("'%s' is no PNG picture"), path);
	uint32_t width = big_endian(file->ptr + 16), height = big_endian(file->ptr + 20);

	if (width < 1 || width > MC_CANVAS_MAX_IMAGE_DOTS || height < 1 || height > MC_CANVAS_MAX_IMAGE_DOTS)
		return mc_err_new(MC_E_INPUT, _("the picture '%s' has more than %u dots on a side"), path,
				  MC_CANVAS_MAX_IMAGE_DOTS);
	return NULL;
}

static struct mc_err *unpack(struct mc_canvas_image *image, const struct mc_buf *file, const char *path)
{
	const struct mc_canvas_calls *c = &image->kit->calls;
	struct source source = { file->ptr, file->len };

	image->surface = c->cairo_image_surface_create_from_png_stream(give_bytes, &source);
	if (c->cairo_surface_status(image->surface) != CAIRO_STATUS_SUCCESS)
		return mc_err_new(MC_E_INPUT, _("the picture '%s' is damaged"), path);
	image->width = c->cairo_image_surface_get_width(image->surface);
	image->height = c->cairo_image_surface_get_height(image->surface);
	return NULL;
}

static void shrink(struct mc_canvas_image *image, double factor)
{
	const struct mc_canvas_calls *c = &image->kit->calls;
	double width = ceil(image->width * factor), height = ceil(image->height * factor);
	cairo_surface_t *small = c->cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)width, (int)height);
	cairo_t *cairo = c->cairo_create(small);

	c->cairo_scale(cairo, width / image->width, height / image->height);
	c->cairo_set_source_surface(cairo, image->surface, 0, 0);
	c->cairo_pattern_set_filter(c->cairo_get_source(cairo), CAIRO_FILTER_BEST);
	c->cairo_paint(cairo);
	c->cairo_destroy(cairo);
	c->cairo_surface_destroy(image->surface);
	image->surface = small;
	image->width = width;
	image->height = height;
}

struct mc_err *mc_canvas_image_open(struct mc_canvas_image **image, struct mc_canvas_kit *kit,
				    const char *path, double box_width_mm, double box_height_mm)
{
	MC_AUTOPTR(mc_canvas_image) made = mc_alloc_zero(1, sizeof(*made));
	MC_AUTO(mc_buf) file = MC_BUF_INIT;

	made->kit = kit;
	MC_TRY(mc_buf_read_file(&file, path, MC_CANVAS_MAX_IMAGE_BYTES));
	MC_TRY(check_head(&file, path));
	MC_TRY(unpack(made, &file, path));
	double factor = fmin(box_width_mm / 25.4 * SHARP_DPI / made->width,
			     box_height_mm / 25.4 * SHARP_DPI / made->height);

	if (factor < 1)
		shrink(made, factor);
	*image = MC_TAKE(made);
	return NULL;
}

void mc_canvas_image_free(struct mc_canvas_image *image)
{
	if (!image)
		return;
	if (image->surface)
		image->kit->calls.cairo_surface_destroy(image->surface);
	free(image);
}

double mc_canvas_image_ratio(const struct mc_canvas_image *image)
{
	return image->width / image->height;
}

void mc_canvas_image_draw(struct mc_canvas *canvas, const struct mc_canvas_image *image, double x, double y,
			  double width, double height)
{
	const struct mc_canvas_calls *c = &canvas->kit->calls;
	const double p = MC_CANVAS_POINTS;

	c->cairo_save(canvas->cairo);
	c->cairo_translate(canvas->cairo, x * p, y * p);
	c->cairo_scale(canvas->cairo, width * p / image->width, height * p / image->height);
	c->cairo_set_source_surface(canvas->cairo, image->surface, 0, 0);
	/* Not a paint: one over a whole page would throw away what was drawn, with its tags (cairo 1.16). */
	c->cairo_new_path(canvas->cairo);
	c->cairo_rectangle(canvas->cairo, 0, 0, image->width, image->height);
	c->cairo_fill(canvas->cairo);
	c->cairo_restore(canvas->cairo);
}
