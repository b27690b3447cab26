#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
	int people = argc > 1 ? atoi(argv[1]) : 1;

	printf("for %d people\n", people);
	return 0;
}
