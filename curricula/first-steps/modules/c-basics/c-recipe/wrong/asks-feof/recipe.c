#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
	int amount = 0;
	char name[100] = "";

	if (argc != 3)
		return 2;
	double old_people = atoi(argv[1]);
	double new_people = atoi(argv[2]);
	while (!feof(stdin)) {
		int got = scanf("%d %99[^\n]", &amount, name);
		(void)got;
		printf("%.1f %s\n", amount * new_people / old_people, name);
	}
	return 0;
}
