/* SPDX-License-Identifier: MIT */
/* Prints a byte now and then, to keep a waiting reader busy. Expected: error, wall-time. */
#include <unistd.h>

int main(void)
{
	for (;;) {
		if (write(1, "c", 1) < 0)
			return 1;
		usleep(20000);
	}
}
