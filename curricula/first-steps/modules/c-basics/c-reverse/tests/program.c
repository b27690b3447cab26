/* Calls reverse() with the arguments of the program and prints the values afterwards. */

#include <stdio.h>
#include <stdlib.h>

#define GUARD 12345

void reverse(int *values, size_t count);

int main(int argc, char *argv[])
{
	size_t count = (size_t)argc - 1;
	int *all = malloc((count + 2) * sizeof *all);
	int *values = all + 1;

	if (all == NULL)
		return 1;
	/* one more place at each end, to see whether somebody writes there */
	all[0] = GUARD;
	values[count] = GUARD;
	for (size_t i = 0; i < count; i++)
		values[i] = atoi(argv[i + 1]);

	reverse(values, count);

	for (size_t i = 0; i < count; i++)
		printf("%d ", values[i]);
	printf("(%zu values)\n", count);
	if (all[0] != GUARD || values[count] != GUARD)
		printf("a place outside of the array has changed\n");
	free(all);
	return 0;
}
