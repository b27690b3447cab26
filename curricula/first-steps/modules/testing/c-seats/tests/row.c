/* Prints the three numbers of the row that is its argument. */
#include <stdio.h>

#include "seats.h"

int main(int argc, char *argv[])
{
	if (argc != 2)
		return 2;
	printf("%d %d %d\n", count_free(argv[1]), find_pair(argv[1]), longest_free(argv[1]));
	return 0;
}
