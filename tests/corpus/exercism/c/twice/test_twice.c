#include "test-framework/unity.h"
#include "twice.h"

static void test_zero(void)
{
	CHECK_EQUAL(0, twice(0));
}

static void test_positive(void)
{
	TEST_IGNORE();   // delete this line to run the test
	CHECK_EQUAL(14, twice(7));
}

static void test_negative(void)
{
	TEST_IGNORE();
	CHECK_EQUAL(-2, twice(-1));
}

int main(void)
{
	UNITY_BEGIN();
	RUN_TEST(test_zero);
	RUN_TEST(test_positive);
	RUN_TEST(test_negative);
	return UNITY_END();
}
