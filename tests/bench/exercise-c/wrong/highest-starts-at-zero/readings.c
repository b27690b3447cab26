/* SPDX-License-Identifier: MIT */
#include <stdio.h>

int main(void)
{
	long count = 0;
	long sum = 0;
	long lowest = 0;
	long highest = 0;
	long reading;

	while (scanf("%ld", &reading) == 1) {
		if (count == 0 || reading < lowest)
			lowest = reading;
		if (reading > highest)
			highest = reading;
		sum += reading;
		count++;
	}
	if (count == 0)
		printf("none\n");
	else
		printf("%ld %ld %ld %ld\n", count, sum, lowest, highest);
	return 0;
}
