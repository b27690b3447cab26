#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
	if (argc = 1) {
		fprintf(stderr, "usage: ticket AGE\n");
		return 2;
	}
	int age = atoi(argv[1]);
	double price = age < 4 ? 0.00 : age < 14 ? 1.20 : age < 65 ? 2.40 : 0.90;
	printf("%.2f\n", price);
	return 0;
}
