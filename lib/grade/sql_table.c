/* SPDX-License-Identifier: MIT */
#include "grade/sql_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ext/unicode.h"
#include "result/compare.h"

/* Rows that are left when the equal ones are paired off; more are not searched for partners within a
 * tolerance. */
enum { LEFT_MAX = 1000 };

/* Numbers with a fraction come out of sums in slightly different ways. */
#define SAME_DIGITS 1e-9

enum { SHOWN_ROWS = 500, CELL_BYTES = 200, CELL_MAX_WIDTH = 40 };

/* ---- values ---- */

static bool is_number(const struct mc_db_value *value)
{
	return value->type == MC_DB_INTEGER || value->type == MC_DB_REAL;
}

static double number_of(const struct mc_db_value *value)
{
	return value->type == MC_DB_INTEGER ? (double)value->integer : value->real;
}

static bool is_same_number(const struct mc_db_value *expected, const struct mc_db_value *actual,
			   const struct mc_compare *compare)
{
	double want = number_of(expected), got = number_of(actual);

	if (expected->type == MC_DB_INTEGER && actual->type == MC_DB_INTEGER)
		return expected->integer == actual->integer || mc_compare_numbers(compare, got, want);
	return mc_compare_numbers(compare, got, want) || fabs(got - want) <= SAME_DIGITS * fabs(want);
}

static void add_plain(struct mc_buf *out, const struct mc_db_value *value)
{
	if (value->type == MC_DB_INTEGER)
		mc_buf_addf(out, "%lld", (long long)value->integer);
	else if (value->type == MC_DB_REAL)
		mc_buf_addf(out, "%.15g", value->real);
	else
		mc_buf_add(out, value->bytes.ptr, value->bytes.len);
}

static struct mc_err *is_same_text(bool *is_same, const struct mc_db_value *expected,
				   const struct mc_db_value *actual, const struct mc_compare *compare)
{
	MC_AUTO(mc_comparison_outcome) outcome = MC_COMPARISON_OUTCOME_INIT;
	MC_AUTO(mc_buf) want = MC_BUF_INIT;
	MC_AUTO(mc_buf) got = MC_BUF_INIT;

	add_plain(&want, expected);
	add_plain(&got, actual);
	const struct mc_expect expect = {
		.is_given = true, .text = want.ptr, .len = want.len, .compare = *compare
	};

	MC_TRY(mc_compare_texts(&outcome, &expect, got.ptr, got.len));
	*is_same = outcome.reason == MC_REASON_NONE;
	return NULL;
}

static struct mc_err *is_same_value(bool *is_same, const struct mc_db_value *expected,
				    const struct mc_db_value *actual, const struct mc_compare *compare)
{
	*is_same = expected->type == MC_DB_NULL && actual->type == MC_DB_NULL;
	if (expected->type == MC_DB_NULL || actual->type == MC_DB_NULL)
		return NULL;
	if (is_number(expected) && is_number(actual))
		*is_same = is_same_number(expected, actual, compare);
	else if (compare->mode == MC_COMPARE_TOKENS)
		return is_same_text(is_same, expected, actual, compare);
	else
		*is_same = expected->type == actual->type && mc_str_is_equal(expected->bytes, actual->bytes);
	return NULL;
}

/* ---- rows ---- */

static const struct mc_db_value *row(const struct mc_sql_table *table, size_t index)
{
	return table->values + index * table->column_count;
}

static struct mc_err *is_same_row(bool *is_same, const struct mc_sql_table *expected, size_t i,
				  const struct mc_sql_table *actual, size_t j,
				  const struct mc_compare *compare)
{
	*is_same = true;
	for (size_t c = 0; c < expected->column_count && *is_same; c++)
		MC_TRY(is_same_value(is_same, &row(expected, i)[c], &row(actual, j)[c], compare));
	return NULL;
}

static int rank(const struct mc_db_value *value)
{
	return is_number(value) ? 1 : value->type == MC_DB_NULL ? 0 : 2;
}

static int order_values(const struct mc_db_value *a, const struct mc_db_value *b)
{
	if (rank(a) != rank(b))
		return rank(a) - rank(b);
	if (is_number(a))
		return (number_of(a) > number_of(b)) - (number_of(a) < number_of(b));
	size_t len = a->bytes.len < b->bytes.len ? a->bytes.len : b->bytes.len;
	int order = memcmp(a->bytes.ptr, b->bytes.ptr, len);

	return order ? order : (a->bytes.len > b->bytes.len) - (a->bytes.len < b->bytes.len);
}

static int order_rows(const void *a, const void *b, void *width)
{
	const struct mc_db_value *one = a, *two = b;
	int order = 0;

	for (size_t c = 0; c < *(size_t *)width && order == 0; c++)
		order = order_values(&one[c], &two[c]);
	return order;
}

static void sort(struct mc_sql_table *table)
{
	size_t width = table->column_count;

	if (table->row_count > 1 && width > 0)
		qsort_r(table->values, table->row_count, width * sizeof(*table->values), order_rows, &width);
}

static struct mc_err *are_same_in_order(bool *are_same, const struct mc_sql_table *expected,
					const struct mc_sql_table *actual, const struct mc_compare *compare)
{
	*are_same = expected->row_count == actual->row_count;
	for (size_t i = 0; i < expected->row_count && *are_same; i++)
		MC_TRY(is_same_row(are_same, expected, i, actual, i, compare));
	return NULL;
}

/* The rows of a table that have no partner yet. */
struct left {
	size_t rows[LEFT_MAX];
	size_t count;
};

/* Pairs each row left over with one that is equal to it; a tolerance can put near rows in another order. */
static struct mc_err *pair_off(bool *are_same, struct left *left, const struct mc_sql_table *expected,
			       const struct mc_sql_table *actual, const struct left *other,
			       const struct mc_compare *compare)
{
	for (size_t i = 0; i < other->count && *are_same; i++) {
		bool is_found = false;

		for (size_t j = 0; j < left->count && !is_found; j++) {
			MC_TRY(is_same_row(&is_found, expected, other->rows[i], actual, left->rows[j],
					   compare));
			if (is_found)
				left->rows[j] = left->rows[--left->count];
		}
		*are_same = is_found;
	}
	return NULL;
}

/* Both are sorted. */
static struct mc_err *are_same_rows(bool *are_same, const struct mc_sql_table *expected,
				    const struct mc_sql_table *actual, const struct mc_compare *compare)
{
	struct left left = { .count = 0 }, other = { .count = 0 };

	*are_same = expected->row_count == actual->row_count;
	for (size_t i = 0; i < expected->row_count && *are_same; i++) {
		bool is_pair;

		MC_TRY(is_same_row(&is_pair, expected, i, actual, i, compare));
		if (is_pair)
			continue;
		*are_same = left.count < LEFT_MAX;
		if (*are_same)
			left.rows[left.count++] = other.rows[other.count++] = i;
	}
	return *are_same ? pair_off(are_same, &left, expected, actual, &other, compare) : NULL;
}

struct mc_err *mc_sql_compare(enum mc_sql_match *match, struct mc_sql_table *expected,
			      struct mc_sql_table *actual, const struct mc_compare *compare, bool is_ordered)
{
	bool are_same;

	*match = MC_SQL_OTHER_WIDTH;
	if (expected->row_count > 0 && expected->column_count != actual->column_count)
		return NULL;
	*match = MC_SQL_SAME;
	if (is_ordered) {
		MC_TRY(are_same_in_order(&are_same, expected, actual, compare));
		if (are_same)
			return NULL;
		*match = MC_SQL_OTHER_ROWS;
		if (expected->row_count != actual->row_count)
			return NULL;
	}
	/* Where the order counts, what is shown stays as it came. */
	struct mc_sql_table one = *expected, two = *actual;
	size_t bytes = one.row_count * one.column_count * sizeof(*one.values);

	one.values = mc_alloc(bytes + 1);
	two.values = mc_alloc(two.row_count * two.column_count * sizeof(*two.values) + 1);
	memcpy(one.values, expected->values, bytes);
	memcpy(two.values, actual->values, two.row_count * two.column_count * sizeof(*two.values));
	sort(&one);
	sort(&two);
	struct mc_err *err = are_same_rows(&are_same, &one, &two, compare);

	if (!is_ordered) {
		memcpy(expected->values, one.values, bytes);
		memcpy(actual->values, two.values, two.row_count * two.column_count * sizeof(*two.values));
	}
	free(one.values);
	free(two.values);
	if (!err)
		*match = !are_same ? MC_SQL_OTHER_ROWS : is_ordered ? MC_SQL_OTHER_ORDER : MC_SQL_SAME;
	return err;
}

/* ---- for people ---- */

static bool looks_otherwise(struct mc_str text)
{
	char *end = NULL;

	if (text.len == 0 || (text.len == 4 && !memcmp(text.ptr, "NULL", 4)))
		return true;
	(void)strtod(text.ptr, &end);
	return end == text.ptr + text.len || text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ';
}

/* Line ends would break the table; the diff makes other bytes safe. */
static void add_line(struct mc_buf *out, struct mc_str text)
{
	size_t len = mc_utf8_cut(text.ptr, text.len, CELL_BYTES);

	for (size_t i = 0; i < len; i++) {
		if (text.ptr[i] == '\n')
			mc_buf_addz(out, "\\n");
		else
			mc_buf_addc(out, text.ptr[i]);
	}
	if (len < text.len)
		mc_buf_addz(out, "...");
}

static void add_cell(struct mc_buf *out, const struct mc_db_value *value)
{
	bool is_quoted = value->type == MC_DB_TEXT && looks_otherwise(value->bytes);

	if (value->type == MC_DB_NULL) {
		mc_buf_addz(out, "NULL");
	} else if (value->type == MC_DB_BLOB) {
		mc_buf_addz(out, "x'");
		for (size_t i = 0; i < value->bytes.len && i < CELL_BYTES / 2; i++)
			mc_buf_addf(out, "%02x", (unsigned)(unsigned char)value->bytes.ptr[i]);
		mc_buf_addc(out, '\'');
	} else if (value->type == MC_DB_TEXT) {
		mc_buf_addz(out, is_quoted ? "'" : "");
		add_line(out, value->bytes);
		mc_buf_addz(out, is_quoted ? "'" : "");
	} else {
		add_plain(out, value);
	}
}

static size_t cell_width(const struct mc_db_value *value)
{
	MC_AUTO(mc_buf) cell = MC_BUF_INIT;

	add_cell(&cell, value);
	return mc_unicode_width(cell.ptr, cell.len);
}

static void widen(size_t *widths, const struct mc_sql_table *table)
{
	for (size_t c = 0; c < table->column_count && table->columns; c++) {
		size_t width = mc_unicode_width(table->columns[c], strlen(table->columns[c]));

		widths[c] = width > widths[c] ? width : widths[c];
	}
	for (size_t i = 0; i < table->row_count && i < SHOWN_ROWS; i++) {
		for (size_t c = 0; c < table->column_count; c++) {
			size_t width = cell_width(&row(table, i)[c]);

			width = width > CELL_MAX_WIDTH ? CELL_MAX_WIDTH : width;
			widths[c] = width > widths[c] ? width : widths[c];
		}
	}
}

static void pad(struct mc_buf *out, size_t from, size_t width)
{
	size_t used = mc_unicode_width(out->ptr + from, out->len - from);

	for (; used < width; used++)
		mc_buf_addc(out, ' ');
}

static void print_row(struct mc_buf *out, const struct mc_sql_table *table, const size_t *widths,
		      const struct mc_db_value *values)
{
	for (size_t c = 0; c < table->column_count; c++) {
		if (c > 0)
			mc_buf_addz(out, " | ");
		size_t from = out->len;

		if (values)
			add_cell(out, &values[c]);
		else
			add_line(out, mc_str(table->columns[c]));
		if (c + 1 < table->column_count)
			pad(out, from, widths[c]);
	}
	mc_buf_addc(out, '\n');
}

static void print_table(struct mc_buf *out, const struct mc_sql_table *table, const size_t *widths)
{
	if (table->columns)
		print_row(out, table, widths, NULL);
	for (size_t i = 0; i < table->row_count && i < SHOWN_ROWS; i++)
		print_row(out, table, widths, row(table, i));
}

void mc_sql_print(struct mc_buf *expected_text, struct mc_buf *actual_text,
		  const struct mc_sql_table *expected, const struct mc_sql_table *actual)
{
	size_t count =
		expected->column_count > actual->column_count ? expected->column_count : actual->column_count;
	size_t *widths = mc_alloc_zero(count + 1, sizeof(*widths));

	widen(widths, expected);
	widen(widths, actual);
	print_table(expected_text, expected, widths);
	print_table(actual_text, actual, widths);
	free(widths);
}
