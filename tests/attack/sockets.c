/* SPDX-License-Identifier: MIT */
/* Leaves as much as it can in the buffers of sockets, which is in no process's memory. Expected: error, memory, where a
 * control group counts it; elsewhere pass, with little left. */
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
	static char bytes[60000];
	int size = 1 << 24;
	long left = 0;

	for (int i = 0; i < 240; i++) {
		int pair[2];

		if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair))
			break;
		setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
		for (int k = 0; k < 1000 && send(pair[0], bytes, sizeof(bytes), MSG_DONTWAIT) > 0; k++)
			left += sizeof(bytes);
	}
	puts(left > 64L << 20 ? "ESCAPED: a flood in sockets" : "contained");
	return 0;
}
