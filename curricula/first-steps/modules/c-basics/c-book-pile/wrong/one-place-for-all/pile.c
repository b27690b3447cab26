#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* When no memory is left, malloc and realloc give NULL, and the program cannot go on. */
static void *need(void *memory)
{
	if (memory == NULL)
		exit(2);
	return memory;
}

int main(void)
{
	char **titles = NULL;
	size_t count = 0;
	size_t room = 0;
	char line[1000];

	while (fgets(line, sizeof(line), stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (count == room) {
			room = room * 2 + 4;
			titles = need(realloc(titles, room * sizeof(*titles)));
		}
		titles[count] = line;
		count++;
	}
	for (size_t i = count; i > 0; i--) {
		printf("%s\n", titles[i - 1]);
	}
	free(titles);
	return 0;
}
