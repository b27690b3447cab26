#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
	if (argc != 2) {
		fprintf(stderr, "usage: ticket AGE\n");
		return 2;
	}
	char *end;
	long age = strtol(argv[1], &end, 10);
	if (end == argv[1] || *end != '\0' || age < 0) {
		fprintf(stderr, "usage: ticket AGE\n");
		return 2;
	}

	if (age <= 4)
		printf("0.00\n");
	else if (age <= 14)
		printf("1.20\n");
	else if (age <= 65)
		printf("2.40\n");
	else
		printf("0.90\n");
	return 0;
}
