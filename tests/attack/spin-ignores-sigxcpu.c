/* SPDX-License-Identifier: MIT */
/* Works without end and ignores the signal that announces it. Expected: error, cpu-time. */
#include <signal.h>

int main(void)
{
	signal(SIGXCPU, SIG_IGN);
	for (volatile int i = 0;; i++)
		;
}
