#include <stdio.h>

int main(void)
{
	int n;

	if (scanf("%d", &n) != 1)
		return 1;
	/* Write your code here: read n numbers and print the largest. */
	return 0;
}
