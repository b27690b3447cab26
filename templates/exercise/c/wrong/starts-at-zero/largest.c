#include <stdio.h>

int main(void)
{
	int n, number, largest = 0;

	if (scanf("%d", &n) != 1)
		return 1;
	for (int i = 0; i < n; i++) {
		if (scanf("%d", &number) != 1)
			return 1;
		if (number > largest)
			largest = number;
	}
	printf("%d\n", largest);
	return 0;
}
