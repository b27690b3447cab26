/* cmocka wants these four before its own header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "seats.h"

static void counts_free_seats(void **state)
{
	(void)state;
	assert_int_equal(count_free("x..x."), 3);
	assert_int_equal(count_free("xxx"), 0);
	assert_int_equal(count_free(".x."), 2);
}

static void finds_the_first_pair(void **state)
{
	(void)state;
	assert_int_equal(find_pair("x..x.."), 1);
	assert_int_equal(find_pair("x.x.."), 3);
	assert_int_equal(find_pair("..x"), 0);
}

static void finds_no_pair(void **state)
{
	(void)state;
	assert_int_equal(find_pair("x.x.x"), -1);
}

static void finds_the_longest_piece(void **state)
{
	(void)state;
	assert_int_equal(longest_free("..x...x"), 3);
	assert_int_equal(longest_free("x..x"), 2);
	assert_int_equal(longest_free("...x."), 3);
}

static void an_empty_row_has_no_seats(void **state)
{
	(void)state;
	assert_int_equal(count_free(""), 0);
	assert_int_equal(find_pair(""), -1);
	assert_int_equal(longest_free(""), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_free_seats),
		cmocka_unit_test(finds_the_first_pair),
		cmocka_unit_test(finds_no_pair),
		cmocka_unit_test(finds_the_longest_piece),
		cmocka_unit_test(an_empty_row_has_no_seats),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
