/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "prove/mutant_parts.h"

enum { MOST_DIGITS = 9, MOST_WORD = 40 };

void mc_mutation_put(const struct mc_mutation *mutation, enum mc_mutant_kind kind, size_t first, size_t last,
		     const char *put)
{
	mc_mutation_add(mutation, kind, mutation->items[first]->at,
			mutation->items[last]->at + mutation->items[last]->len, put);
}

void mc_mutation_cut(const struct mc_mutation *mutation, enum mc_mutant_kind kind, size_t first, size_t last)
{
	const char *text = mutation->tokens->text;
	size_t start = mutation->items[first]->at;

	while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '\t'))
		start--;
	mc_mutation_add(mutation, kind, start, mutation->items[last]->at + mutation->items[last]->len, "");
}

bool mc_mutation_has(const struct mc_mutation *mutation, size_t index, enum mc_token_kind kind)
{
	return index < mutation->count && mutation->items[index]->kind == kind;
}

bool mc_mutation_is(const struct mc_mutation *mutation, size_t index, const char *text)
{
	return (mc_mutation_has(mutation, index, MC_TOKEN_SIGN) ||
		mc_mutation_has(mutation, index, MC_TOKEN_WORD) ||
		mc_mutation_has(mutation, index, MC_TOKEN_NUMBER)) &&
	       mc_token_is(mutation->tokens, mutation->items[index], text);
}

bool mc_mutation_in(const struct mc_mutation *mutation, size_t index, const char *list)
{
	char word[MOST_WORD + 3] = " ";

	if (!mc_mutation_has(mutation, index, MC_TOKEN_SIGN) &&
	    !mc_mutation_has(mutation, index, MC_TOKEN_WORD))
		return false;
	struct mc_str text = mc_token_text(mutation->tokens, mutation->items[index]);

	if (text.len > MOST_WORD || memchr(text.ptr, '\0', text.len))
		return false;
	memcpy(word + 1, text.ptr, text.len);
	memcpy(word + 1 + text.len, " ", 2);
	return mutation->language == MC_LANGUAGE_SQL || mutation->language == MC_LANGUAGE_HTML
		       ? strcasestr(list, word) != NULL
		       : strstr(list, word) != NULL;
}

size_t mc_mutation_close(const struct mc_mutation *mutation, size_t index)
{
	size_t depth = 0;

	for (size_t i = index; i < mutation->count && i - index < MC_MUTATION_MOST_TOKENS; i++) {
		if (mc_mutation_in(mutation, i, " ( [ { ${ $( (( $(( "))
			depth++;
		else if (mc_mutation_in(mutation, i, " ) ] } )) ") && --depth == 0)
			return i;
	}
	return mutation->count;
}

bool mc_mutation_starts_line(const struct mc_mutation *mutation, size_t index)
{
	return index == 0 || mutation->items[index - 1]->kind == MC_TOKEN_LINE;
}

const char *mc_mutation_step(const struct mc_mutation *mutation, size_t index, int step)
{
	struct mc_str text = mc_token_text(mutation->tokens, mutation->items[index]);
	size_t digits = 0;
	long long value = 0;

	for (; digits < text.len && digits <= MOST_DIGITS && isdigit((unsigned char)text.ptr[digits]);
	     digits++)
		value = value * 10 + (text.ptr[digits] - '0');
	/* An "0x1f", a "010" and a year of long digits are left alone. */
	if (digits == 0 || digits > MOST_DIGITS || (digits > 1 && text.ptr[0] == '0') ||
	    (digits < text.len && strchr("xXbBoO_eE", text.ptr[digits])))
		return NULL;
	return mc_arena_format(&mutation->mutants->arena, "%lld%.*s", value + step, (int)(text.len - digits),
			       text.ptr + digits);
}
