#include "words.h"

#include <ctype.h>
#include <stdbool.h>

size_t count_words(const char *text)
{
	size_t count = 0;
	bool in_word = false;

	for (const char *p = text; *p != '\0'; p++) {
		bool is_space = isspace((unsigned char)*p);
		if (!is_space && !in_word)
			count++;
		in_word = !is_space;
	}
	return count;
}
