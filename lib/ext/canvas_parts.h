/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_CANVAS_PARTS_H
#define MC_EXT_CANVAS_PARTS_H

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <pango/pango.h>
#include <pango/pangocairo.h>

#include "ext/canvas.h"

/* What the files of the canvas share: the calls of the libraries, and what a drawing is made of. */

#define MC_CAIRO_CALLS(X) \
	X(cairo_clip) \
	X(cairo_close_path) \
	X(cairo_create) \
	X(cairo_curve_to) \
	X(cairo_destroy) \
	X(cairo_fill) \
	X(cairo_font_options_create) \
	X(cairo_font_options_destroy) \
	X(cairo_font_options_set_antialias) \
	X(cairo_font_options_set_hint_metrics) \
	X(cairo_font_options_set_hint_style) \
	X(cairo_get_source) \
	X(cairo_image_surface_create) \
	X(cairo_image_surface_create_from_png_stream) \
	X(cairo_image_surface_get_data) \
	X(cairo_image_surface_get_height) \
	X(cairo_image_surface_get_stride) \
	X(cairo_image_surface_get_width) \
	X(cairo_line_to) \
	X(cairo_move_to) \
	X(cairo_new_path) \
	X(cairo_paint) \
	X(cairo_pattern_set_filter) \
	X(cairo_pdf_surface_create_for_stream) \
	X(cairo_pdf_surface_set_metadata) \
	X(cairo_pdf_surface_set_size) \
	X(cairo_rectangle) \
	X(cairo_restore) \
	X(cairo_save) \
	X(cairo_scale) \
	X(cairo_set_line_cap) \
	X(cairo_set_line_join) \
	X(cairo_set_line_width) \
	X(cairo_set_source_rgb) \
	X(cairo_set_source_surface) \
	X(cairo_show_page) \
	X(cairo_status) \
	X(cairo_status_to_string) \
	X(cairo_stroke) \
	X(cairo_surface_destroy) \
	X(cairo_surface_finish) \
	X(cairo_surface_flush) \
	X(cairo_surface_status) \
	X(cairo_svg_surface_create_for_stream) \
	X(cairo_tag_begin) \
	X(cairo_tag_end) \
	X(cairo_translate)

#define MC_PANGO_CALLS(X) \
	X(pango_attr_font_features_new) \
	X(pango_attr_letter_spacing_new) \
	X(pango_attr_list_insert) \
	X(pango_attr_list_new) \
	X(pango_attr_list_unref) \
	X(pango_context_set_base_dir) \
	X(pango_context_set_language) \
	X(pango_context_set_round_glyph_positions) \
	X(pango_font_description_free) \
	X(pango_font_description_new) \
	X(pango_font_description_set_family) \
	X(pango_font_description_set_size) \
	X(pango_font_description_set_style) \
	X(pango_font_description_set_weight) \
	X(pango_font_map_create_context) \
	X(pango_language_from_string) \
	X(pango_layout_get_iter) \
	X(pango_layout_get_line_count) \
	X(pango_layout_get_unknown_glyphs_count) \
	X(pango_layout_iter_free) \
	X(pango_layout_iter_get_line_extents) \
	X(pango_layout_iter_get_baseline) \
	X(pango_layout_iter_get_line_readonly) \
	X(pango_layout_iter_next_line) \
	X(pango_layout_new) \
	X(pango_layout_set_alignment) \
	X(pango_layout_set_attributes) \
	X(pango_layout_set_auto_dir) \
	X(pango_layout_set_font_description) \
	X(pango_layout_set_text) \
	X(pango_layout_set_width) \
	X(pango_layout_set_wrap)

#define MC_PANGOCAIRO_CALLS(X) \
	X(pango_cairo_context_set_font_options) \
	X(pango_cairo_font_map_new) \
	X(pango_cairo_font_map_set_resolution) \
	X(pango_cairo_show_layout_line)

#define MC_GOBJECT_CALLS(X) X(g_object_unref)

struct mc_canvas_calls {
#define X(name) __typeof__(&(name)) name;
	MC_CAIRO_CALLS(X)
	MC_PANGO_CALLS(X)
	MC_PANGOCAIRO_CALLS(X)
	MC_GOBJECT_CALLS(X)
#undef X
};

struct mc_canvas_kit {
	struct mc_canvas_calls calls;
	PangoFontMap *fonts;
	PangoContext *left, *right; /* for paragraphs from left to right, and from right to left */
};

struct mc_canvas {
	struct mc_canvas_kit *kit;
	enum mc_canvas_kind kind;
	cairo_surface_t *surface;
	cairo_t *cairo;
	struct mc_buf bytes;
	unsigned dpi;
};

/* Appends the picture of a canvas as PNG. */
void mc_canvas_add_png(struct mc_buf *png, const struct mc_canvas *canvas);

/* Points of a millimetre. */
#define MC_CANVAS_POINTS (72.0 / 25.4)

#endif
