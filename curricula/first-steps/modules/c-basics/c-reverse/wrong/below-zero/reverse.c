#include <stddef.h>

void reverse(int *values, size_t count)
{
	size_t left = 0;
	size_t right = count - 1;

	while (left < right) {
		int kept = values[left];
		values[left++] = values[right];
		values[right--] = kept;
	}
}
