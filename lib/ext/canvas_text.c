/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "ext/canvas_parts.h"
#include "ext/unicode.h"

/*
 * Lines stand on baselines at even distances that come from the size of the letters and not from the heights
 * that fonts claim: those of Arabic fonts are so large that a line of it would push all others away.  Only
 * what is really drawn makes more room.
 */

/* Of a line without unusual letters, in parts of the size. */
#define ASCENT 0.78
#define DESCENT 0.24

struct mc_canvas_text {
	const struct mc_canvas_kit *kit;
	PangoLayout *layout;
	double ascent, step; /* in points */
};

static void set_attributes(const struct mc_canvas_text *text, const struct mc_canvas_saying *saying)
{
	const struct mc_canvas_calls *c = &text->kit->calls;
	PangoAttrList *attributes = c->pango_attr_list_new();

	/* Readers of PDF take ligatures for one letter or lose them; Arabic is not written without. */
	if (!mc_unicode_has_rtl(saying->text, strlen(saying->text))) {
		int room = (int)lround(saying->font.tracking * saying->font.size_pt * PANGO_SCALE);

		c->pango_attr_list_insert(attributes, c->pango_attr_font_features_new("liga=0"));
		if (room != 0)
			c->pango_attr_list_insert(attributes, c->pango_attr_letter_spacing_new(room));
	}
	c->pango_layout_set_attributes(text->layout, attributes);
	c->pango_attr_list_unref(attributes);
}

/* Latin, Greek and Cyrillic lean; for other scripts, whose letters would only be pushed over, nobody drew
 * leaning ones. */
static bool can_lean(const char *text)
{
	size_t left = strlen(text);
	uint32_t character = 0;

	for (size_t len = 1; left > 0 && len > 0; text += len, left -= len) {
		len = mc_utf8_decode(&character, text, left);
		if (len > 0 && character >= 0x530 && (character < 0x1E00 || character > 0x2BFF))
			return false;
	}
	return true;
}

static void set_font(const struct mc_canvas_text *text, const struct mc_canvas_saying *saying)
{
	const struct mc_canvas_font *font = &saying->font;
	bool is_italic = font->is_italic && can_lean(saying->text);

	const struct mc_canvas_calls *c = &text->kit->calls;
	PangoFontDescription *description = c->pango_font_description_new();

	c->pango_font_description_set_family(description, font->families);
	c->pango_font_description_set_size(description, (gint)lround(font->size_pt * PANGO_SCALE));
	c->pango_font_description_set_weight(description,
					     font->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	c->pango_font_description_set_style(description, is_italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
	c->pango_layout_set_font_description(text->layout, description);
	c->pango_font_description_free(description);
}

static PangoAlignment alignment(enum mc_canvas_align align)
{
	if (align == MC_CANVAS_CENTRE)
		return PANGO_ALIGN_CENTER;
	return align == MC_CANVAS_RIGHT ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

/* What the lines take, in points. */
struct extent {
	double first_ascent, last_descent, step, width, left;
};

static struct extent extent_of(const struct mc_canvas_text *text, const struct mc_canvas_font *font)
{
	const struct mc_canvas_calls *c = &text->kit->calls;
	struct extent extent = { ASCENT * font->size_pt, 0, font->leading * font->size_pt, 0, INFINITY };
	PangoLayoutIter *line = c->pango_layout_get_iter(text->layout);
	double below = 0;
	bool is_first = true;

	do {
		PangoRectangle ink, logical;
		double baseline = c->pango_layout_iter_get_baseline(line);

		c->pango_layout_iter_get_line_extents(line, &ink, &logical);
		double above = (baseline - ink.y) / PANGO_SCALE;

		if (is_first)
			extent.first_ascent = fmax(extent.first_ascent, above);
		else
			extent.step = fmax(extent.step, above + below);
		below = fmax(0, (ink.y + ink.height - baseline) / PANGO_SCALE);
		extent.width = fmax(extent.width, (double)logical.width / PANGO_SCALE);
		extent.left = fmin(extent.left, (double)logical.x / PANGO_SCALE);
		is_first = false;
	} while (c->pango_layout_iter_next_line(line));
	extent.last_descent = fmax(DESCENT * font->size_pt, below);
	c->pango_layout_iter_free(line);
	return extent;
}

static void measure(struct mc_canvas_room *room, struct mc_canvas_text *text,
		    const struct mc_canvas_font *font)
{
	const struct mc_canvas_calls *c = &text->kit->calls;
	struct extent extent = extent_of(text, font);
	int lines = c->pango_layout_get_line_count(text->layout);

	text->ascent = extent.first_ascent;
	text->step = extent.step;
	room->line_count = (unsigned)lines;
	room->width_mm = extent.width / MC_CANVAS_POINTS;
	room->height_mm =
		(extent.first_ascent + (lines - 1) * extent.step + extent.last_descent) / MC_CANVAS_POINTS;
	room->ascent_mm = extent.first_ascent / MC_CANVAS_POINTS;
	room->descent_mm = extent.last_descent / MC_CANVAS_POINTS;
	room->left_mm = extent.left / MC_CANVAS_POINTS;
	room->step_mm = extent.step / MC_CANVAS_POINTS;
	room->missing = (unsigned)c->pango_layout_get_unknown_glyphs_count(text->layout);
}

struct mc_canvas_text *mc_canvas_text_new(struct mc_canvas_room *room, struct mc_canvas_kit *kit,
					  const struct mc_canvas_saying *saying)
{
	const struct mc_canvas_calls *c = &kit->calls;
	struct mc_canvas_text *text = mc_alloc_zero(1, sizeof(*text));
	bool is_valid = mc_utf8_is_valid(saying->text, strlen(saying->text));

	text->kit = kit;
	text->layout = c->pango_layout_new(saying->is_rtl ? kit->right : kit->left);
	c->pango_layout_set_auto_dir(text->layout, FALSE);
	set_font(text, saying);
	set_attributes(text, saying);
	if (saying->width_mm > 0)
		c->pango_layout_set_width(text->layout,
					  (int)lround(saying->width_mm * MC_CANVAS_POINTS * PANGO_SCALE));
	c->pango_layout_set_wrap(text->layout, saying->breaks_words ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
	c->pango_layout_set_alignment(text->layout, alignment(saying->align));
	c->pango_layout_set_text(text->layout, is_valid ? saying->text : "", -1);
	measure(room, text, &saying->font);
	if (!is_valid)
		room->missing = 1;
	return text;
}

void mc_canvas_text_free(struct mc_canvas_text *text)
{
	if (!text)
		return;
	text->kit->calls.g_object_unref(text->layout);
	free(text);
}

void mc_canvas_text_draw(struct mc_canvas *canvas, const struct mc_canvas_text *text, unsigned first,
			 unsigned count, double x, double y, struct mc_canvas_colour colour)
{
	const struct mc_canvas_calls *c = &canvas->kit->calls;
	PangoLayoutIter *line = c->pango_layout_get_iter(text->layout);
	double baseline = y * MC_CANVAS_POINTS + text->ascent;
	unsigned number = 0;

	c->cairo_set_source_rgb(canvas->cairo, colour.red, colour.green, colour.blue);
	do {
		PangoRectangle logical;

		if (number++ < first)
			continue;
		c->pango_layout_iter_get_line_extents(line, NULL, &logical);
		c->cairo_move_to(canvas->cairo, x * MC_CANVAS_POINTS + (double)logical.x / PANGO_SCALE,
				 baseline);
		c->pango_cairo_show_layout_line(canvas->cairo, c->pango_layout_iter_get_line_readonly(line));
		baseline += text->step;
	} while (c->pango_layout_iter_next_line(line) && number < first + count);
	c->pango_layout_iter_free(line);
}
