#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
	int age = atoi(argv[1]);
	double price;

	if (argc > 2)
		return 2;
	if (age < 4)
		price = 0.00;
	else if (age < 14)
		price = 1.20;
	else if (age < 65)
		price = 2.40;
	else
		price = 0.90;
	printf("%.2f\n", price);
	return 0;
}
