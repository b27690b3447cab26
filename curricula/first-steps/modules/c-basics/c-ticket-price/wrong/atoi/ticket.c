#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
	if (argc != 2) {
		fprintf(stderr, "usage: ticket AGE\n");
		return 2;
	}
	int age = atoi(argv[1]);
	if (age < 4)
		printf("0.00\n");
	else if (age < 14)
		printf("1.20\n");
	else if (age < 65)
		printf("2.40\n");
	else
		printf("0.90\n");
	return 0;
}
