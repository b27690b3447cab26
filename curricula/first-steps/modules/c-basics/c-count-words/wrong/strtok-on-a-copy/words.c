#include "words.h"

#include <string.h>

size_t count_words(const char *text)
{
	char copy[256] = "";
	size_t count = 0;

	strncpy(copy, text, sizeof copy - 1);
	for (char *word = strtok(copy, " \t\n"); word != NULL; word = strtok(NULL, " \t\n"))
		count++;
	return count;
}
