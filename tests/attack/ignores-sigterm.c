/* SPDX-License-Identifier: MIT */
/* Sleeps and blocks every signal that can be blocked. Expected: error, wall-time. */
#include <signal.h>
#include <unistd.h>

int main(void)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	for (int i = 1; i < 65; i++)
		signal(i, SIG_IGN);
	for (;;)
		sleep(60);
}
