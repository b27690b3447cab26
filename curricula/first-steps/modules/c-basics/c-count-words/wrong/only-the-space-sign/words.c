#include "words.h"

size_t count_words(const char *text)
{
	size_t count = 0;
	char before = ' ';

	for (; *text; text++) {
		if (*text != ' ' && before == ' ')
			count++;
		before = *text;
	}
	return count;
}
