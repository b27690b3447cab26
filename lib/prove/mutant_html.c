/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "prove/mutant_parts.h"

enum { MOST_LINES = 6 };

static const char *const void_tags = " area base br col embed hr img input link meta source track wbr ";
static const char *const kept_tags = " html head body !doctype ";

/* Index of the '>' or "/>" that ends the tag at index, or the number of tokens. */
static size_t tag_end(const struct mc_mutation *m, size_t index)
{
	for (size_t i = index; i < m->count && i - index < MC_MUTATION_MOST_TOKENS; i++) {
		if (mc_mutation_in(m, i, " > /> "))
			return i;
	}
	return m->count;
}

/* Index of the "</" that closes the element whose "<" is at index, or the number of tokens. */
static size_t find_closing(const struct mc_mutation *m, size_t index)
{
	struct mc_str name = mc_token_text(m->tokens, m->items[index + 1]);
	size_t depth = 0;

	for (size_t i = index; i + 1 < m->count && i - index < MC_MUTATION_MOST_TOKENS; i++) {
		struct mc_str other = mc_token_text(m->tokens, m->items[i + 1]);
		bool is_same = m->items[i + 1]->kind == MC_TOKEN_WORD && other.len == name.len &&
			       !strncasecmp(other.ptr, name.ptr, name.len);

		if (is_same && mc_mutation_is(m, i, "<"))
			depth++;
		else if (is_same && mc_mutation_is(m, i, "</") && --depth == 0)
			return i;
	}
	return m->count;
}

static void drop_element(const struct mc_mutation *m, size_t index)
{
	bool is_void = mc_mutation_in(m, index + 1, void_tags);
	size_t closing = is_void ? index : find_closing(m, index);
	size_t end = closing < m->count ? tag_end(m, closing) : m->count;

	if (end >= m->count || mc_mutation_in(m, index + 1, kept_tags) ||
	    m->items[end]->line - m->items[index]->line >= MOST_LINES)
		return;
	mc_mutation_put(m, MC_MUTANT_ELEMENT, index, end, "");
}

/* "<h2>…</h2>" becomes "<h3>…</h3>", and an h6 an h5. */
static void change_heading(const struct mc_mutation *m, size_t index)
{
	struct mc_str name = mc_token_text(m->tokens, m->items[index + 1]);
	size_t closing = find_closing(m, index);
	struct mc_arena *arena = &m->mutants->arena;

	if (name.len != 2 || (name.ptr[0] | 0x20) != 'h' || name.ptr[1] < '1' || name.ptr[1] > '6' ||
	    closing >= m->count)
		return;
	int level = name.ptr[1] - '0';
	size_t from = m->items[index + 1]->at + name.len;
	size_t to = m->items[closing + 1]->at;
	char *inside = mc_arena_copy(arena, m->tokens->text + from, to - from);

	level += level < 6 ? 1 : -1;
	if (!memchr(inside, '\0', to - from))
		mc_mutation_put(m, MC_MUTANT_HEADING, index + 1, closing + 1,
				mc_arena_format(arena, "h%d%sh%d", level, inside, level));
}

/* An attribute from its name to its value: last token, or the name itself when it has none. */
static size_t attribute_end(const struct mc_mutation *m, size_t index)
{
	if (!mc_mutation_is(m, index + 1, "="))
		return index;
	if (!mc_mutation_has(m, index + 2, MC_TOKEN_QUOTE))
		return mc_mutation_has(m, index + 2, MC_TOKEN_WORD) ? index + 2 : index;
	size_t close = mc_mutation_has(m, index + 3, MC_TOKEN_STRING) ? index + 4 : index + 3;

	return mc_mutation_has(m, close, MC_TOKEN_QUOTE) ? close : index;
}

static void change_label(const struct mc_mutation *m, size_t index, size_t last)
{
	if (!mc_mutation_is(m, index, "for") || !mc_mutation_has(m, index + 3, MC_TOKEN_STRING) ||
	    last != index + 4)
		return;
	struct mc_str value = mc_token_text(m->tokens, m->items[index + 3]);

	if (!memchr(value.ptr, '\0', value.len))
		mc_mutation_put(m, MC_MUTANT_LABEL, index + 3, index + 3,
				mc_arena_format(&m->mutants->arena, "%.*s-x", (int)value.len, value.ptr));
}

static void change_attributes(const struct mc_mutation *m, size_t index)
{
	size_t end = tag_end(m, index);

	if (mc_mutation_in(m, index + 1, kept_tags))
		return;
	for (size_t i = index + 2; i < end && end < m->count; i++) {
		if (m->items[i]->kind != MC_TOKEN_WORD)
			continue;
		size_t last = attribute_end(m, i);

		if (last >= end)
			return;
		mc_mutation_cut(m, MC_MUTANT_ATTRIBUTE, i, last);
		change_label(m, i, last);
		i = last;
	}
}

void mc_mutate_html(const struct mc_mutation *m)
{
	for (size_t i = 0; i < m->count; i++) {
		if (m->items[i]->kind == MC_TOKEN_TEXT)
			mc_mutation_put(m, MC_MUTANT_TEXT, i, i, "");
		if (!mc_mutation_is(m, i, "<") || !mc_mutation_has(m, i + 1, MC_TOKEN_WORD))
			continue;
		drop_element(m, i);
		change_heading(m, i);
		change_attributes(m, i);
	}
}

/* ---- style sheets ---- */

/* Where the selector of the block at index begins: behind the last '}', '{' or ';'. */
static size_t selector_start(const struct mc_mutation *m, size_t index)
{
	size_t start = index;

	while (start > 0 && index - start < MC_MUTATION_MOST_TOKENS &&
	       !mc_mutation_in(m, start - 1, " } { ; "))
		start--;
	while (start < index && m->items[start]->kind == MC_TOKEN_LINE)
		start++;
	return start;
}

static void drop_declarations(const struct mc_mutation *m, size_t open, size_t close)
{
	size_t first = open + 1;

	for (size_t i = open + 1; i <= close; i++) {
		if (m->items[i]->kind == MC_TOKEN_LINE && first == i) {
			first++;
		} else if (mc_mutation_is(m, i, ";") || i == close) {
			size_t last = mc_mutation_is(m, i, ";") ? i : i - 1;

			while (last > first && m->items[last]->kind == MC_TOKEN_LINE)
				last--;
			if (first < last)
				mc_mutation_put(m, MC_MUTANT_DECLARATION, first, last, "");
			first = i + 1;
		}
	}
}

void mc_mutate_css(const struct mc_mutation *m)
{
	for (size_t i = 0; i < m->count; i++) {
		size_t close = mc_mutation_is(m, i, "{") ? mc_mutation_close(m, i) : m->count;

		if (close >= m->count)
			continue;
		size_t start = selector_start(m, i);

		if (m->items[close]->line - m->items[start]->line < 2 * MOST_LINES)
			mc_mutation_put(m, MC_MUTANT_RULE, start, close, "");
		bool has_blocks = false;

		for (size_t k = i + 1; k < close; k++)
			has_blocks |= mc_mutation_is(m, k, "{");
		if (!has_blocks)
			drop_declarations(m, i, close);
	}
}
