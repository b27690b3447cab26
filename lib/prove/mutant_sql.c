/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "prove/mutant_parts.h"

enum { MOST_LINES = 8 };

static const struct swap {
	enum mc_mutant_kind kind;
	const char *from;
	const char *to;
} swaps[] = {
	{ MC_MUTANT_COMPARISON, "<", "<=" },  { MC_MUTANT_COMPARISON, "<=", "<" },
	{ MC_MUTANT_COMPARISON, ">", ">=" },  { MC_MUTANT_COMPARISON, ">=", ">" },
	{ MC_MUTANT_COMPARISON, "=", "<>" },  { MC_MUTANT_COMPARISON, "==", "<>" },
	{ MC_MUTANT_COMPARISON, "<>", "=" },  { MC_MUTANT_COMPARISON, "!=", "=" },
	{ MC_MUTANT_LOGIC, "AND", "OR" },     { MC_MUTANT_LOGIC, "OR", "AND" },
	{ MC_MUTANT_ORDER, "ASC", "DESC" },   { MC_MUTANT_ORDER, "DESC", "ASC" },
	{ MC_MUTANT_ARITHMETIC, "+", "-" },   { MC_MUTANT_ARITHMETIC, "-", "+" },
	{ MC_MUTANT_ARITHMETIC, "/", "*" },   { MC_MUTANT_FUNCTION, "MIN", "MAX" },
	{ MC_MUTANT_FUNCTION, "MAX", "MIN" }, { MC_MUTANT_FUNCTION, "SUM", "AVG" },
	{ MC_MUTANT_FUNCTION, "AVG", "SUM" }, { MC_MUTANT_FUNCTION, "COUNT", "MAX" },
};

static const char *const clause_starts =
	" WHERE GROUP ORDER HAVING LIMIT OFFSET UNION EXCEPT INTERSECT WINDOW RETURNING ";

static bool is_word(const struct mc_mutation *m, size_t index, const char *word)
{
	return mc_mutation_has(m, index, MC_TOKEN_WORD) && mc_mutation_is(m, index, word);
}

/* Last token of the clause that starts at index: before the next clause, a closing bracket or the statement's
 * end. */
static size_t clause_end(const struct mc_mutation *m, size_t index)
{
	size_t depth = 0;
	size_t last = index;

	for (size_t i = index + 1; i < m->count && i - index < MC_MUTATION_MOST_TOKENS; i++) {
		if (mc_mutation_is(m, i, "("))
			depth++;
		else if (mc_mutation_is(m, i, ")") && depth-- == 0)
			break;
		else if (depth == 0 && (mc_mutation_is(m, i, ";") || mc_mutation_in(m, i, clause_starts)))
			break;
		if (m->items[i]->kind != MC_TOKEN_LINE)
			last = i;
	}
	return last;
}

static void drop_clause(const struct mc_mutation *m, size_t index)
{
	bool is_order = is_word(m, index, "ORDER") && is_word(m, index + 1, "BY");

	if (!is_order && !mc_mutation_in(m, index, " WHERE HAVING LIMIT "))
		return;
	size_t last = clause_end(m, index);

	if (last == index)
		return;
	mc_mutation_cut(m, is_order ? MC_MUTANT_ORDER : MC_MUTANT_CLAUSE, index, last);
	/* The other way round, where the spec does not say which way. */
	if (is_order && !mc_mutation_in(m, last, " ASC DESC "))
		mc_mutation_add(m, MC_MUTANT_ORDER, m->items[last]->at + m->items[last]->len,
				m->items[last]->at + m->items[last]->len, " DESC");
}

static void change_join(const struct mc_mutation *m, size_t index)
{
	if (!is_word(m, index, "JOIN") || index == 0)
		return;
	if (is_word(m, index - 1, "OUTER") && index > 1 && is_word(m, index - 2, "LEFT"))
		mc_mutation_put(m, MC_MUTANT_JOIN, index - 2, index, "JOIN");
	else if (is_word(m, index - 1, "LEFT"))
		mc_mutation_put(m, MC_MUTANT_JOIN, index - 1, index, "JOIN");
	else if (is_word(m, index - 1, "INNER"))
		mc_mutation_put(m, MC_MUTANT_JOIN, index - 1, index, "LEFT JOIN");
	else if (!mc_mutation_in(m, index - 1, " CROSS NATURAL RIGHT FULL OUTER "))
		mc_mutation_put(m, MC_MUTANT_JOIN, index, index, "LEFT JOIN");
}

/* Last token of a constraint that starts at index; the number of tokens when there is none. */
static size_t constraint_end(const struct mc_mutation *m, size_t index)
{
	bool has_list = mc_mutation_is(m, index + 1, "(");

	if (is_word(m, index, "NOT") && is_word(m, index + 1, "NULL"))
		return index + 1;
	if (is_word(m, index, "UNIQUE") && !has_list)
		return index;
	if (is_word(m, index, "PRIMARY") && is_word(m, index + 1, "KEY") &&
	    !mc_mutation_is(m, index + 2, "("))
		return index + 1;
	if (is_word(m, index, "CHECK") && has_list)
		return mc_mutation_close(m, index + 1);
	if (is_word(m, index, "REFERENCES") && mc_mutation_is(m, index + 2, "("))
		return mc_mutation_close(m, index + 2);
	if (is_word(m, index, "DEFAULT") && mc_mutation_has(m, index + 1, MC_TOKEN_NUMBER))
		return index + 1;
	return m->count;
}

static bool is_in_table(const struct mc_mutation *m, size_t index)
{
	while (index > 0 && !mc_mutation_is(m, index - 1, ";"))
		index--;
	while (index < m->count && m->items[index]->kind == MC_TOKEN_LINE)
		index++;
	return mc_mutation_in(m, index, " CREATE ALTER ");
}

static void drop_constraint(const struct mc_mutation *m, size_t index, bool in_table)
{
	size_t last = in_table ? constraint_end(m, index) : m->count;

	/* A constraint of a table, between commas, is another thing than one of a column behind its type. */
	if (last < m->count && index > 0 && !mc_mutation_in(m, index - 1, " , ( ") &&
	    m->items[index - 1]->kind != MC_TOKEN_LINE)
		mc_mutation_cut(m, MC_MUTANT_CONSTRAINT, index, last);
}

static void drop_word(const struct mc_mutation *m, size_t index)
{
	if (is_word(m, index, "DISTINCT"))
		mc_mutation_cut(m, MC_MUTANT_CLAUSE, index, index);
	else if (is_word(m, index, "NOT") && mc_mutation_in(m, index + 1, " IN LIKE BETWEEN EXISTS NULL "))
		mc_mutation_cut(m, MC_MUTANT_LOGIC, index, index);
	else if (is_word(m, index, "IS") && is_word(m, index + 1, "NULL"))
		mc_mutation_put(m, MC_MUTANT_LOGIC, index, index + 1, "IS NOT NULL");
	else if (is_word(m, index, "UNION") && is_word(m, index + 1, "ALL"))
		mc_mutation_put(m, MC_MUTANT_CLAUSE, index, index + 1, "UNION");
	else if (is_word(m, index, "UNION"))
		mc_mutation_put(m, MC_MUTANT_CLAUSE, index, index, "UNION ALL");
}

static void drop_statement(const struct mc_mutation *m, size_t index)
{
	size_t start = index;

	while (start > 0 && m->items[start - 1]->kind == MC_TOKEN_LINE)
		start--;
	if (start > 0 && !mc_mutation_is(m, start - 1, ";"))
		return;
	for (size_t i = index; i < m->count && i - index < MC_MUTATION_MOST_TOKENS; i++) {
		if (mc_mutation_is(m, i, ";")) {
			if (m->items[i]->line - m->items[index]->line < MOST_LINES)
				mc_mutation_put(m, MC_MUTANT_STATEMENT, index, i, "");
			return;
		}
	}
}

static void change_value(const struct mc_mutation *m, size_t index)
{
	const char *up = m->items[index]->kind == MC_TOKEN_NUMBER ? mc_mutation_step(m, index, 1) : NULL;
	/* "VARCHAR(20)" and "DECIMAL(8, 2)" are types. */
	bool is_type = index > 1 && mc_mutation_is(m, index - 1, "(") &&
		       mc_mutation_in(m, index - 2, " CHAR VARCHAR DECIMAL NUMERIC NVARCHAR FLOAT ");

	if (up && !is_type)
		mc_mutation_put(m, MC_MUTANT_NUMBER, index, index, up);
	else if (m->items[index]->kind == MC_TOKEN_STRING)
		mc_mutation_put(m, MC_MUTANT_STRING, index, index, "");
}

void mc_mutate_sql(const struct mc_mutation *m)
{
	bool in_table = false;

	for (size_t i = 0; i < m->count; i++) {
		if (i == 0 || mc_mutation_is(m, i - 1, ";"))
			in_table = is_in_table(m, i);
		for (size_t k = 0; k < MC_COUNT(swaps); k++) {
			bool is_call = swaps[k].kind != MC_MUTANT_FUNCTION || mc_mutation_is(m, i + 1, "(");

			if (is_call && mc_mutation_is(m, i, swaps[k].from))
				mc_mutation_put(m, swaps[k].kind, i, i, swaps[k].to);
		}
		drop_clause(m, i);
		change_join(m, i);
		drop_constraint(m, i, in_table);
		drop_word(m, i);
		change_value(m, i);
		if (m->items[i]->kind == MC_TOKEN_WORD)
			drop_statement(m, i);
	}
}
