/* Prints how many words the first argument has. */

#include <stdio.h>

#include "words.h"

int main(int argc, char *argv[])
{
	if (argc != 2) {
		fprintf(stderr, "usage: count TEXT\n");
		return 2;
	}
	printf("%zu\n", count_words(argv[1]));
	return 0;
}
