/* SPDX-License-Identifier: MIT */
/* Leaves shared memory, queues and semaphores that outlive the process. Expected: pass: none can be made. */
#include <mqueue.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

int main(void)
{
	int made = 0;

	made |= shmget(4711, 1 << 20, IPC_CREAT | 0666) >= 0;
	made |= (msgget(4711, IPC_CREAT | 0666) >= 0) << 1;
	made |= (semget(4711, 1, IPC_CREAT | 0666) >= 0) << 2;
	made |= (mq_open("/left", O_CREAT | O_RDWR, 0666, NULL) >= 0) << 3;
	if (made)
		printf("ESCAPED: made %d\n", made);
	puts("contained");
	return 0;
}
