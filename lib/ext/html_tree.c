/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/pack.h"
#include "ext/html.h"

void mc_html_release(struct mc_html *html)
{
	mc_arena_release(&html->arena);
	*html = (struct mc_html)MC_HTML_INIT;
}

/* ---- text ---- */

static bool is_space(char byte)
{
	return byte && strchr(" \t\n\r\f", byte);
}

static bool is_no_text(const struct mc_html_node *node)
{
	return mc_html_is(node, "script") || mc_html_is(node, "style") || mc_html_is(node, "template");
}

static bool is_blank(const struct mc_html_node *node)
{
	size_t at = 0;

	while (at < node->text.len && is_space(node->text.ptr[at]))
		at++;
	return at == node->text.len;
}

/* Tells all elements around a piece of text that they have some: once for each, so that a question about
 * thousands of elements inside each other costs nothing. */
static void spread_text(struct mc_html *html)
{
	struct mc_html_node *nodes = html->nodes;

	for (uint32_t i = 1; i < html->count; i++) {
		bool goes_on = !nodes[i].name && !is_blank(&nodes[i]);

		for (uint32_t at = nodes[i].parent; goes_on && !nodes[at].has_text; at = nodes[at].parent) {
			nodes[at].has_text = true;
			goes_on = at != 0 && !is_no_text(&nodes[at]);
		}
	}
}

/* ---- what came from the child ---- */

struct reader {
	struct mc_arena *arena;
	struct mc_unpack unpack;
};

static uint32_t take_number(struct reader *reader)
{
	return (uint32_t)mc_unpack_up_to(&reader->unpack, UINT32_MAX);
}

static void take_attributes(struct reader *reader, struct mc_html_node *node)
{
	uint32_t count = (uint32_t)mc_unpack_count(&reader->unpack, 2 * (sizeof(uint64_t) + 1));
	struct mc_html_attribute *attributes =
		mc_arena_alloc(reader->arena, (count + 1) * sizeof(*attributes));

	for (uint32_t i = 0; i < count; i++) {
		attributes[i].name = mc_unpack_text(&reader->unpack).ptr;
		attributes[i].value = mc_unpack_text(&reader->unpack).ptr;
	}
	node->attributes = attributes;
	node->attribute_count = count;
}

static void take_node(struct reader *reader, struct mc_html_node *node)
{
	node->parent = take_number(reader);
	bool is_element = take_number(reader) != 0;

	node->line = take_number(reader);
	if (!is_element) {
		node->text = mc_unpack_text(&reader->unpack);
		return;
	}
	node->name = mc_unpack_text(&reader->unpack).ptr;
	take_attributes(reader, node);
}

/* Puts node i where its parent says, and ends what ended before it; false when no document could be so. */
static bool link_node(struct mc_html *html, uint32_t i)
{
	struct mc_html_node *nodes = html->nodes;
	uint32_t open = i - 1;

	while (open != nodes[i].parent && open != 0) {
		nodes[open].end = i;
		open = nodes[open].parent;
	}
	return open == nodes[i].parent && nodes[open].name != NULL;
}

static void number_elements(struct mc_html *html, uint32_t *last_child)
{
	for (uint32_t i = 1; i < html->count; i++) {
		struct mc_html_node *node = &html->nodes[i];

		if (!node->name)
			continue;
		node->place = ++html->nodes[node->parent].child_count;
		node->previous = last_child[node->parent];
		last_child[node->parent] = i;
	}
}

static bool take_nodes(struct reader *reader, struct mc_html *html)
{
	html->count = mc_unpack_count(&reader->unpack, 4 * sizeof(uint64_t)) + 1;
	html->nodes = mc_arena_alloc(reader->arena, html->count * sizeof(*html->nodes));
	html->nodes[0].name = "";
	for (uint32_t i = 1; i < html->count; i++) {
		take_node(reader, &html->nodes[i]);
		if (reader->unpack.is_bad || !link_node(html, i))
			return false;
	}
	for (uint32_t i = 0; i < html->count; i++) {
		if (html->nodes[i].end == 0)
			html->nodes[i].end = (uint32_t)html->count;
	}
	number_elements(html, mc_arena_alloc(reader->arena, html->count * sizeof(uint32_t)));
	spread_text(html);
	return !reader->unpack.is_bad;
}

static int by_line(const void *a, const void *b)
{
	const struct mc_html_fault *one = a, *two = b;

	return (one->line > two->line) - (one->line < two->line);
}

static void take_faults(struct reader *reader, struct mc_html *html)
{
	html->fault_count = mc_unpack_count(&reader->unpack, 3 * sizeof(uint64_t) + 1);
	html->faults = mc_arena_alloc(reader->arena, (html->fault_count + 1) * sizeof(*html->faults));
	for (size_t i = 0; i < html->fault_count; i++) {
		html->faults[i].line = take_number(reader);
		html->faults[i].kind =
			(enum mc_html_fault_kind)mc_unpack_up_to(&reader->unpack, MC_HTML_NO_DOCTYPE);
		html->faults[i].excerpt = mc_unpack_text(&reader->unpack).ptr;
	}
	qsort(html->faults, html->fault_count, sizeof(*html->faults), by_line);
}

bool mc_html_unpack(struct mc_html *html, struct mc_str packed)
{
	MC_AUTO(mc_html) made = MC_HTML_INIT;
	struct reader reader = { .arena = &made.arena,
				 .unpack.rest = { mc_arena_copy(&made.arena, packed.ptr, packed.len),
						  packed.len } };

	if (!take_nodes(&reader, &made))
		return false;
	take_faults(&reader, &made);
	if (reader.unpack.is_bad || reader.unpack.rest.len > 0)
		return false;
	*html = made;
	made = (struct mc_html)MC_HTML_INIT;
	return true;
}

/* ---- asking ---- */

const char *mc_html_attribute(const struct mc_html_node *node, const char *name)
{
	for (uint32_t i = 0; i < node->attribute_count; i++) {
		if (!strcmp(node->attributes[i].name, name))
			return node->attributes[i].value;
	}
	return NULL;
}

bool mc_html_is(const struct mc_html_node *node, const char *name)
{
	return node->name && !strcmp(node->name, name);
}

/* Elements that begin a line of their own: a word does not run from one into the next. */
static bool is_block(const struct mc_html_node *node)
{
	static const char *const blocks[] = {
		"br",	 "p",	 "div",	   "li",      "ul",	 "ol",	       "dl",   "dt",	 "dd",
		"tr",	 "td",	 "th",	   "table",   "h1",	 "h2",	       "h3",   "h4",	 "h5",
		"h6",	 "hr",	 "pre",	   "section", "article", "header",     "main", "footer", "nav",
		"aside", "form", "option", "figure",  "address", "blockquote",
	};

	for (size_t i = 0; node->name && i < MC_COUNT(blocks); i++) {
		if (!strcmp(node->name, blocks[i]))
			return true;
	}
	return false;
}

void mc_html_inner_text(struct mc_buf *out, const struct mc_html *html, uint32_t node)
{
	size_t start = out->len;
	bool is_blank = false;

	for (uint32_t i = node + 1; i < html->nodes[node].end; i++) {
		const struct mc_html_node *part = &html->nodes[i];

		if (is_no_text(part))
			i = part->end - 1;
		is_blank |= is_block(part);
		for (size_t k = 0; !part->name && k < part->text.len; k++) {
			if (is_space(part->text.ptr[k])) {
				is_blank = true;
				continue;
			}
			if (is_blank && out->len > start)
				mc_buf_addc(out, ' ');
			is_blank = false;
			mc_buf_addc(out, part->text.ptr[k]);
		}
	}
}
