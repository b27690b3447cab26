/* SPDX-License-Identifier: MIT */
#include "ext/selector.h"

#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "ext/selector_parts.h"

/* One search. */
struct search {
	const struct mc_html *html;
	uint32_t anchor; /* of the innermost :has() */
	size_t steps;
};

static bool matches_any(struct search *s, const struct mc_selector *selector, uint32_t node);

/* ---- attributes ---- */

static bool is_same(const char *a, const char *b, size_t len, bool ignores_case)
{
	return ignores_case ? !strncasecmp(a, b, len) : !strncmp(a, b, len);
}

static bool has_word(const char *text, const char *word, bool ignores_case)
{
	size_t len = strlen(word);

	while (*text) {
		size_t size = strcspn(text, " \t\n\r\f");

		if (len > 0 && size == len && is_same(text, word, len, ignores_case))
			return true;
		text += size;
		text += strspn(text, " \t\n\r\f");
	}
	return false;
}

static bool contains(const char *text, const char *part, bool ignores_case)
{
	return *part && (ignores_case ? strcasestr(text, part) : strstr(text, part));
}

static bool matches_attribute(const struct mc_simple *simple, const struct mc_html_node *node)
{
	const char *value = mc_html_attribute(node, simple->name);
	bool ignores_case = simple->ignores_case;

	if (!value || !simple->value)
		return value != NULL;
	size_t len = strlen(simple->value);
	size_t size = strlen(value);

	switch (simple->sign) {
	case '=':
		return size == len && is_same(value, simple->value, len, ignores_case);
	case '~':
		return has_word(value, simple->value, ignores_case);
	case '|':
		return is_same(value, simple->value, len, ignores_case) &&
		       (value[len] == '\0' || value[len] == '-');
	case '^':
		return len > 0 && is_same(value, simple->value, len, ignores_case);
	case '$':
		return len > 0 && size >= len &&
		       is_same(value + size - len, simple->value, len, ignores_case);
	default:
		return contains(value, simple->value, ignores_case);
	}
}

/* ---- places ---- */

static const char *type_of(const struct mc_simple *simple, const struct mc_html_node *node)
{
	return simple->is_of_type ? node->name : NULL;
}

/* How many elements of a name (NULL: any) stand before node in its parent, itself counted. */
static uint32_t place_from_start(struct search *s, uint32_t node, const char *name)
{
	uint32_t place = 0;

	if (!name)
		return s->html->nodes[node].place;
	for (; node != 0; node = s->html->nodes[node].previous, s->steps++)
		place += mc_html_is(&s->html->nodes[node], name);
	return place;
}

static uint32_t place_from_end(struct search *s, uint32_t node, const char *name)
{
	const struct mc_html_node *nodes = s->html->nodes;
	uint32_t parent = nodes[node].parent;
	uint32_t place = 0;

	if (!name)
		return nodes[parent].child_count - nodes[node].place + 1;
	for (; node < nodes[parent].end; node = nodes[node].name ? nodes[node].end : node + 1, s->steps++)
		place += mc_html_is(&nodes[node], name);
	return place;
}

static bool matches_nth(struct search *s, const struct mc_simple *simple, uint32_t node)
{
	const char *name = type_of(simple, &s->html->nodes[node]);
	uint32_t place = simple->is_last ? place_from_end(s, node, name) : place_from_start(s, node, name);
	int64_t rest = (int64_t)place - simple->offset;

	if (simple->step == 0)
		return rest == 0;
	return rest % simple->step == 0 && rest / simple->step >= 0;
}

static bool is_only(struct search *s, const struct mc_simple *simple, uint32_t node)
{
	const char *name = type_of(simple, &s->html->nodes[node]);

	return place_from_start(s, node, name) == 1 && place_from_end(s, node, name) == 1;
}

/* Nothing inside but comments. */
static bool is_empty(const struct mc_html *html, uint32_t node)
{
	return html->nodes[node].end == node + 1;
}

/* ---- forms ---- */

static bool is_checked(const struct mc_html_node *node)
{
	if (mc_html_is(node, "option"))
		return mc_html_attribute(node, "selected") != NULL;
	return mc_html_is(node, "input") && mc_html_attribute(node, "checked");
}

static bool is_one_of(const struct mc_html_node *node, const char *const names[])
{
	while (*names && !mc_html_is(node, *names))
		names++;
	return *names != NULL;
}

static bool can_be_disabled(const struct mc_html_node *node)
{
	static const char *const names[] = { "button",	 "input",  "select",   "textarea",
					     "optgroup", "option", "fieldset", NULL };

	return is_one_of(node, names);
}

static bool can_be_required(const struct mc_html_node *node)
{
	static const char *const names[] = { "input", "select", "textarea", NULL };

	return is_one_of(node, names);
}

static bool matches_form(enum mc_simple_kind kind, const struct mc_html_node *node)
{
	bool is_disabled = mc_html_attribute(node, "disabled") != NULL;
	bool is_required = mc_html_attribute(node, "required") != NULL;

	if (kind == MC_SIMPLE_CHECKED)
		return is_checked(node);
	if (kind == MC_SIMPLE_DISABLED || kind == MC_SIMPLE_ENABLED)
		return can_be_disabled(node) && is_disabled == (kind == MC_SIMPLE_DISABLED);
	return can_be_required(node) && is_required == (kind == MC_SIMPLE_REQUIRED);
}

/* ---- one element ---- */

static bool matches_compounds(struct search *s, const struct mc_compound *compound, uint32_t node);

static bool has_in(struct search *s, const struct mc_compound *last, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end && s->steps <= MC_SELECTOR_MAX_STEPS; i++, s->steps++) {
		if (s->html->nodes[i].name && matches_compounds(s, last, i))
			return true;
	}
	return false;
}

static bool has(struct search *s, const struct mc_selector *inner, uint32_t node)
{
	const struct mc_html_node *nodes = s->html->nodes;
	uint32_t outer = s->anchor;
	bool is_found = false;

	s->anchor = node;
	for (; inner && !is_found; inner = inner->next) {
		bool is_inside = inner->leading == ' ' || inner->leading == '>';

		is_found = is_inside ? has_in(s, inner->last, node + 1, nodes[node].end)
				     : has_in(s, inner->last, nodes[node].end, nodes[nodes[node].parent].end);
	}
	s->anchor = outer;
	return is_found;
}

static bool matches_class(const struct mc_simple *simple, const struct mc_html_node *node)
{
	const char *classes = mc_html_attribute(node, "class");

	return classes && has_word(classes, simple->name, false);
}

static bool matches_id(const struct mc_simple *simple, const struct mc_html_node *node)
{
	const char *id = mc_html_attribute(node, "id");

	return id && !strcmp(id, simple->name);
}

/* Looking at an attribute takes as long as the list that it stands in, and as its value: on one element,
 * which a search may come to from each other one, both can be as long as the page. */
static size_t steps_of(const struct mc_simple *simple, const struct mc_html_node *node)
{
	const char *name = simple->kind == MC_SIMPLE_CLASS	 ? "class"
			   : simple->kind == MC_SIMPLE_ATTRIBUTE ? simple->name
								 : NULL;
	const char *value = name ? mc_html_attribute(node, name) : NULL;

	return 1 + node->attribute_count / 16 + (value ? strlen(value) / 4 : 0);
}

static bool matches_simple(struct search *s, const struct mc_simple *simple, uint32_t number)
{
	const struct mc_html_node *node = &s->html->nodes[number];

	s->steps += steps_of(simple, node);
	switch (simple->kind) {
	case MC_SIMPLE_ANY:
		return true;
	case MC_SIMPLE_TYPE:
		return mc_html_is(node, simple->name);
	case MC_SIMPLE_ID:
		return matches_id(simple, node);
	case MC_SIMPLE_CLASS:
		return matches_class(simple, node);
	case MC_SIMPLE_ATTRIBUTE:
		return matches_attribute(simple, node);
	case MC_SIMPLE_NTH:
		return matches_nth(s, simple, number);
	case MC_SIMPLE_ONLY:
		return is_only(s, simple, number);
	case MC_SIMPLE_ROOT:
		return node->parent == 0;
	case MC_SIMPLE_EMPTY:
		return is_empty(s->html, number);
	case MC_SIMPLE_CHECKED:
	case MC_SIMPLE_DISABLED:
	case MC_SIMPLE_ENABLED:
	case MC_SIMPLE_REQUIRED:
	case MC_SIMPLE_OPTIONAL:
		return matches_form(simple->kind, node);
	case MC_SIMPLE_IS:
		return matches_any(s, simple->inner, number);
	case MC_SIMPLE_NOT:
		return !matches_any(s, simple->inner, number);
	case MC_SIMPLE_HAS:
		return has(s, simple->inner, number);
	case MC_SIMPLE_ANCHOR:
		return number == s->anchor;
	}
	return false;
}

/* ---- elements beside and around ---- */

static bool matches_left(struct search *s, const struct mc_compound *compound, uint32_t node)
{
	const struct mc_html_node *nodes = s->html->nodes;
	bool goes_up = compound->combinator == ' ' || compound->combinator == '>';
	bool goes_on = compound->combinator == ' ' || compound->combinator == '~';

	do {
		node = goes_up ? nodes[node].parent : nodes[node].previous;
		s->steps++;
		if (node != 0 && matches_compounds(s, compound->left, node))
			return true;
	} while (goes_on && node != 0 && s->steps <= MC_SELECTOR_MAX_STEPS);
	return false;
}

/* Calls itself once for each element of the selector, whose length is limited. */
static bool matches_compounds(struct search *s, const struct mc_compound *compound, uint32_t node)
{
	for (const struct mc_simple *simple = compound->first; simple; simple = simple->next) {
		if (!matches_simple(s, simple, node))
			return false;
	}
	return !compound->left || matches_left(s, compound, node);
}

static bool matches_any(struct search *s, const struct mc_selector *selector, uint32_t node)
{
	while (selector && !matches_compounds(s, selector->last, node))
		selector = selector->next;
	return selector != NULL;
}

struct mc_err *mc_selector_find(uint32_t **found, size_t *count, struct mc_arena *arena,
				const struct mc_selector *selector, const struct mc_html *html)
{
	struct search s = { .html = html };
	uint32_t *list = mc_arena_alloc(arena, html->count * sizeof(*list));
	size_t len = 0;

	for (uint32_t i = 1; i < html->count; i++) {
		if (html->nodes[i].name && matches_any(&s, selector, i))
			list[len++] = i;
		if (s.steps > MC_SELECTOR_MAX_STEPS)
			return mc_err_new(MC_E_LIMIT, "%s",
					  _("the page is too large for what is looked for in it"));
	}
	*found = list;
	*count = len;
	return NULL;
}
