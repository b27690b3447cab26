/* SPDX-License-Identifier: MIT */
#include "grade/page_rules.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "course/spec.h"

enum { VALUE_BYTES = 40 };

/* A page being looked at, and where the fault goes. */
struct look {
	struct mc_reason *reason;
	struct mc_arena *arena;
	const struct mc_html *html;
};

const char *mc_page_excerpt(struct mc_arena *arena, const struct mc_html_node *node)
{
	static const char *const telling[] = { "id", "name", "src", "href", "type", "class" };

	for (size_t i = 0; i < MC_COUNT(telling); i++) {
		const char *value = mc_html_attribute(node, telling[i]);

		if (value)
			return mc_arena_format(arena, "<%s %s=\"%.*s\">", node->name, telling[i],
					       (int)mc_utf8_cut(value, strlen(value), VALUE_BYTES), value);
	}
	return mc_arena_format(arena, "<%s>", node->name);
}

static bool found(struct look *look, enum mc_page_fault_kind kind, uint32_t line, const char *detail,
		  int64_t got)
{
	look->reason->code = MC_REASON_PAGE_RULE;
	look->reason->subject = mc_page_fault_name(kind);
	look->reason->detail = detail;
	look->reason->got = got;
	look->reason->line = line;
	return false;
}

static bool found_at(struct look *look, enum mc_page_fault_kind kind, uint32_t node)
{
	const struct mc_html_node *nodes = look->html->nodes;

	return found(look, kind, nodes[node].line, mc_page_excerpt(look->arena, &nodes[node]), 0);
}

static bool has_text(const char *text)
{
	return text && text[strspn(text, " \t\n\r\f")] != '\0';
}

/* The first element called name, or 0. */
static uint32_t find_element(const struct mc_html *html, const char *name)
{
	for (uint32_t i = 1; i < html->count; i++) {
		if (mc_html_is(&html->nodes[i], name))
			return i;
	}
	return 0;
}

static bool is_one_of(const char *text, const char *const words[])
{
	while (*words && strcasecmp(*words, text) != 0)
		words++;
	return *words != NULL;
}

/* ---- the whole page ---- */

static bool has_valid_structure(struct look *look)
{
	static const enum mc_page_fault_kind kinds[] = { [MC_HTML_MISPLACED] = MC_FAULT_MISPLACED,
							 [MC_HTML_UNCLOSED] = MC_FAULT_UNCLOSED,
							 [MC_HTML_NO_DOCTYPE] = MC_FAULT_DOCTYPE };
	const struct mc_html_fault *fault = look->html->faults;

	if (look->html->fault_count == 0)
		return true;
	return found(look, kinds[fault->kind], fault->line, mc_arena_strdup(look->arena, fault->excerpt),
		     (int64_t)look->html->fault_count);
}

static bool has_title(struct look *look)
{
	const struct mc_html *html = look->html;
	uint32_t title = find_element(html, "title");
	bool is_in_head = title && mc_html_is(&html->nodes[html->nodes[title].parent], "head");

	return (is_in_head && html->nodes[title].has_text) ||
	       found(look, MC_FAULT_TITLE, title ? html->nodes[title].line : 0, NULL, 0);
}

static bool has_language(struct look *look)
{
	uint32_t root = find_element(look->html, "html");
	const struct mc_html_node *node = &look->html->nodes[root];
	const char *lang = mc_html_attribute(node, "lang");

	if (!has_text(lang))
		return found(look, MC_FAULT_LANGUAGE, node->line, NULL, 0);
	MC_AUTOTEXT lower = strdup(lang);

	for (size_t i = 0; lower && lower[i] && lower[i] != '-'; i++)
		lower[i] |= 0x20;
	return (lower && mc_spec_is_lang(lower)) ||
	       found(look, MC_FAULT_BAD_LANGUAGE, node->line, mc_arena_strdup(look->arena, lang), 0);
}

static int heading_level(const struct mc_html_node *node)
{
	const char *name = node->name;
	bool is_heading = name && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2];

	return is_heading ? name[1] - '0' : 0;
}

static bool has_heading_order(struct look *look)
{
	int before = 0;

	for (uint32_t i = 1; i < look->html->count; i++) {
		int level = heading_level(&look->html->nodes[i]);

		if (level == 0)
			continue;
		if (before == 0 && level != 1)
			return found_at(look, MC_FAULT_HEADING_FIRST, i);
		if (before > 0 && level == 1)
			return found_at(look, MC_FAULT_HEADING_TWICE, i);
		if (level > before + 1) {
			(void)found_at(look, MC_FAULT_HEADING_SKIPPED, i);
			look->reason->got = before;
			return false;
		}
		before = level;
	}
	return before > 0 || found(look, MC_FAULT_HEADING, 0, NULL, 0);
}

/* ---- names ---- */

/* A value of an attribute and the node that has it. */
struct named {
	const char *name;
	uint32_t node;
};

static int by_name(const void *a, const void *b)
{
	const struct named *one = a, *two = b;
	int order = strcmp(one->name, two->name);

	return order ? order : (one->node > two->node) - (one->node < two->node);
}

static int by_name_alone(const void *a, const void *b)
{
	const struct named *one = a, *two = b;

	return strcmp(one->name, two->name);
}

/* All elements with an attribute (of one name, or NULL: any), sorted by its value; in the arena. */
static size_t collect(struct named **list, struct look *look, const char *element, const char *attribute)
{
	const struct mc_html *html = look->html;
	size_t count = 0;

	*list = mc_arena_alloc(look->arena, html->count * sizeof(**list));
	for (uint32_t i = 1; i < html->count; i++) {
		const char *value =
			html->nodes[i].name ? mc_html_attribute(&html->nodes[i], attribute) : NULL;

		if (value && (!element || mc_html_is(&html->nodes[i], element)))
			(*list)[count++] = (struct named){ value, i };
	}
	qsort(*list, count, sizeof(**list), by_name);
	return count;
}

static const struct named *lookup(const struct named *list, size_t count, const char *name)
{
	const struct named wanted = { name, 0 };

	return bsearch(&wanted, list, count, sizeof(*list), by_name_alone);
}

static bool has_unique_ids(struct look *look)
{
	struct named *ids;
	size_t count = collect(&ids, look, NULL, "id");
	size_t worst = 0;

	for (size_t i = 1; i < count; i++) {
		if (!strcmp(ids[i].name, ids[i - 1].name) && (!worst || ids[i].node < ids[worst].node))
			worst = i;
	}
	return !worst || found(look, MC_FAULT_SAME_ID, look->html->nodes[ids[worst].node].line,
			       mc_arena_strdup(look->arena, ids[worst].name),
			       look->html->nodes[ids[worst - 1].node].line);
}

/* ---- forms, images, links ---- */

/* Labels and ids of a page, sorted. */
struct labels {
	struct named *targets;
	size_t target_count;
	struct named *ids;
	size_t id_count;
};

static bool needs_label(const struct mc_html_node *node)
{
	static const char *const no_input[] = { "hidden", "submit", "reset", "button", "image", NULL };
	const char *type = mc_html_attribute(node, "type");

	if (mc_html_is(node, "input"))
		return !type || !is_one_of(type, no_input);
	return mc_html_is(node, "select") || mc_html_is(node, "textarea");
}

static bool is_inside_label(const struct mc_html *html, uint32_t node)
{
	for (node = html->nodes[node].parent; node != 0; node = html->nodes[node].parent) {
		if (mc_html_is(&html->nodes[node], "label"))
			return html->nodes[node].has_text;
	}
	return false;
}

static bool is_labelled(const struct look *look, const struct labels *labels, uint32_t node)
{
	const struct mc_html *html = look->html;
	const char *id = mc_html_attribute(&html->nodes[node], "id");
	const char *by = mc_html_attribute(&html->nodes[node], "aria-labelledby");
	const struct named *label = id ? lookup(labels->targets, labels->target_count, id) : NULL;

	if (has_text(mc_html_attribute(&html->nodes[node], "aria-label")))
		return true;
	if (label && html->nodes[label->node].has_text)
		return true;
	label = by ? lookup(labels->ids, labels->id_count, by) : NULL;
	return (label && html->nodes[label->node].has_text) || is_inside_label(html, node);
}

static bool has_labelled_inputs(struct look *look)
{
	struct labels labels;

	labels.target_count = collect(&labels.targets, look, "label", "for");
	labels.id_count = collect(&labels.ids, look, NULL, "id");
	for (uint32_t i = 1; i < look->html->count; i++) {
		if (needs_label(&look->html->nodes[i]) && !is_labelled(look, &labels, i))
			return found_at(look, MC_FAULT_LABEL, i);
	}
	return true;
}

/* An empty text is right for an image that only decorates. */
static bool has_alt_texts(struct look *look)
{
	for (uint32_t i = 1; i < look->html->count; i++) {
		const struct mc_html_node *node = &look->html->nodes[i];

		if (mc_html_is(node, "img") && !mc_html_attribute(node, "alt"))
			return found_at(look, MC_FAULT_ALT, i);
	}
	return true;
}

static bool has_image_text(const struct mc_html *html, uint32_t node)
{
	for (uint32_t i = node + 1; i < html->nodes[node].end; i++) {
		if (mc_html_is(&html->nodes[i], "img") && has_text(mc_html_attribute(&html->nodes[i], "alt")))
			return true;
	}
	return false;
}

static bool has_link_texts(struct look *look)
{
	for (uint32_t i = 1; i < look->html->count; i++) {
		const struct mc_html_node *node = &look->html->nodes[i];

		if (!mc_html_is(node, "a") || !mc_html_attribute(node, "href"))
			continue;
		if (!node->has_text && !has_text(mc_html_attribute(node, "aria-label")) &&
		    !has_image_text(look->html, i))
			return found_at(look, MC_FAULT_LINK, i);
	}
	return true;
}

bool mc_page_rule_holds(struct mc_reason *reason, struct mc_arena *arena, enum mc_page_rule rule,
			const struct mc_html *html)
{
	static bool (*const rules[])(struct look *) = {
		[MC_PAGE_VALID_STRUCTURE] = has_valid_structure,
		[MC_PAGE_TITLE] = has_title,
		[MC_PAGE_LANGUAGE] = has_language,
		[MC_PAGE_HEADING_ORDER] = has_heading_order,
		[MC_PAGE_UNIQUE_IDS] = has_unique_ids,
		[MC_PAGE_LABELLED_INPUTS] = has_labelled_inputs,
		[MC_PAGE_IMAGES_HAVE_ALT] = has_alt_texts,
		[MC_PAGE_LINKS_HAVE_TEXT] = has_link_texts,
	};
	struct look look = { reason, arena, html };

	return rules[rule](&look);
}
