#include "tests/seats.h"

int count_free(const char *row)
{
	int count = 0;

	for (int i = 0; row[i] != '\0'; i++) {
		if (row[i] == '.')
			count++;
	}
	return count;
}

int find_pair(const char *row)
{
	for (int i = 0; row[i] != '\0'; i++) {
		if (row[i] == '.' && row[i + 1] == '.')
			return i;
	}
	return -1;
}

int longest_free(const char *row)
{
	int longest = 0;
	int now = 0;

	for (int i = 0; row[i] != '\0'; i++) {
		now = row[i] == '.' ? now + 1 : 0;
		if (now > longest)
			longest = now;
	}
	return longest;
}
