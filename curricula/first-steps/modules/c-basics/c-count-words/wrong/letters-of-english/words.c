#include "words.h"

#include <stdbool.h>

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

size_t count_words(const char *text)
{
	size_t count = 0;
	bool in_word = false;

	for (; *text; text++) {
		if (is_letter(*text) && !in_word)
			count++;
		in_word = is_letter(*text);
	}
	return count;
}
