#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A new copy of text, which the caller frees. */
static char *copy(const char *text)
{
	/* TODO: how many bytes does the copy need? */
	(void)text;
	return NULL;
}

int main(void)
{
	char **titles = NULL; /* the pile: titles[0] lies at the bottom */
	size_t count = 0;     /* how many books lie on it */
	char line[1000];

	while (fgets(line, sizeof(line), stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0'; /* without the line end */
		/* TODO: make room for one more title, and keep a copy of line there */
		(void)copy;
		count++;
	}
	/* TODO: print the titles from the top to the bottom of the pile, and free what you got */
	(void)titles;
	return 0;
}
