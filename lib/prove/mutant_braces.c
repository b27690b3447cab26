/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "prove/mutant_parts.h"

/* Conditions, results and statements of languages whose blocks stand between braces. */

enum { MOST_LINES = 4 };

/* Words that start something which cannot be left out, or whose parts are looked at by themselves. */
static const char *const starters = " if else for while do return switch case default const let var int char "
				    "long short unsigned signed float double "
				    "void struct union enum typedef static extern import export function "
				    "class try catch finally goto using "
				    "package public private protected abstract final bool size_t async "
				    "interface type func go defer select "
				    "namespace template auto string boolean byte sizeof new await yield "
				    "volatile register inline module require ";

static bool ends_line(const struct mc_mutation *m, size_t index)
{
	return index >= m->count || m->items[index]->kind == MC_TOKEN_LINE;
}

static size_t next_filled(const struct mc_mutation *m, size_t index)
{
	while (index < m->count && m->items[index]->kind == MC_TOKEN_LINE)
		index++;
	return index;
}

/*
 * In a script a line end ends a statement unless an operator goes on with it: before it, or before next, the
 * next token that is no line end.
 */
static bool goes_on(const struct mc_mutation *m, size_t index, size_t next)
{
	return mc_mutation_in(m, next, " . ?. ? : + - * / % && || ?? , ) ] = == === < > ") ||
	       (index > 0 &&
		mc_mutation_in(m, index - 1, " . ?. ? : + - * / % && || ?? , = => == === < > ( [ { += -= "));
}

/*
 * Index of the last token of what starts at index, before ';' or, in a script or Go, the line's end; the
 * number of tokens when no end is near.
 */
static size_t statement_end(const struct mc_mutation *m, size_t index)
{
	bool has_lines = m->language == MC_LANGUAGE_SCRIPT || m->language == MC_LANGUAGE_GO;
	size_t depth = 0;

	for (size_t i = index; i < m->count && i - index < MC_MUTATION_MOST_TOKENS; i++) {
		if (mc_mutation_in(m, i, " ( [ { ${ "))
			depth++;
		else if (mc_mutation_in(m, i, " ) ] } ") && depth-- == 0)
			return has_lines && i > index ? i - 1 : m->count;
		else if (depth == 0 && mc_mutation_is(m, i, ";"))
			return i > index ? i - 1 : m->count;
		else if (depth == 0 && has_lines && i > index && ends_line(m, i)) {
			size_t next = next_filled(m, i);

			if (!goes_on(m, i, next))
				return i - 1;
			/* However many empty lines there are, each is looked at once. */
			i = next - 1;
		}
	}
	return m->count;
}

/* "{ a; b }": behind one of these a statement starts. */
static bool starts_statement(const struct mc_mutation *m, size_t index)
{
	size_t before = index;

	while (before > 0 && m->items[before - 1]->kind == MC_TOKEN_LINE)
		before--;
	if (before == 0)
		return true;
	bool is_new_line = before < index;

	if (mc_mutation_in(m, before - 1, " ; { } "))
		return true;
	if (mc_mutation_in(m, before - 1, " ) else : "))
		return is_new_line;
	return is_new_line && m->language == MC_LANGUAGE_SCRIPT && !goes_on(m, before, index);
}

/* "FILE *f", "int n" and "name: value" declare; "a * b;" nobody writes. */
static bool is_declaration(const struct mc_mutation *m, size_t index)
{
	bool is_named = mc_mutation_has(m, index + 1, MC_TOKEN_WORD);
	bool is_pointed = mc_mutation_is(m, index + 1, "*") && mc_mutation_has(m, index + 2, MC_TOKEN_WORD);

	return mc_mutation_in(m, index, starters) || mc_mutation_is(m, index + 1, ":") ||
	       mc_mutation_is(m, index + 1, ":=") || (is_pointed && m->language == MC_LANGUAGE_C) ||
	       (is_named && !mc_mutation_in(m, index, " throw delete "));
}

static bool is_short(const struct mc_mutation *m, size_t first, size_t last)
{
	return m->items[last]->line - m->items[first]->line < MOST_LINES;
}

static void drop_statement(const struct mc_mutation *m, size_t index)
{
	bool is_sign = mc_mutation_in(m, index, " ++ -- * ");

	if ((!is_sign && !mc_mutation_has(m, index, MC_TOKEN_WORD)) || !starts_statement(m, index) ||
	    is_declaration(m, index))
		return;
	size_t last = statement_end(m, index);

	/* A lone word is a label or a macro. */
	bool is_jump = mc_mutation_in(m, index, " break continue ");

	if (last < m->count && (last > index || is_jump) && is_short(m, index, last) &&
	    !(mc_mutation_is(m, last, "{") || mc_mutation_is(m, index + 1, "{")))
		mc_mutation_put(m, MC_MUTANT_STATEMENT, index, last,
				mc_mutation_is(m, last + 1, ";") ? "" : ";");
}

static const char *nothing_of(const struct mc_mutation *m, size_t first, size_t last)
{
	struct mc_str text = mc_token_text(m->tokens, m->items[first]);
	bool is_zero =
		first == last && text.len > 0 && text.ptr[0] == '0' && strspn(text.ptr, "0.") >= text.len;
	bool is_null = first == last && mc_mutation_is(m, first, "null");

	switch (m->language) {
	case MC_LANGUAGE_C:
		return is_zero ? "1" : "0";
	case MC_LANGUAGE_SCRIPT:
		return is_null ? "0" : "null";
	case MC_LANGUAGE_JAVA:
	case MC_LANGUAGE_GO:
	case MC_LANGUAGE_CSS:
	case MC_LANGUAGE_PYTHON:
	case MC_LANGUAGE_SHELL:
	case MC_LANGUAGE_SQL:
	case MC_LANGUAGE_HTML:
	case MC_LANGUAGE_OTHER:
		break;
	}
	return NULL;
}

/* The types of Java and Go are not known here, so their results are left to the other faults. */
static void change_return(const struct mc_mutation *m, size_t index)
{
	size_t first = index + 1;

	if (!mc_mutation_is(m, index, "return") || first >= m->count || mc_mutation_is(m, first, ";") ||
	    ends_line(m, first))
		return;
	size_t last = statement_end(m, first);
	bool is_truth = first == last && mc_mutation_in(m, first, " true false ");
	const char *nothing = last < m->count ? nothing_of(m, first, last) : NULL;

	if (nothing && !is_truth)
		mc_mutation_put(m, MC_MUTANT_RETURN, first, last, nothing);
}

static void fix_condition(const struct mc_mutation *m, size_t index)
{
	bool is_while = mc_mutation_is(m, index, "while");
	bool is_c = m->language == MC_LANGUAGE_C;

	if ((!is_while && !mc_mutation_is(m, index, "if")) || !mc_mutation_is(m, index + 1, "("))
		return;
	size_t close = mc_mutation_close(m, index + 1);

	if (close >= m->count || close < index + 3)
		return;
	mc_mutation_put(m, MC_MUTANT_CONDITION, index + 2, close - 1, is_c ? "0" : "false");
	/* A loop without end is found by any test. */
	if (!is_while)
		mc_mutation_put(m, MC_MUTANT_CONDITION, index + 2, close - 1, is_c ? "1" : "true");
}

void mc_mutate_braces(const struct mc_mutation *m)
{
	for (size_t i = 0; i < m->count; i++) {
		/* Lines of the preprocessor are no statements. */
		if (m->language == MC_LANGUAGE_C && mc_mutation_is(m, i, "#") &&
		    mc_mutation_starts_line(m, i)) {
			while (i < m->count && m->items[i]->kind != MC_TOKEN_LINE)
				i++;
			continue;
		}
		drop_statement(m, i);
		change_return(m, i);
		fix_condition(m, i);
	}
}
