/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the canonical form, as each language, and a program to the search for pieces that it
 * shares with itself: lines stay inside, and all of it is found. */
#include "similar/canon.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "similar/match.h"
#include "similar/prints.h"
#include "similar/tile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void tile(const struct mc_canon *canon)
{
	MC_AUTO(mc_prints) prints = MC_PRINTS_INIT;
	MC_AUTO(mc_prints) given = MC_PRINTS_INIT;
	MC_AUTO(mc_tiles) tiles = MC_TILES_INIT;
	bool *none = mc_alloc_zero(canon->count + 1, sizeof(*none));
	size_t covered = 0;

	assert(mc_prints_add(&prints, canon, 0, &given) == canon->count);
	mc_prints_sort(&prints);
	mc_tile(&tiles, canon, none, canon, none, &prints, 1);
	for (size_t i = 0; i < tiles.count; i++)
		covered += tiles.items[i].tokens;
	assert(covered <= canon->count);
	free(none);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	/* The first byte chooses, so that seeds say which language they are. */
	enum mc_language language = (enum mc_language)(len ? data[0] % (MC_LANGUAGE_HTML + 1) : 0);
	size_t text_len = len ? len - 1 : 0;
	MC_AUTOTEXT text = mc_alloc(text_len ? text_len : 1);
	MC_AUTO(mc_canon) canon = MC_CANON_INIT;
	size_t lines = 1;

	memcpy(text, len ? (const char *)data + 1 : "", text_len);
	for (size_t i = 0; i < text_len; i++)
		lines += text[i] == '\n';
	mc_canon_add(&canon, language, text, text_len);
	for (size_t i = 0; i < canon.count; i++)
		assert(canon.items[i].line >= 1 && canon.items[i].line <= lines && canon.items[i].code);
	tile(&canon);
	return 0;
}
