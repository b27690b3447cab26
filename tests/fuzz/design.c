/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of design.json; what it takes can be drawn. */
#include <assert.h>
#include <stdint.h>

#include "printed/decor.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check_blocks(const struct mc_design_blocks *blocks, const struct mc_design *design)
{
	assert(blocks->count <= MC_DESIGN_MAX);
	for (size_t i = 0; i < blocks->count; i++) {
		const struct mc_design_block *block = &blocks->items[i];

		assert(block->x >= 0 && block->y >= 0 && block->x + block->width <= design->width + 0.1 &&
		       block->y + block->height <= design->height + 0.1);
		assert(block->language == 1 || block->language == 2);
		for (size_t k = 0; k < block->item_count; k++)
			assert(block->items[k].thing < MC_DESIGN_THING_COUNT);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	MC_AUTOPTR(mc_design) design = NULL;
	MC_AUTOPTR(mc_err) err = mc_design_parse(&design, "d", len ? (const char *)data : "", len);
	MC_AUTO(mc_decor) decor = MC_DECOR_INIT;

	assert(!err == (design != NULL));
	if (!design)
		return 0;
	check_blocks(&design->one, design);
	check_blocks(&design->two, design);
	for (size_t i = 0; i < design->style_count; i++)
		assert(mc_design_contrast(mc_design_text_colour(design, &design->styles[i]),
					  design->colours[design->styles[i].on]) >= 4.4);
	mc_decor_make(&decor, design, &design->ornaments, design->width, true);
	return 0;
}
