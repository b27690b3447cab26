/* SPDX-License-Identifier: MIT */
#include "grade/sql_table.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

/* A table of up to 12 values from words: a number, NULL, or a text. */
struct words {
	struct mc_db_value values[12];
	struct mc_sql_table table;
};

static void fill(struct words *words, size_t columns, const char *const *items)
{
	size_t count = 0;

	for (; items[count]; count++) {
		struct mc_db_value *value = &words->values[count];
		char *end = NULL;
		double number = strtod(items[count], &end);

		*value = (struct mc_db_value){ .type = MC_DB_TEXT, .bytes = mc_str(items[count]) };
		if (!strcmp(items[count], "NULL"))
			value->type = MC_DB_NULL;
		else if (!*end && strchr(items[count], '.'))
			value->type = MC_DB_REAL, value->real = number;
		else if (!*end && end > items[count])
			value->type = MC_DB_INTEGER, value->integer = (int64_t)number;
		if (items[count][0] == '\'')
			value->bytes = mc_str(items[count] + 1);
	}
	words->table = (struct mc_sql_table){ .column_count = columns,
					      .values = words->values,
					      .row_count = count / columns };
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static enum mc_sql_match compare(const char *const *expected, const char *const *actual,
				 const struct mc_compare *how, bool is_ordered)
{
	struct words one, two;
	enum mc_sql_match match;

	fill(&one, 2, expected);
	fill(&two, 2, actual);
	assert_ok(mc_sql_compare(&match, &one.table, &two.table, how, is_ordered));
	return match;
}

static const struct mc_compare as_is = { .mode = MC_COMPARE_JSON };

static void order_counts_on_request(void **state)
{
	const char *const *one = WORDS("1", "a", "2", "b", "2", "b");
	const char *const *two = WORDS("2", "b", "1", "a", "2", "b");

	(void)state;
	assert_int_equal(compare(one, two, &as_is, false), MC_SQL_SAME);
	assert_int_equal(compare(one, two, &as_is, true), MC_SQL_OTHER_ORDER);
	assert_int_equal(compare(one, one, &as_is, true), MC_SQL_SAME);
	assert_int_equal(compare(one, WORDS("2", "b", "1", "a", "1", "a"), &as_is, false), MC_SQL_OTHER_ROWS);
	assert_int_equal(compare(one, WORDS("1", "a", "2", "b"), &as_is, false), MC_SQL_OTHER_ROWS);
}

static void values_are_what_they_are(void **state)
{
	(void)state;
	assert_int_equal(compare(WORDS("1", "NULL"), WORDS("1.0", "NULL"), &as_is, false), MC_SQL_SAME);
	assert_int_equal(compare(WORDS("1", "NULL"), WORDS("1", "0"), &as_is, false), MC_SQL_OTHER_ROWS);
	assert_int_equal(compare(WORDS("1", "a"), WORDS("'1", "a"), &as_is, false), MC_SQL_OTHER_ROWS);
	assert_int_equal(compare(WORDS("1", "a"), WORDS("1", "A"), &as_is, false), MC_SQL_OTHER_ROWS);
	assert_int_equal(compare(WORDS("1", "0.3"), WORDS("1", "0.30000000000000004"), &as_is, false),
			 MC_SQL_SAME);
	assert_int_equal(compare(WORDS("1", "0.3"), WORDS("1", "0.301"), &as_is, false), MC_SQL_OTHER_ROWS);
}

static void tokens_forgive_and_floats_have_a_tolerance(void **state)
{
	const struct mc_compare tokens = { .mode = MC_COMPARE_TOKENS };
	const struct mc_compare near = { .mode = MC_COMPARE_JSON, .float_absolute = 0.01 };

	(void)state;
	assert_int_equal(compare(WORDS("1", "Bus  Lines"), WORDS("'1", "bus lines"), &tokens, false),
			 MC_SQL_SAME);
	assert_int_equal(compare(WORDS("1", "0.3"), WORDS("1", "0.301"), &near, false), MC_SQL_SAME);
	/* Sorted, near values may stand in another order than what stands beside them. */
	assert_int_equal(compare(WORDS("0.300", "b", "0.301", "a"), WORDS("0.300", "a", "0.301", "b"), &near,
				 false),
			 MC_SQL_SAME);
}

static void another_width_is_told_apart(void **state)
{
	struct words one, two;
	enum mc_sql_match match;

	(void)state;
	fill(&one, 2, WORDS("1", "a"));
	fill(&two, 1, WORDS("1"));
	assert_ok(mc_sql_compare(&match, &one.table, &two.table, &as_is, false));
	assert_int_equal(match, MC_SQL_OTHER_WIDTH);
}

static void tables_stand_side_by_side(void **state)
{
	MC_AUTO(mc_buf) one_text = MC_BUF_INIT;
	MC_AUTO(mc_buf) two_text = MC_BUF_INIT;
	const char *names[] = { "id", "name" };
	struct words one, two;

	(void)state;
	fill(&one, 2, WORDS("1", "a", "200", "NULL"));
	fill(&two, 2, WORDS("'1", "ñandú\nx", "2.5", ""));
	two.table.columns = names;
	mc_sql_print(&one_text, &two_text, &one.table, &two.table);
	assert_string_equal(one_text.ptr, "1   | a\n200 | NULL\n");
	assert_string_equal(two_text.ptr, "id  | name\n'1' | ñandú\\nx\n2.5 | ''\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_counts_on_request),
		cmocka_unit_test(values_are_what_they_are),
		cmocka_unit_test(tokens_forgive_and_floats_have_a_tolerance),
		cmocka_unit_test(another_width_is_told_apart),
		cmocka_unit_test(tables_stand_side_by_side),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
