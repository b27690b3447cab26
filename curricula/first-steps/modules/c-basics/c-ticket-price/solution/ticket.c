#include <stdio.h>
#include <stdlib.h>

static double price_at(long age)
{
	if (age < 4)
		return 0.00;
	if (age < 14)
		return 1.20;
	if (age < 65)
		return 2.40;
	return 0.90;
}

int main(int argc, char *argv[])
{
	char *end = NULL;
	long age = argc == 2 ? strtol(argv[1], &end, 10) : -1;

	if (age < 0 || end == argv[1] || *end != '\0') {
		fprintf(stderr, "usage: ticket AGE\n");
		return 2;
	}
	printf("%.2f\n", price_at(age));
	return 0;
}
