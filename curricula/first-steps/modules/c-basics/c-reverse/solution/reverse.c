#include <stddef.h>

void reverse(int *values, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		int kept = values[i];
		values[i] = values[count - 1 - i];
		values[count - 1 - i] = kept;
	}
}
