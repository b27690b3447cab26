/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "prove/mutant_parts.h"

static const char *const keywords =
	" if then else elif fi for while until do done case esac in function { } ! [[ (( ( ) ;; ;;& time "
	"set shift local export declare readonly return exit select ";

static const struct swap {
	enum mc_mutant_kind kind;
	const char *from;
	const char *to;
} swaps[] = {
	{ MC_MUTANT_COMPARISON, "-lt", "-le" }, { MC_MUTANT_COMPARISON, "-le", "-lt" },
	{ MC_MUTANT_COMPARISON, "-gt", "-ge" }, { MC_MUTANT_COMPARISON, "-ge", "-gt" },
	{ MC_MUTANT_COMPARISON, "-eq", "-ne" }, { MC_MUTANT_COMPARISON, "-ne", "-eq" },
	{ MC_MUTANT_COMPARISON, "-z", "-n" },	{ MC_MUTANT_COMPARISON, "==", "!=" },
	{ MC_MUTANT_COMPARISON, "!=", "=" },	{ MC_MUTANT_COMPARISON, "<=", "<" },
	{ MC_MUTANT_COMPARISON, ">=", ">" },	{ MC_MUTANT_LOGIC, "&&", "||" },
	{ MC_MUTANT_LOGIC, "||", "&&" },	{ MC_MUTANT_ARITHMETIC, "++", "--" },
	{ MC_MUTANT_ARITHMETIC, "--", "++" },	{ MC_MUTANT_ARITHMETIC, "+=", "-=" },
	{ MC_MUTANT_ARITHMETIC, "-=", "+=" },	{ MC_MUTANT_LOGIC, "true", "false" },
	{ MC_MUTANT_LOGIC, "false", "true" },	{ MC_MUTANT_OPTION, ">>", ">" },
};

/* Inside "(( ))" alone: elsewhere these signs mean other things. */
static const struct swap sums[] = {
	{ MC_MUTANT_ARITHMETIC, "+", "-" },  { MC_MUTANT_ARITHMETIC, "-", "+" },
	{ MC_MUTANT_ARITHMETIC, "*", "/" },  { MC_MUTANT_ARITHMETIC, "/", "*" },
	{ MC_MUTANT_ARITHMETIC, "%", "*" },  { MC_MUTANT_COMPARISON, "<", "<=" },
	{ MC_MUTANT_COMPARISON, ">", ">=" },
};

/* Where a walk through the tokens is. */
struct place {
	size_t sums;  /* "((" that are open */
	size_t tests; /* "[" and "[[" that are open */
};

static void follow(struct place *place, const struct mc_mutation *m, size_t index)
{
	if (mc_mutation_in(m, index, " (( $(( "))
		place->sums++;
	else if (mc_mutation_is(m, index, "))") && place->sums > 0)
		place->sums--;
	else if (mc_mutation_in(m, index, " [ [[ test "))
		place->tests++;
	else if (mc_mutation_in(m, index, " ] ]] ; then do ") || m->items[index]->kind == MC_TOKEN_LINE)
		place->tests = 0;
}

static void swap_at(const struct mc_mutation *m, size_t index, const struct place *place)
{
	for (size_t i = 0; i < MC_COUNT(swaps); i++) {
		bool is_test = swaps[i].from[0] == '-' && isalpha((unsigned char)swaps[i].from[1]);

		if (mc_mutation_is(m, index, swaps[i].from) && (!is_test || place->tests > 0))
			mc_mutation_put(m, swaps[i].kind, index, index, swaps[i].to);
	}
	for (size_t i = 0; i < MC_COUNT(sums) && place->sums > 0; i++) {
		if (mc_mutation_is(m, index, sums[i].from))
			mc_mutation_put(m, sums[i].kind, index, index, sums[i].to);
	}
	if (place->tests == 0)
		return;
	if (mc_mutation_is(m, index, "="))
		mc_mutation_put(m, MC_MUTANT_COMPARISON, index, index, "!=");
	else if (mc_mutation_is(m, index, "-n"))
		mc_mutation_put(m, MC_MUTANT_COMPARISON, index, index, "-z");
}

/* The command at index ends before one of these, or at the line's end. */
static size_t command_end(const struct mc_mutation *m, size_t index)
{
	size_t depth = 0;

	for (size_t i = index; i < m->count && i - index < MC_MUTATION_MOST_TOKENS; i++) {
		if (mc_mutation_in(m, i, " << <<- "))
			return m->count;
		if (mc_mutation_in(m, i, " ( $( (( $(( { ${ "))
			depth++;
		else if (mc_mutation_in(m, i, " ) )) } ") && depth-- == 0)
			return i > index ? i - 1 : m->count;
		else if (depth == 0 &&
			 (m->items[i]->kind == MC_TOKEN_LINE || mc_mutation_in(m, i, " ; ;; & && || | |& ")))
			return i > index ? i - 1 : m->count;
		if (i + 1 == m->count)
			return i;
	}
	return m->count;
}

static bool starts_command(const struct mc_mutation *m, size_t index)
{
	return mc_mutation_starts_line(m, index) ||
	       mc_mutation_in(m, index - 1, " ; ;; && || then do else { ");
}

static void drop_command(const struct mc_mutation *m, size_t index)
{
	bool is_pipe = mc_mutation_is(m, index, "|");
	size_t first = is_pipe ? index + 1 : index;
	size_t last = first < m->count ? command_end(m, first) : m->count;

	if (last >= m->count || m->items[last]->line - m->items[first]->line > 3)
		return;
	if (is_pipe && mc_mutation_has(m, first, MC_TOKEN_WORD) && !mc_mutation_in(m, first, keywords))
		mc_mutation_cut(m, MC_MUTANT_STATEMENT, index, last);
	else if (!is_pipe && starts_command(m, index) && mc_mutation_has(m, index, MC_TOKEN_WORD) &&
		 !mc_mutation_in(m, index, keywords) && !mc_mutation_is(m, last + 1, "|") &&
		 !mc_mutation_is(m, index + 1, ")") && !mc_mutation_is(m, index + 1, "("))
		mc_mutation_put(m, MC_MUTANT_STATEMENT, index, last, ":");
}

/* From behind "if" or "while" to the ';' or line end before "then" or "do". */
static void fix_condition(const struct mc_mutation *m, size_t index)
{
	bool is_loop = mc_mutation_in(m, index, " while until ");
	size_t first = index + 1;

	if (!is_loop && !mc_mutation_in(m, index, " if elif "))
		return;
	for (size_t i = first; i < m->count && i - first < MC_MUTATION_MOST_TOKENS; i++) {
		if (!mc_mutation_in(m, i, " then do "))
			continue;
		size_t last = i - 1;

		while (last > first &&
		       (mc_mutation_is(m, last, ";") || m->items[last]->kind == MC_TOKEN_LINE))
			last--;
		if (last < first || m->items[last]->line != m->items[first]->line)
			return;
		mc_mutation_put(m, MC_MUTANT_CONDITION, first, last, "false");
		if (!is_loop)
			mc_mutation_put(m, MC_MUTANT_CONDITION, first, last, "true");
		return;
	}
}

static bool is_variable(const struct mc_mutation *m, size_t index)
{
	struct mc_str text = mc_token_text(m->tokens, m->items[index]);

	return text.len > 1 && text.ptr[0] == '$' && !memchr(text.ptr, ' ', text.len) &&
	       !memchr(text.ptr, '(', text.len);
}

static void change_text(const struct mc_mutation *m, size_t index)
{
	bool is_whole = index > 0 && m->items[index - 1]->kind == MC_TOKEN_QUOTE &&
			mc_mutation_has(m, index + 1, MC_TOKEN_QUOTE);
	bool is_double = is_whole && m->tokens->text[m->items[index - 1]->at] == '"';

	if (!is_whole)
		return;
	mc_mutation_put(m, MC_MUTANT_STRING, index, index, "");
	if (!is_double || !is_variable(m, index))
		return;
	const char *bare = mc_arena_copy(&m->mutants->arena, m->tokens->text + m->items[index]->at,
					 m->items[index]->len);

	mc_mutation_put(m, MC_MUTANT_QUOTES, index - 1, index + 1, bare);
}

/* "sort -n" becomes "sort"; the raw "read -r" and what tests ask stay. */
static void drop_option(const struct mc_mutation *m, size_t index, const struct place *place)
{
	struct mc_str text = mc_token_text(m->tokens, m->items[index]);

	if (place->tests > 0 || place->sums > 0 || text.len < 2 || text.ptr[0] != '-' || index == 0 ||
	    !isalpha((unsigned char)text.ptr[1]) || mc_mutation_starts_line(m, index) ||
	    mc_mutation_in(m, index - 1, " read set exec ;  | && || $( ( "))
		return;
	mc_mutation_cut(m, MC_MUTANT_OPTION, index, index);
}

static void step_number(const struct mc_mutation *m, size_t index, const struct place *place)
{
	const char *up = mc_mutation_step(m, index, 1);
	const char *down = mc_mutation_step(m, index, -1);
	bool is_status = index > 0 && mc_mutation_in(m, index - 1, " exit return ");

	/* "2>&1" names descriptors. */
	if (!up || index == 0 || mc_mutation_in(m, index - 1, " >& <& ") ||
	    mc_mutation_in(m, index + 1, " > >> < >& &> "))
		return;
	if (is_status)
		mc_mutation_put(m, MC_MUTANT_RETURN, index, index, mc_mutation_is(m, index, "0") ? "1" : "0");
	else
		mc_mutation_put(m, MC_MUTANT_NUMBER, index, index, up);
	if (!is_status && place->tests + place->sums > 0 && down[0] != '-')
		mc_mutation_put(m, MC_MUTANT_BOUND, index, index, down);
}

void mc_mutate_shell(const struct mc_mutation *m)
{
	struct place place = { 0 };

	for (size_t i = 0; i < m->count; i++) {
		follow(&place, m, i);
		swap_at(m, i, &place);
		drop_command(m, i);
		fix_condition(m, i);
		if (m->items[i]->kind == MC_TOKEN_STRING)
			change_text(m, i);
		else if (m->items[i]->kind == MC_TOKEN_WORD)
			drop_option(m, i, &place);
		else if (m->items[i]->kind == MC_TOKEN_NUMBER)
			step_number(m, i, &place);
	}
}
