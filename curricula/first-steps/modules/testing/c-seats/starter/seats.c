#include "tests/seats.h"

int count_free(const char *row)
{
	(void)row;
	return 0;
}

int find_pair(const char *row)
{
	(void)row;
	return 0;
}

int longest_free(const char *row)
{
	(void)row;
	return 0;
}
