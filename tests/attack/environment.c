/* SPDX-License-Identifier: MIT */
/* Looks into its environment and arguments for what the grader had in its own. Expected: pass. */
#include <stdio.h>
#include <string.h>

extern char **environ;

int main(int argc, char **argv)
{
	char needle[9] = "QMBOUFE.";

	for (int i = 0; i < 8; i++)
		needle[i]--;
	for (char **p = environ; *p; p++) {
		if (strstr(*p, needle))
			printf("ESCAPED: %s\n", *p);
	}
	for (int i = 0; i < argc; i++) {
		if (strstr(argv[i], needle))
			printf("ESCAPED: %s\n", argv[i]);
	}
	puts("contained");
	return 0;
}
