/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "printed/design_parts.h"

static const char *const kinds[] = {
#define X(constant, name) [constant] = (name),
	MC_DESIGN_ORNAMENTS(X)
#undef X
};

static const char *const things[] = {
#define X(constant, name, is_text) [constant] = (name),
	MC_DESIGN_THINGS(X)
#undef X
};

static const bool texts[] = {
#define X(constant, name, is_text) [constant] = (is_text),
	MC_DESIGN_THINGS(X)
#undef X
};

static const char *const aligns[] = { "start", "centre", "end" };
static const char *const valigns[] = { "top", "middle", "bottom" };

#define BIT(kind) (1u << (kind))
#define NUMBER(name, type, member, least, most, in) \
	{ \
		.key = (name), .want = MC_STRICT_NUMBER, .offset = offsetof(struct type, member), \
		.min = (least), .max = (most), .kinds = (in) \
	}
#define COUNTED(name, type, member, least, most, in) \
	{ \
		.key = (name), .want = MC_STRICT_COUNT, .offset = offsetof(struct type, member), \
		.min = (least), .max = (most), .kinds = (in) \
	}
#define CHOICE(name, type, member, list, in) \
	{ \
		.key = (name), .want = MC_STRICT_CHOICE, .offset = offsetof(struct type, member), \
		.names = (list), .name_count = MC_COUNT(list), .kinds = (in) \
	}
#define BOOLEAN(name, type, member, in) \
	{ \
		.key = (name), .want = MC_STRICT_BOOL, .offset = offsetof(struct type, member), \
		.kinds = (in) \
	}
#define OTHER(name, needed, in) \
	{ \
		.key = (name), .want = MC_STRICT_ANY, .is_required = (needed), .kinds = (in) \
	}

/* A list of count objects at most; its room comes from the arena. */
static struct mc_err *start_list(void **items, const struct mc_strict *strict,
				 const struct mc_json_node *array, size_t size)
{
	MC_TRY(mc_strict_type(strict, array, MC_JSON_ARRAY));
	size_t count = mc_json_count(array);

	if (count > MC_DESIGN_MAX)
		return mc_strict_error(strict, array, _("more than %d of them"), MC_DESIGN_MAX);
	*items = mc_arena_alloc(strict->arena, (count + 1) * size);
	return NULL;
}

/* Which of names the member key of an object is: decides what else may stand there. */
static struct mc_err *read_kind(unsigned *kind, const struct mc_strict *strict,
				const struct mc_json_node *object, const char *key, const char *const names[],
				size_t count)
{
	const struct mc_json_node *node = NULL;
	const struct mc_strict_field field = {
		.key = key, .want = MC_STRICT_CHOICE, .names = names, .name_count = count
	};

	MC_TRY(mc_strict_type(strict, object, MC_JSON_OBJECT));
	MC_TRY(mc_strict_need(&node, strict, object, key));
	return mc_strict_choice(kind, strict, node, &field);
}

/* ---- ornaments ---- */

#define WOVEN (BIT(MC_DESIGN_GUILLOCHE) | BIT(MC_DESIGN_ROSETTE))
#define LINED \
	(WOVEN | BIT(MC_DESIGN_BORDER) | BIT(MC_DESIGN_LINES) | BIT(MC_DESIGN_STARS) | BIT(MC_DESIGN_CORNERS))
#define O mc_design_ornament
static const struct mc_strict_field ornament_fields[] = {
	OTHER("kind", true, 0),
	NUMBER("x", O, x, -300, 600, 0),
	NUMBER("y", O, y, -300, 600, 0),
	NUMBER("width", O, width, 0, 600, ~BIT(MC_DESIGN_ROSETTE)),
	NUMBER("height", O, height, 0, 600, ~BIT(MC_DESIGN_ROSETTE)),
	NUMBER("radius", O, radius, 0, 300, BIT(MC_DESIGN_ROSETTE)),
	NUMBER("thickness", O, thickness, 0.05, 20, LINED),
	NUMBER("depth", O, depth, 0.5, 100, WOVEN | BIT(MC_DESIGN_STARS) | BIT(MC_DESIGN_CORNERS)),
	COUNTED("strands", O, strands, 1, 40, WOVEN),
	COUNTED("waves", O, waves, 2, 80, WOVEN),
	CHOICE("colour", O, role, mc_design_roles, 0),
	CHOICE("on", O, on, mc_design_roles, 0),
	NUMBER("tint", O, tint, 0, 1, 0),
	BOOLEAN("kept", O, is_kept, 0),
};

struct mc_err *mc_design_read_ornaments(struct mc_design_ornaments *ornaments, const struct mc_strict *strict,
					const struct mc_json_node *array)
{
	void *items = NULL;

	MC_TRY(start_list(&items, strict, array, sizeof(*ornaments->items)));
	ornaments->items = items;
	for (const struct mc_json_node *node = mc_json_first(array); node; node = mc_json_next(node)) {
		struct mc_design_ornament *ornament = &ornaments->items[ornaments->count++];
		unsigned kind = 0;

		*ornament = (struct mc_design_ornament){ .thickness = 0.3,
							 .depth = 6,
							 .radius = 20,
							 .strands = 6,
							 .waves = 24,
							 .role = MC_DESIGN_COLOUR,
							 .on = MC_DESIGN_PAPER,
							 .tint = 1 };
		MC_TRY(read_kind(&kind, strict, node, "kind", kinds, MC_COUNT(kinds)));
		MC_TRY(mc_strict_read(ornament, strict, node, ornament_fields, MC_COUNT(ornament_fields),
				      BIT(kind)));
		ornament->kind = kind;
	}
	return NULL;
}

/* ---- blocks ---- */

#define SIZED (BIT(MC_DESIGN_LOGO) | BIT(MC_DESIGN_PARTNER_LOGO) | BIT(MC_DESIGN_QR) | BIT(MC_DESIGN_RULE))
#define LABELLED (BIT(MC_DESIGN_FACTS) | BIT(MC_DESIGN_SIGNATURES))
#define TEXTS (BIT(MC_DESIGN_LOGO) - 1)
#define I mc_design_item
static const struct mc_strict_field item_fields[] = {
	OTHER("put", true, 0),
	OTHER("style", true, TEXTS | LABELLED),
	OTHER("label", true, LABELLED),
	NUMBER("before", I, before, 0, 100, 0),
	NUMBER("width", I, width, 1, 300, SIZED | BIT(MC_DESIGN_SIGNATURES)),
	NUMBER("height", I, height, 0.05, 100, SIZED | BIT(MC_DESIGN_SIGNATURES)),
	COUNTED("lines", I, lines, 1, 20, TEXTS),
	BOOLEAN("list", I, is_list, BIT(MC_DESIGN_FACTS)),
	BOOLEAN("tile", I, has_tile, BIT(MC_DESIGN_QR)),
	CHOICE("colour", I, role, mc_design_roles, BIT(MC_DESIGN_RULE)),
};

static const struct mc_strict_field block_fields[] = {
	NUMBER("x", mc_design_block, x, 0, 297, 0),
	NUMBER("y", mc_design_block, y, 0, 297, 0),
	NUMBER("width", mc_design_block, width, 5, 297, 0),
	NUMBER("height", mc_design_block, height, 3, 297, 0),
	CHOICE("align", mc_design_block, align, aligns, 0),
	CHOICE("valign", mc_design_block, valign, valigns, 0),
	COUNTED("language", mc_design_block, language, 1, 2, 0),
	OTHER("items", true, 0),
};

static struct mc_err *read_item(struct mc_design_item *item, const struct mc_design *design,
				const struct mc_strict *strict, const struct mc_json_node *node)
{
	unsigned thing = 0;

	*item = (struct mc_design_item){ .width = 20, .height = 12, .lines = 1, .role = MC_DESIGN_ACCENT };
	MC_TRY(read_kind(&thing, strict, node, "put", things, MC_COUNT(things)));
	MC_TRY(mc_strict_read(item, strict, node, item_fields, MC_COUNT(item_fields), BIT(thing)));
	item->thing = thing;
	if (texts[thing] || (LABELLED & BIT(thing)) != 0)
		MC_TRY(mc_design_find_style(&item->style, design, strict, mc_json_find(node, "style")));
	if ((LABELLED & BIT(thing)) != 0)
		MC_TRY(mc_design_find_style(&item->label, design, strict, mc_json_find(node, "label")));
	return NULL;
}

static struct mc_err *read_items(struct mc_design_block *block, const struct mc_design *design,
				 const struct mc_strict *strict, const struct mc_json_node *array)
{
	void *items = NULL;

	MC_TRY(start_list(&items, strict, array, sizeof(*block->items)));
	block->items = items;
	for (const struct mc_json_node *node = mc_json_first(array); node; node = mc_json_next(node))
		MC_TRY(read_item(&block->items[block->item_count++], design, strict, node));
	return NULL;
}

/* Half a tenth of a millimetre is no overlap. */
#define SLACK 0.05

static bool is_overlap(const struct mc_design_block *a, const struct mc_design_block *b)
{
	return a->x + a->width > b->x + SLACK && b->x + b->width > a->x + SLACK &&
	       a->y + a->height > b->y + SLACK && b->y + b->height > a->y + SLACK;
}

static struct mc_err *check_place(const struct mc_design_blocks *blocks, const struct mc_design *design,
				  const struct mc_strict *strict, const struct mc_json_node *node)
{
	const struct mc_design_block *block = &blocks->items[blocks->count - 1];

	if (block->x + block->width > design->width + SLACK ||
	    block->y + block->height > design->height + SLACK)
		return mc_strict_error(strict, node, _("the block leaves the page, which has %g by %g mm"),
				       design->width, design->height);
	for (size_t i = 0; i + 1 < blocks->count; i++) {
		if (is_overlap(block, &blocks->items[i]))
			return mc_strict_error(strict, node,
					       _("the block overlaps block %zu, counted from 0"), i);
	}
	return NULL;
}

struct mc_err *mc_design_read_blocks(struct mc_design_blocks *blocks, const struct mc_design *design,
				     const struct mc_strict *strict, const struct mc_json_node *array)
{
	void *items = NULL;

	MC_TRY(start_list(&items, strict, array, sizeof(*blocks->items)));
	blocks->items = items;
	for (const struct mc_json_node *node = mc_json_first(array); node; node = mc_json_next(node)) {
		struct mc_design_block *block = &blocks->items[blocks->count++];

		*block = (struct mc_design_block){ .width = 10, .height = 10, .language = 1 };
		MC_TRY(mc_strict_read(block, strict, node, block_fields, MC_COUNT(block_fields), 0));
		MC_TRY(read_items(block, design, strict, mc_json_find(node, "items")));
		MC_TRY(check_place(blocks, design, strict, node));
	}
	return NULL;
}

/* ---- pages of running text ---- */

static const char *const orientations[] = { "portrait", "landscape" };
static const char *const text_names[] = {
#define X(constant, name) name,
	MC_DESIGN_TEXTS(X)
#undef X
};

struct further {
	struct mc_design_further values;
	unsigned orientation;
};

static const struct mc_strict_field further_fields[] = {
	CHOICE("orientation", further, orientation, orientations, 0),
	NUMBER("top", further, values.margin_top, 5, 60, 0),
	NUMBER("bottom", further, values.margin_bottom, 12, 60, 0),
	NUMBER("side", further, values.margin_side, 5, 60, 0),
	COUNTED("columns", further, values.columns, 1, 2, 0),
	NUMBER("gap", further, values.gap, 2, 40, 0),
	OTHER("ornaments", true, 0),
	OTHER("styles", true, 0),
};

static struct mc_err *read_texts(struct mc_design_further *further, const struct mc_design *design,
				 const struct mc_strict *strict, const struct mc_json_node *object)
{
	struct mc_strict_field fields[MC_DESIGN_TEXT_COUNT];

	for (size_t i = 0; i < MC_DESIGN_TEXT_COUNT; i++)
		fields[i] = (struct mc_strict_field)OTHER(text_names[i], true, 0);
	MC_TRY(mc_strict_read(further, strict, object, fields, MC_COUNT(fields), 0));
	for (size_t i = 0; i < MC_DESIGN_TEXT_COUNT; i++)
		MC_TRY(mc_design_find_style(&further->texts[i], design, strict,
					    mc_json_find(object, text_names[i])));
	return NULL;
}

struct mc_err *mc_design_read_further(struct mc_design_further *further, const struct mc_design *design,
				      const struct mc_strict *strict, const struct mc_json_node *object)
{
	struct further read = { .values = { .margin_top = 22,
					    .margin_bottom = 24,
					    .margin_side = 22,
					    .columns = 1,
					    .gap = 10 } };

	MC_TRY(mc_strict_read(&read, strict, object, further_fields, MC_COUNT(further_fields), 0));
	*further = read.values;
	further->is_landscape = read.orientation == 1;
	MC_TRY(mc_design_read_ornaments(&further->ornaments, strict, mc_json_find(object, "ornaments")));
	return read_texts(further, design, strict, mc_json_find(object, "styles"));
}
