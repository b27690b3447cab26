/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "ext/canvas_parts.h"
#include "ext/late.h"

static struct mc_err *load(struct mc_canvas_calls *calls)
{
#define X(name) { #name, &calls->name },
	const struct mc_late_call cairo[] = { MC_CAIRO_CALLS(X) };
	const struct mc_late_call pango[] = { MC_PANGO_CALLS(X) };
	const struct mc_late_call pangocairo[] = { MC_PANGOCAIRO_CALLS(X) };
	const struct mc_late_call gobject[] = { MC_GOBJECT_CALLS(X) };
#undef X

	MC_TRY(mc_late_load(MC_CAIRO_SONAME, "libcairo2", cairo, MC_COUNT(cairo)));
	MC_TRY(mc_late_load(MC_PANGO_SONAME, "libpango-1.0-0", pango, MC_COUNT(pango)));
	MC_TRY(mc_late_load(MC_GOBJECT_SONAME, "libglib2.0-0", gobject, MC_COUNT(gobject)));
	return mc_late_load(MC_PANGOCAIRO_SONAME, "libpangocairo-1.0-0", pangocairo, MC_COUNT(pangocairo));
}

/* Letters stand where the font wants them: rounding to dots of a screen tears Arabic words apart in print,
 * and then readers of the PDF find spaces inside. */
static PangoContext *new_context(const struct mc_canvas_kit *kit, PangoDirection direction)
{
	const struct mc_canvas_calls *c = &kit->calls;
	PangoContext *context = c->pango_font_map_create_context(kit->fonts);
	cairo_font_options_t *options = c->cairo_font_options_create();

	c->cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	c->cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	c->cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	c->pango_cairo_context_set_font_options(context, options);
	c->cairo_font_options_destroy(options);
	c->pango_context_set_round_glyph_positions(context, FALSE);
	c->pango_context_set_base_dir(context, direction);
	return context;
}

struct mc_err *mc_canvas_kit_open(struct mc_canvas_kit **kit)
{
	MC_AUTOPTR(mc_canvas_kit) made = mc_alloc_zero(1, sizeof(*made));

	MC_TRY(load(&made->calls));
	made->fonts = made->calls.pango_cairo_font_map_new();
	/* One unit of a context is a point. */
	made->calls.pango_cairo_font_map_set_resolution((PangoCairoFontMap *)(void *)made->fonts, 72);
	made->left = new_context(made, PANGO_DIRECTION_LTR);
	made->right = new_context(made, PANGO_DIRECTION_RTL);
	mc_canvas_kit_language(made, "en");
	*kit = MC_TAKE(made);
	return NULL;
}

void mc_canvas_kit_free(struct mc_canvas_kit *kit)
{
	if (!kit)
		return;
	if (kit->right)
		kit->calls.g_object_unref(kit->right);
	if (kit->left)
		kit->calls.g_object_unref(kit->left);
	if (kit->fonts)
		kit->calls.g_object_unref(kit->fonts);
	free(kit);
}

void mc_canvas_kit_language(struct mc_canvas_kit *kit, const char *lang)
{
	PangoLanguage *language = kit->calls.pango_language_from_string(lang);

	kit->calls.pango_context_set_language(kit->left, language);
	kit->calls.pango_context_set_language(kit->right, language);
}
