/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "prove/mutant_parts.h"

/* Conditions, results and statements of Python, whose lines are its statements. */

enum { MOST_LINES = 4 };

static const char *const starters =
	" def class if for while return import from with try except else elif finally global nonlocal "
	"pass lambda async await yield print_function match case @ ";

/* Index of the last token of the logical line, whose brackets join lines; the number of tokens when it is
 * far. */
static size_t line_end(const struct mc_mutation *m, size_t index)
{
	size_t depth = 0;

	for (size_t i = index; i < m->count && i - index < MC_MUTATION_MOST_TOKENS; i++) {
		if (mc_mutation_in(m, i, " ( [ { "))
			depth++;
		else if (mc_mutation_in(m, i, " ) ] } ") && depth > 0)
			depth--;
		else if (depth == 0 && (m->items[i]->kind == MC_TOKEN_LINE || mc_mutation_is(m, i, ";")))
			return i > index ? i - 1 : m->count;
		if (i + 1 == m->count)
			return i;
	}
	return m->count;
}

static bool has_sign(const struct mc_mutation *m, size_t first, size_t last, const char *list)
{
	for (size_t i = first; i <= last; i++) {
		if (mc_mutation_in(m, i, list))
			return true;
	}
	return false;
}

static bool is_short(const struct mc_mutation *m, size_t first, size_t last)
{
	return m->items[last]->line - m->items[first]->line < MOST_LINES;
}

static void drop_statement(const struct mc_mutation *m, size_t index)
{
	if (!mc_mutation_has(m, index, MC_TOKEN_WORD) || mc_mutation_in(m, index, starters))
		return;
	size_t last = line_end(m, index);
	bool is_jump = mc_mutation_in(m, index, " break continue raise assert del ");

	if (last >= m->count || !is_short(m, index, last))
		return;
	if (is_jump || has_sign(m, index, last, " = += -= *= /= ( "))
		mc_mutation_put(m, MC_MUTANT_STATEMENT, index, last, "pass");
}

static void change_return(const struct mc_mutation *m, size_t index)
{
	size_t first = index + 1;

	if (!mc_mutation_is(m, index, "return") || first >= m->count ||
	    m->items[first]->kind == MC_TOKEN_LINE)
		return;
	size_t last = line_end(m, first);

	if (last >= m->count || (first == last && mc_mutation_in(m, first, " True False ")))
		return;
	mc_mutation_put(m, MC_MUTANT_RETURN, first, last,
			first == last && mc_mutation_is(m, first, "None") ? "0" : "None");
}

/* Index of the ':' that ends the condition from index on, or the number of tokens. */
static size_t colon(const struct mc_mutation *m, size_t index)
{
	size_t depth = 0;

	for (size_t i = index; i < m->count && i - index < MC_MUTATION_MOST_TOKENS; i++) {
		if (mc_mutation_in(m, i, " ( [ { "))
			depth++;
		else if (mc_mutation_in(m, i, " ) ] } ") && depth > 0)
			depth--;
		else if (depth == 0 && mc_mutation_is(m, i, ":"))
			return i;
		else if (depth == 0 && m->items[i]->kind == MC_TOKEN_LINE)
			break;
	}
	return m->count;
}

static void fix_condition(const struct mc_mutation *m, size_t index)
{
	bool is_while = mc_mutation_is(m, index, "while");
	size_t first = index + 1;

	if (!is_while && !mc_mutation_in(m, index, " if elif "))
		return;
	size_t end = colon(m, first);

	/* Whether a file is run or imported is no question of the exercise. */
	if (end >= m->count || end == first || mc_mutation_is(m, first, "__name__"))
		return;
	mc_mutation_put(m, MC_MUTANT_CONDITION, first, end - 1, "False");
	if (!is_while)
		mc_mutation_put(m, MC_MUTANT_CONDITION, first, end - 1, "True");
}

void mc_mutate_python(const struct mc_mutation *m)
{
	size_t depth = 0;

	for (size_t i = 0; i < m->count; i++) {
		if (depth == 0 && mc_mutation_starts_line(m, i)) {
			drop_statement(m, i);
			fix_condition(m, i);
		}
		change_return(m, i);
		if (mc_mutation_in(m, i, " ( [ { "))
			depth++;
		else if (mc_mutation_in(m, i, " ) ] } ") && depth > 0)
			depth--;
	}
}
