/* SPDX-License-Identifier: MIT */
/* Includes itself twice at each of 200 levels. Expected: error, build (the compiler, or memory, or cpu-time, or output). */
#include "main.c"
#include "main.c"

int main(void)
{
	return 0;
}
