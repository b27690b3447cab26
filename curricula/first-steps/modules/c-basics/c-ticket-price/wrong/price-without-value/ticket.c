#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
	double price;

	if (argc != 2) {
		fprintf(stderr, "usage: ticket AGE\n");
		return 2;
	}
	int age = atoi(argv[1]);
	if (age >= 4 && age < 14)
		price = 1.20;
	else if (age >= 14 && age < 65)
		price = 2.40;
	else if (age >= 65)
		price = 0.90;
	printf("%.2f\n", price);
	return 0;
}
