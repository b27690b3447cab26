#include "words.h"

#include <ctype.h>

size_t count_words(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		if (!isspace((unsigned char)text[0]) && isspace((unsigned char)text[1]))
			count++;
	return count;
}
