#include <stddef.h>

void reverse(int *values, size_t count)
{
	int copy[10] = { 0 };

	for (size_t i = 0; i < count && i < 10; i++)
		copy[i] = values[i];
	for (size_t i = 0; i < count && i < 10; i++)
		values[i] = copy[(count < 10 ? count : 10) - 1 - i];
}
