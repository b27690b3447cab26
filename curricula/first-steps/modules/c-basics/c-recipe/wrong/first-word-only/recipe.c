#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
	int amount;
	char name[100];

	if (argc != 3)
		return 2;
	while (scanf("%d %99s", &amount, name) == 2)
		printf("%.1f %s\n", amount * atof(argv[2]) / atof(argv[1]), name);
	return 0;
}
