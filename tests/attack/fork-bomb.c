/* SPDX-License-Identifier: MIT */
/* Forks without end, in every process. Expected: error, processes. */
#include <unistd.h>

int main(void)
{
	for (;;)
		fork();
}
