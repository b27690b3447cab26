#include <stdio.h>

int main(int argc, char *argv[])
{
	double price;

	if (argc != 2)
		return 1;
	printf("at %s: %.2f\n", argv[1], price);
	return 0;
}
