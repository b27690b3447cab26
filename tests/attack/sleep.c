/* SPDX-License-Identifier: MIT */
/* Sleeps. Expected: error, wall-time. */
#include <unistd.h>

int main(void)
{
	for (;;)
		pause();
}
