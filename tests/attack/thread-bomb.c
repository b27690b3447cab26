/* SPDX-License-Identifier: MIT */
/* Starts threads until the system refuses. Expected: error, processes. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static void *rest(void *unused)
{
	for (;;)
		pause();
	return unused;
}

int main(void)
{
	pthread_attr_t small;

	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, 65536);
	for (int i = 0; i < 100000; i++) {
		pthread_t thread;

		if (pthread_create(&thread, &small, rest, NULL)) {
			usleep(50000);
			exit(1);
		}
	}
	return 0;
}
