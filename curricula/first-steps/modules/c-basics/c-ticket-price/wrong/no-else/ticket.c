#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
	char *end = NULL;
	long age = argc == 2 ? strtol(argv[1], &end, 10) : -1;
	if (age < 0 || end == argv[1] || *end != '\0') {
		fprintf(stderr, "usage: ticket AGE\n");
		return 2;
	}

	double price = 0.90;
	if (age < 4)
		price = 0.00;
	if (age < 14)
		price = 1.20;
	if (age < 65)
		price = 2.40;
	printf("%.2f\n", price);
	return 0;
}
