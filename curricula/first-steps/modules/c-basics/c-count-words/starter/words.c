#include "words.h"

size_t count_words(const char *text)
{
	size_t count = 0;

	for (const char *p = text; *p != '\0'; p++)
		count++;
	return count;
}
