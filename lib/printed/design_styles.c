/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "printed/design_parts.h"

const char *const mc_design_roles[MC_DESIGN_ROLE_COUNT] = {
#define X(constant, name) [constant] = (name),
	MC_DESIGN_ROLES(X)
#undef X
};

#define AT(member) offsetof(struct mc_design_style, member)
static const struct mc_strict_field style_fields[] = {
	{ .key = "font", .want = MC_STRICT_ANY, .is_required = true },
	{ .key = "size",
	  .want = MC_STRICT_NUMBER,
	  .offset = AT(font.size_pt),
	  .min = 4,
	  .max = 100,
	  .is_required = true },
	{ .key = "smallest", .want = MC_STRICT_NUMBER, .offset = AT(smallest_pt), .min = 4, .max = 100 },
	{ .key = "bold", .want = MC_STRICT_BOOL, .offset = AT(font.is_bold) },
	{ .key = "italic", .want = MC_STRICT_BOOL, .offset = AT(font.is_italic) },
	{ .key = "tracking", .want = MC_STRICT_NUMBER, .offset = AT(font.tracking), .min = -0.1, .max = 1 },
	{ .key = "leading", .want = MC_STRICT_NUMBER, .offset = AT(font.leading), .min = 0.9, .max = 3 },
	{ .key = "colour",
	  .want = MC_STRICT_CHOICE,
	  .offset = AT(role),
	  .names = mc_design_roles,
	  .name_count = MC_DESIGN_ROLE_COUNT },
	{ .key = "on",
	  .want = MC_STRICT_CHOICE,
	  .offset = AT(on),
	  .names = mc_design_roles,
	  .name_count = MC_DESIGN_ROLE_COUNT },
};

static struct mc_err *read_style(struct mc_design_style *style, const struct mc_strict *strict,
				 const struct mc_json_node *node, const struct mc_json_node *fonts)
{
	*style = (struct mc_design_style){
		.name = mc_arena_strdup(strict->arena, mc_json_key_of(node)),
		.font = { .leading = 1.3 },
		.role = MC_DESIGN_INK,
		.on = MC_DESIGN_PAPER,
	};
	MC_TRY(mc_strict_read(style, strict, node, style_fields, MC_COUNT(style_fields), 0));
	if (style->smallest_pt <= 0)
		style->smallest_pt = style->font.size_pt * 0.7;
	if (style->smallest_pt > style->font.size_pt)
		return mc_strict_error(strict, mc_json_find(node, "smallest"),
				       _("the smallest size is more than the size"));
	const struct mc_json_node *name = mc_json_find(node, "font");

	MC_TRY(mc_strict_type(strict, name, MC_JSON_TEXT));
	const char *families = mc_json_as_text(mc_json_find(fonts, mc_json_as_text(name)));

	if (!families || !*families)
		return mc_strict_error(strict, name, _("there is no font '%s' in \"fonts\""),
				       mc_json_as_text(name));
	style->font.families = mc_arena_strdup(strict->arena, families);
	return NULL;
}

struct mc_err *mc_design_read_styles(struct mc_design *design, const struct mc_strict *strict,
				     const struct mc_json_node *styles, const struct mc_json_node *fonts)
{
	MC_TRY(mc_strict_type(strict, fonts, MC_JSON_OBJECT));
	for (const struct mc_json_node *node = mc_json_first(fonts); node; node = mc_json_next(node))
		MC_TRY(mc_strict_type(strict, node, MC_JSON_TEXT));
	MC_TRY(mc_strict_type(strict, styles, MC_JSON_OBJECT));
	size_t count = mc_json_count(styles);

	if (count > MC_DESIGN_MAX)
		return mc_strict_error(strict, styles, _("more than %d of them"), MC_DESIGN_MAX);
	design->styles = mc_arena_alloc(strict->arena, (count + 1) * sizeof(*design->styles));
	for (const struct mc_json_node *node = mc_json_first(styles); node; node = mc_json_next(node))
		MC_TRY(read_style(&design->styles[design->style_count++], strict, node, fonts));
	return NULL;
}

struct mc_err *mc_design_find_style(const struct mc_design_style **style, const struct mc_design *design,
				    const struct mc_strict *strict, const struct mc_json_node *node)
{
	const char *names[MC_DESIGN_MAX];

	MC_TRY(mc_strict_type(strict, node, MC_JSON_TEXT));
	const char *name = mc_json_as_text(node);

	for (size_t i = 0; i < design->style_count; i++) {
		names[i] = design->styles[i].name;
		if (!strcmp(names[i], name)) {
			*style = &design->styles[i];
			return NULL;
		}
	}
	const char *nearest = mc_str_nearest(name, names, design->style_count);
	struct mc_err *err = mc_strict_error(strict, node, _("there is no style '%s' in \"styles\""), name);

	return nearest ? mc_err_hint(err, _("did you mean '%s'?"), nearest) : err;
}

/* ---- colours ---- */

/* Source: WCAG 2.2, "relative luminance". */
static double linear(double part)
{
	return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(struct mc_canvas_colour colour)
{
	return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

double mc_design_contrast(struct mc_canvas_colour a, struct mc_canvas_colour b)
{
	double first = luminance(a), second = luminance(b);

	return (fmax(first, second) + 0.05) / (fmin(first, second) + 0.05);
}

static struct mc_canvas_colour mix(struct mc_canvas_colour a, struct mc_canvas_colour b, double part_of_b)
{
	return (struct mc_canvas_colour){ a.red + (b.red - a.red) * part_of_b,
					  a.green + (b.green - a.green) * part_of_b,
					  a.blue + (b.blue - a.blue) * part_of_b };
}

struct mc_canvas_colour mc_design_tint(const struct mc_design *design, unsigned role, unsigned on,
				       double tint)
{
	return mix(design->colours[on], design->colours[role], tint);
}

struct mc_canvas_colour mc_design_text_colour(const struct mc_design *design,
					      const struct mc_design_style *style)
{
	const struct mc_canvas_colour black = { 0, 0, 0 }, white = { 1, 1, 1 };
	struct mc_canvas_colour colour = design->colours[style->role], behind = design->colours[style->on];
	bool is_dark = mc_design_contrast(behind, white) >= mc_design_contrast(behind, black);

	for (int tenths = 1; tenths <= 10 && mc_design_contrast(colour, behind) < 4.5; tenths++)
		colour = mix(design->colours[style->role], is_dark ? white : black, tenths / 10.0);
	return colour;
}
