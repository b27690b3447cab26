/* SPDX-License-Identifier: MIT */
/* Reads any text as a CSS selector and looks for it in a page. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "ext/selector.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static const char page[] =
	"<!doctype html><html lang=en><title>T</title><ul id=a class='b c'><li>1<li x=y>2"
	"<li>3</ul><form><input required><select><option selected>o</select></form><p>e</p>";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_html) html = MC_HTML_INIT;
	const char *text = mc_arena_copy(&arena, data, len);
	const struct mc_selector *selector = NULL;
	struct mc_err *err = mc_selector_parse(&selector, &arena, text);
	uint32_t *found = NULL;
	size_t count = 0;

	assert(!err == (selector != NULL));
	if (!err)
		err = mc_html_read_here(&html, page, strlen(page));
	if (!err)
		err = mc_selector_find(&found, &count, &arena, selector, &html);
	for (size_t i = 0; !err && i < count; i++)
		assert(found[i] < html.count && html.nodes[found[i]].name && (!i || found[i - 1] < found[i]));
	mc_err_drop(err);
	return 0;
}
