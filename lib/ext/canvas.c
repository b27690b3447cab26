/* SPDX-License-Identifier: MIT */
#include "ext/canvas.h"

#include <math.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/time.h"
#include "ext/canvas_parts.h"

static cairo_status_t take_bytes(void *context, const unsigned char *bytes, unsigned len)
{
	mc_buf_add(context, bytes, len);
	return CAIRO_STATUS_SUCCESS;
}

static struct mc_err *status_error(const struct mc_canvas *canvas)
{
	const struct mc_canvas_calls *c = &canvas->kit->calls;
	cairo_status_t status = c->cairo_status(canvas->cairo);

	if (status == CAIRO_STATUS_SUCCESS)
		status = c->cairo_surface_status(canvas->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		return NULL;
	return mc_err_new(MC_E_IO, _("cannot draw a page: %s"), c->cairo_status_to_string(status));
}

static void set_metadata(const struct mc_canvas *canvas, const struct mc_canvas_wanted *wanted)
{
	const struct {
		cairo_pdf_metadata_t key;
		const char *text;
	} texts[] = {
		{ CAIRO_PDF_METADATA_TITLE, wanted->title },
		{ CAIRO_PDF_METADATA_AUTHOR, wanted->author },
		{ CAIRO_PDF_METADATA_SUBJECT, wanted->subject },
		{ CAIRO_PDF_METADATA_CREATOR, "migracode" },
	};
	MC_AUTO(mc_buf) made = MC_BUF_INIT;

	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		if (texts[i].text)
			canvas->kit->calls.cairo_pdf_surface_set_metadata(canvas->surface, texts[i].key,
									  texts[i].text);
	}
	mc_time_add(&made, wanted->made_s);
	canvas->kit->calls.cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_CREATE_DATE,
							  made.ptr);
	canvas->kit->calls.cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_MOD_DATE,
							  made.ptr);
}

static void start_surface(struct mc_canvas *canvas, const struct mc_canvas_wanted *wanted)
{
	const struct mc_canvas_calls *c = &canvas->kit->calls;
	double width = wanted->width_mm * MC_CANVAS_POINTS;
	double height = wanted->height_mm * MC_CANVAS_POINTS;
	double dots = wanted->dpi / 72.0;

	switch (wanted->kind) {
	case MC_CANVAS_PDF:
		canvas->surface =
			c->cairo_pdf_surface_create_for_stream(take_bytes, &canvas->bytes, width, height);
		set_metadata(canvas, wanted);
		break;
	case MC_CANVAS_SVG:
		canvas->surface =
			c->cairo_svg_surface_create_for_stream(take_bytes, &canvas->bytes, width, height);
		break;
	case MC_CANVAS_PNG:
		canvas->surface = c->cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)lround(width * dots),
								(int)lround(height * dots));
		break;
	}
	canvas->cairo = c->cairo_create(canvas->surface);
	if (wanted->kind != MC_CANVAS_PNG)
		return;
	c->cairo_set_source_rgb(canvas->cairo, 1, 1, 1);
	c->cairo_paint(canvas->cairo);
	c->cairo_scale(canvas->cairo, dots, dots);
}

struct mc_err *mc_canvas_open(struct mc_canvas **canvas, struct mc_canvas_kit *kit,
			      const struct mc_canvas_wanted *wanted)
{
	MC_AUTOPTR(mc_canvas) made = mc_alloc_zero(1, sizeof(*made));

	*made = (struct mc_canvas){
		.kit = kit, .kind = wanted->kind, .bytes = MC_BUF_INIT, .dpi = wanted->dpi
	};
	start_surface(made, wanted);
	kit->calls.cairo_set_line_join(made->cairo, CAIRO_LINE_JOIN_ROUND);
	MC_TRY(status_error(made));
	*canvas = MC_TAKE(made);
	return NULL;
}

void mc_canvas_next_page(struct mc_canvas *canvas, double width_mm, double height_mm)
{
	const struct mc_canvas_calls *c = &canvas->kit->calls;

	if (canvas->kind != MC_CANVAS_PDF)
		return;
	c->cairo_show_page(canvas->cairo);
	c->cairo_pdf_surface_set_size(canvas->surface, width_mm * MC_CANVAS_POINTS,
				      height_mm * MC_CANVAS_POINTS);
}

struct mc_err *mc_canvas_finish(struct mc_buf *bytes, struct mc_canvas *canvas)
{
	const struct mc_canvas_calls *c = &canvas->kit->calls;

	MC_TRY(status_error(canvas));
	if (canvas->kind == MC_CANVAS_PNG) {
		mc_canvas_add_png(&canvas->bytes, canvas);
	} else {
		c->cairo_show_page(canvas->cairo);
		c->cairo_surface_finish(canvas->surface);
	}
	MC_TRY(status_error(canvas));
	mc_buf_add(bytes, canvas->bytes.ptr, canvas->bytes.len);
	return NULL;
}

void mc_canvas_free(struct mc_canvas *canvas)
{
	if (!canvas)
		return;
	if (canvas->cairo)
		canvas->kit->calls.cairo_destroy(canvas->cairo);
	if (canvas->surface)
		canvas->kit->calls.cairo_surface_destroy(canvas->surface);
	mc_buf_release(&canvas->bytes);
	free(canvas);
}

/* ---- shapes ---- */

static void trace(const struct mc_canvas *canvas, const struct mc_canvas_path *path)
{
	const struct mc_canvas_calls *c = &canvas->kit->calls;
	cairo_t *cairo = canvas->cairo;
	const double p = MC_CANVAS_POINTS;

	c->cairo_new_path(cairo);
	for (size_t i = 0; i < path->count; i++) {
		const struct mc_canvas_step *step = &path->steps[i];

		switch (step->kind) {
		case MC_CANVAS_MOVE:
			c->cairo_move_to(cairo, step->x * p, step->y * p);
			break;
		case MC_CANVAS_LINE:
			c->cairo_line_to(cairo, step->x * p, step->y * p);
			break;
		case MC_CANVAS_CURVE:
			c->cairo_curve_to(cairo, step->x1 * p, step->y1 * p, step->x2 * p, step->y2 * p,
					  step->x * p, step->y * p);
			break;
		case MC_CANVAS_CLOSE:
			c->cairo_close_path(cairo);
			break;
		}
	}
}

static void start_shape(const struct mc_canvas *canvas, struct mc_canvas_colour colour, const double *clip)
{
	const struct mc_canvas_calls *c = &canvas->kit->calls;
	const double p = MC_CANVAS_POINTS;

	c->cairo_save(canvas->cairo);
	if (clip) {
		c->cairo_new_path(canvas->cairo);
		c->cairo_rectangle(canvas->cairo, clip[0] * p, clip[1] * p, clip[2] * p, clip[3] * p);
		c->cairo_clip(canvas->cairo);
	}
	c->cairo_set_source_rgb(canvas->cairo, colour.red, colour.green, colour.blue);
}

void mc_canvas_fill(struct mc_canvas *canvas, const struct mc_canvas_path *path,
		    struct mc_canvas_colour colour, const double *clip)
{
	start_shape(canvas, colour, clip);
	trace(canvas, path);
	canvas->kit->calls.cairo_fill(canvas->cairo);
	canvas->kit->calls.cairo_restore(canvas->cairo);
}

void mc_canvas_stroke(struct mc_canvas *canvas, const struct mc_canvas_path *path,
		      struct mc_canvas_colour colour, double width_mm, const double *clip)
{
	start_shape(canvas, colour, clip);
	trace(canvas, path);
	canvas->kit->calls.cairo_set_line_width(canvas->cairo, width_mm * MC_CANVAS_POINTS);
	canvas->kit->calls.cairo_stroke(canvas->cairo);
	canvas->kit->calls.cairo_restore(canvas->cairo);
}

/* ---- structure ---- */

void mc_canvas_tag_begin(struct mc_canvas *canvas, const char *tag)
{
	if (canvas->kind == MC_CANVAS_PDF)
		canvas->kit->calls.cairo_tag_begin(canvas->cairo, tag, NULL);
}

void mc_canvas_tag_end(struct mc_canvas *canvas, const char *tag)
{
	if (canvas->kind == MC_CANVAS_PDF)
		canvas->kit->calls.cairo_tag_end(canvas->cairo, tag);
}

void mc_canvas_link_begin(struct mc_canvas *canvas, const char *url)
{
	MC_AUTO(mc_buf) attributes = MC_BUF_INIT;

	if (canvas->kind != MC_CANVAS_PDF)
		return;
	mc_buf_addz(&attributes, "uri='");
	for (const char *at = url; *at; at++) {
		if (*at == '\'' || *at == '\\')
			mc_buf_addc(&attributes, '\\');
		mc_buf_addc(&attributes, *at);
	}
	mc_buf_addc(&attributes, '\'');
	canvas->kit->calls.cairo_tag_begin(canvas->cairo, CAIRO_TAG_LINK, attributes.ptr);
}
