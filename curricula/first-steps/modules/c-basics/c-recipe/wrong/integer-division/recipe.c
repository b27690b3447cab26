#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
	int amount;
	char name[100];

	if (argc != 3)
		return 2;
	double factor = atoi(argv[2]) / atoi(argv[1]);
	while (scanf("%d %99[^\n]", &amount, name) == 2)
		printf("%.1f %s\n", amount * factor, name);
	return 0;
}
