#include <stdio.h>

int main(void)
{
	int n, number, largest;

	if (scanf("%d %d", &n, &largest) != 2)
		return 1;
	for (int i = 1; i < n; i++) {
		if (scanf("%d", &number) != 1)
			return 1;
		if (number > largest)
			largest = number;
	}
	printf("%d\n", largest);
	return 0;
}
