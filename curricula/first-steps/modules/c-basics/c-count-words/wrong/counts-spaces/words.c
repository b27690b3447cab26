#include "words.h"

size_t count_words(const char *text)
{
	size_t count = 1;

	for (const char *p = text; *p != '\0'; p++)
		if (*p == ' ')
			count++;
	return count;
}
