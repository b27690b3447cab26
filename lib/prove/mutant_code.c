/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "prove/mutant_parts.h"

/* Operators and numbers, texts and well-known functions, of all languages that calculate with signs. */

#define BIT(language) (1u << (unsigned)MC_LANGUAGE_##language)
#define BRACES (BIT(C) | BIT(SCRIPT) | BIT(JAVA) | BIT(GO))
#define ALL (BRACES | BIT(PYTHON))

/* One thing for another; is_binary: only between two values, as '-' and '*' are also signs of one. */
static const struct swap {
	unsigned languages;
	enum mc_mutant_kind kind;
	bool is_binary;
	const char *from;
	const char *to;
} swaps[] = {
	{ ALL, MC_MUTANT_COMPARISON, true, "<", "<=" },
	{ ALL, MC_MUTANT_COMPARISON, true, "<=", "<" },
	{ ALL, MC_MUTANT_COMPARISON, true, ">", ">=" },
	{ ALL, MC_MUTANT_COMPARISON, true, ">=", ">" },
	{ ALL, MC_MUTANT_COMPARISON, true, "==", "!=" },
	{ ALL, MC_MUTANT_COMPARISON, true, "!=", "==" },
	{ BIT(SCRIPT), MC_MUTANT_COMPARISON, true, "===", "!==" },
	{ BIT(SCRIPT), MC_MUTANT_COMPARISON, true, "!==", "===" },
	{ BRACES, MC_MUTANT_LOGIC, true, "&&", "||" },
	{ BRACES, MC_MUTANT_LOGIC, true, "||", "&&" },
	{ BIT(SCRIPT), MC_MUTANT_LOGIC, true, "??", "&&" },
	{ BIT(PYTHON), MC_MUTANT_LOGIC, false, "and", "or" },
	{ BIT(PYTHON), MC_MUTANT_LOGIC, false, "or", "and" },
	{ ALL, MC_MUTANT_LOGIC, false, "true", "false" },
	{ ALL, MC_MUTANT_LOGIC, false, "false", "true" },
	{ BIT(PYTHON), MC_MUTANT_LOGIC, false, "True", "False" },
	{ BIT(PYTHON), MC_MUTANT_LOGIC, false, "False", "True" },
	{ ALL, MC_MUTANT_ARITHMETIC, true, "+", "-" },
	{ ALL, MC_MUTANT_ARITHMETIC, true, "-", "+" },
	{ ALL, MC_MUTANT_ARITHMETIC, true, "*", "/" },
	{ ALL, MC_MUTANT_ARITHMETIC, true, "/", "*" },
	{ ALL, MC_MUTANT_ARITHMETIC, true, "%", "*" },
	{ BIT(PYTHON), MC_MUTANT_ARITHMETIC, true, "//", "/" },
	{ BIT(PYTHON) | BIT(SCRIPT), MC_MUTANT_ARITHMETIC, true, "**", "*" },
	{ BRACES, MC_MUTANT_ARITHMETIC, false, "++", "--" },
	{ BRACES, MC_MUTANT_ARITHMETIC, false, "--", "++" },
	{ ALL, MC_MUTANT_ARITHMETIC, true, "+=", "-=" },
	{ ALL, MC_MUTANT_ARITHMETIC, true, "-=", "+=" },
	{ ALL, MC_MUTANT_ARITHMETIC, true, "*=", "/=" },
	{ ALL, MC_MUTANT_ARITHMETIC, true, "/=", "*=" },
	{ BRACES, MC_MUTANT_ARITHMETIC, true, "<<", ">>" },
	{ BRACES, MC_MUTANT_ARITHMETIC, true, ">>", "<<" },
	{ ALL, MC_MUTANT_FUNCTION, false, "min", "max" },
	{ ALL, MC_MUTANT_FUNCTION, false, "max", "min" },
	{ BIT(SCRIPT) | BIT(C), MC_MUTANT_FUNCTION, false, "floor", "ceil" },
	{ BIT(SCRIPT) | BIT(C), MC_MUTANT_FUNCTION, false, "ceil", "floor" },
	{ BIT(SCRIPT) | BIT(C), MC_MUTANT_FUNCTION, false, "round", "floor" },
	{ BIT(SCRIPT) | BIT(JAVA), MC_MUTANT_FUNCTION, false, "toLowerCase", "toUpperCase" },
	{ BIT(SCRIPT) | BIT(JAVA), MC_MUTANT_FUNCTION, false, "toUpperCase", "toLowerCase" },
	{ BIT(SCRIPT), MC_MUTANT_FUNCTION, false, "some", "every" },
	{ BIT(SCRIPT), MC_MUTANT_FUNCTION, false, "every", "some" },
	{ BIT(SCRIPT), MC_MUTANT_FUNCTION, false, "push", "unshift" },
	{ BIT(PYTHON), MC_MUTANT_FUNCTION, false, "lower", "upper" },
	{ BIT(PYTHON), MC_MUTANT_FUNCTION, false, "upper", "lower" },
	{ BIT(PYTHON), MC_MUTANT_FUNCTION, false, "any", "all" },
	{ BIT(PYTHON), MC_MUTANT_FUNCTION, false, "all", "any" },
};

/* Behind these words a value starts, so that a sign behind them is one of one value. */
static const char *const value_words =
	" return typeof case in of delete void throw new else do instanceof yield await "
	"and or not is if elif while print import from lambda assert const ";

static bool ends_value(const struct mc_mutation *m, size_t index)
{
	if (mc_mutation_has(m, index, MC_TOKEN_WORD))
		return !mc_mutation_in(m, index, value_words);
	return mc_mutation_has(m, index, MC_TOKEN_NUMBER) || mc_mutation_has(m, index, MC_TOKEN_QUOTE) ||
	       mc_mutation_is(m, index, ")") || mc_mutation_is(m, index, "]") ||
	       mc_mutation_is(m, index, "++") || mc_mutation_is(m, index, "--");
}

static bool is_blank_at(const struct mc_mutation *m, size_t at)
{
	return at >= m->tokens->text_len || strchr(" \t\n\r", m->tokens->text[at]);
}

/* "a * b" and "a*b", but not "char *p" or "List<T>": a sign of two values has the same on both sides. */
static bool is_binary(const struct mc_mutation *m, size_t index)
{
	const struct mc_token *token = m->items[index];

	if (index == 0 || !ends_value(m, index - 1) || index + 1 >= m->count)
		return false;
	bool before = is_blank_at(m, token->at - 1);
	bool after = is_blank_at(m, token->at + token->len);

	if (mc_mutation_in(m, index, " < > ") && m->language != MC_LANGUAGE_C &&
	    m->language != MC_LANGUAGE_PYTHON && !(before && after))
		return false;
	return before == after || mc_mutation_has(m, index + 1, MC_TOKEN_LINE);
}

/* From '#' to the end of the line; of C only. Index behind it. */
static size_t skip_directive(const struct mc_mutation *m, size_t index)
{
	if (m->language != MC_LANGUAGE_C || !mc_mutation_is(m, index, "#") ||
	    !mc_mutation_starts_line(m, index))
		return index;
	while (index < m->count && m->items[index]->kind != MC_TOKEN_LINE)
		index++;
	return index;
}

static void swap_at(const struct mc_mutation *m, size_t index)
{
	for (size_t i = 0; i < MC_COUNT(swaps); i++) {
		const struct swap *swap = &swaps[i];

		if (!(swap->languages & 1u << (unsigned)m->language) ||
		    !mc_mutation_is(m, index, swap->from) || (swap->is_binary && !is_binary(m, index)))
			continue;
		/* A function is called; a member of that name need not be one. */
		if (swap->kind == MC_MUTANT_FUNCTION && !mc_mutation_is(m, index + 1, "("))
			continue;
		mc_mutation_put(m, swap->kind, index, index, swap->to);
	}
}

/* Takes a "!" or a "not" away. */
static void drop_not(const struct mc_mutation *m, size_t index)
{
	bool is_python = m->language == MC_LANGUAGE_PYTHON;

	if (index + 1 >= m->count || !mc_mutation_is(m, index, is_python ? "not" : "!"))
		return;
	if (is_python)
		mc_mutation_add(m, MC_MUTANT_LOGIC, m->items[index]->at, m->items[index + 1]->at, "");
	else
		mc_mutation_put(m, MC_MUTANT_LOGIC, index, index, "");
}

void mc_mutate_operators(const struct mc_mutation *m)
{
	for (size_t i = 0; i < m->count; i++) {
		i = skip_directive(m, i);
		if (i >= m->count)
			return;
		swap_at(m, i);
		drop_not(m, i);
	}
}

/* ---- numbers and texts ---- */

static bool is_comparison(const struct mc_mutation *m, size_t index)
{
	return mc_mutation_in(m, index, " < <= > >= == != === !== ");
}

static bool is_bound(const struct mc_mutation *m, size_t index)
{
	size_t before = index > 0 ? index - 1 : m->count;

	return is_comparison(m, before) || is_comparison(m, index + 1) || mc_mutation_is(m, before, "[") ||
	       mc_mutation_is(m, index + 1, "]") ||
	       (mc_mutation_is(m, before, "(") && index > 1 &&
		mc_mutation_in(m, index - 2, " range slice substring substr splice at charAt repeat "));
}

/* "char line[256]": a larger array is no fault. */
static bool is_array_size(const struct mc_mutation *m, size_t index)
{
	return (m->language == MC_LANGUAGE_C || m->language == MC_LANGUAGE_JAVA) && index > 2 &&
	       mc_mutation_is(m, index - 1, "[") && mc_mutation_has(m, index - 2, MC_TOKEN_WORD) &&
	       (mc_mutation_has(m, index - 3, MC_TOKEN_WORD) || mc_mutation_is(m, index - 3, "*")) &&
	       !mc_mutation_in(m, index - 3, value_words);
}

static void step_number(const struct mc_mutation *m, size_t index)
{
	bool bound = is_bound(m, index);
	enum mc_mutant_kind kind = bound ? MC_MUTANT_BOUND : MC_MUTANT_NUMBER;
	const char *up = mc_mutation_step(m, index, 1);
	const char *down = mc_mutation_step(m, index, -1);

	if (!up || is_array_size(m, index))
		return;
	mc_mutation_put(m, kind, index, index, up);
	/* "[-1]" of C reads what is not there, and "--1" is no number. */
	if (bound && (down[0] != '-' || is_comparison(m, index - 1)))
		mc_mutation_put(m, kind, index, index, down);
}

/* Names of modules, a page's text at the start of a function, "use strict": no texts of the program. */
static bool is_plain_text(const struct mc_mutation *m, size_t index)
{
	if (index == 0 || index + 1 >= m->count || m->items[index - 1]->kind != MC_TOKEN_QUOTE ||
	    mc_mutation_is(m, index - 1, "/"))
		return m->language == MC_LANGUAGE_SCRIPT && index > 0;
	size_t before = index > 1 ? index - 2 : m->count;

	if (before == m->count || m->items[before]->kind == MC_TOKEN_LINE)
		return false;
	if (mc_mutation_is(m, before, "(") && index > 2 &&
	    mc_mutation_in(m, index - 3, " require import include "))
		return false;
	return !mc_mutation_in(m, before, " ; { } import from include ");
}

static void empty_text(const struct mc_mutation *m, size_t index)
{
	const struct mc_token *quote = index > 0 ? m->items[index - 1] : NULL;

	if (!is_plain_text(m, index))
		return;
	char mark = quote && quote->kind == MC_TOKEN_QUOTE ? m->tokens->text[quote->at] : '`';

	if (mark == '/')
		return;
	/* An empty sign is none: of C and its kin 'a' becomes another one. */
	if (mark == '\'' && m->language != MC_LANGUAGE_PYTHON && m->language != MC_LANGUAGE_SCRIPT)
		mc_mutation_put(m, MC_MUTANT_STRING, index, index,
				m->tokens->text[m->items[index]->at] == 'x' ? "y" : "x");
	else
		mc_mutation_put(m, MC_MUTANT_STRING, index, index, "");
}

void mc_mutate_values(const struct mc_mutation *m)
{
	for (size_t i = 0; i < m->count; i++) {
		size_t next = skip_directive(m, i);

		/* Of the lines of the preprocessor only the numbers that it gives names to. */
		for (; i < next; i++) {
			if (m->items[i]->kind == MC_TOKEN_NUMBER && i > 1 &&
			    mc_mutation_is(m, i - 2, "define"))
				step_number(m, i);
		}
		if (i >= m->count)
			return;
		if (m->items[i]->kind == MC_TOKEN_NUMBER)
			step_number(m, i);
		else if (m->items[i]->kind == MC_TOKEN_STRING)
			empty_text(m, i);
	}
}
