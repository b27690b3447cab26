/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of pages, and to the reader of what its child process answers; checks what
 * every tree must be. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "ext/html.h"
#include "grade/page_rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check_tree(const struct mc_html *html)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	assert(html->count > 0 && html->nodes[0].end == html->count);
	for (uint32_t i = 1; i < html->count; i++) {
		const struct mc_html_node *node = &html->nodes[i];
		const struct mc_html_node *parent = &html->nodes[node->parent];

		assert(node->parent < i && parent->name && parent->end >= node->end && node->end > i);
		assert(node->previous < i && node->end <= html->count);
		assert(!node->name || (node->place >= 1 && node->place <= parent->child_count));
	}
	mc_html_inner_text(&text, html, 0);
	for (size_t i = 0; i <= MC_PAGE_LINKS_HAVE_TEXT; i++) {
		struct mc_reason reason = { .code = MC_REASON_NONE };

		assert(mc_page_rule_holds(&reason, &arena, (enum mc_page_rule)i, html) ==
		       (reason.code == MC_REASON_NONE));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *bytes = len ? (const char *)data : "";
	MC_AUTO(mc_html) html = MC_HTML_INIT;
	MC_AUTO(mc_html) damaged = MC_HTML_INIT;
	struct mc_err *err = mc_html_read_here(&html, bytes, len);

	assert(!err || err->code == MC_E_LIMIT);
	if (!err)
		check_tree(&html);
	mc_err_drop(err);
	if (mc_html_unpack(&damaged, (struct mc_str){ bytes, len }))
		check_tree(&damaged);
	return 0;
}
