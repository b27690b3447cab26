/* SPDX-License-Identifier: MIT */
/* Puts a hidden file into the program with the assembler and prints it. Expected: error, build. */
#include <stdio.h>

__asm__(".data\n.globl secret\nsecret:\n.incbin \"@EXERCISE@/private/secret.txt\"\n.byte 0\n");
extern const char secret[];

int main(void)
{
	printf("ESCAPED: %s\n", secret);
	return 0;
}
