/* SPDX-License-Identifier: MIT */
/* Gives the whole answer, closes every descriptor and sleeps. Expected: error, wall-time. */
#include <unistd.h>

int main(void)
{
	if (write(1, "contained\n", 10) < 0)
		return 1;
	for (int i = 0; i < 1024; i++)
		close(i);
	for (;;)
		pause();
}
