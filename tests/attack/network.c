/* SPDX-License-Identifier: MIT */
/* Opens sockets of every kind to this machine and out of it. Expected: pass: nothing answers. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void try_inet(const char *address, int port, int kind)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((unsigned short)port) };
	int fd = socket(AF_INET, kind | SOCK_NONBLOCK, 0);

	inet_pton(AF_INET, address, &to.sin_addr);
	if (fd < 0)
		return;
	if (kind == SOCK_DGRAM && sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof(to)) == 1)
		printf("ESCAPED: sent to %s\n", address);
	(void)!connect(fd, (struct sockaddr *)&to, sizeof(to));
	usleep(50000);
	if (!connect(fd, (struct sockaddr *)&to, sizeof(to)) || write(fd, "x", 1) == 1)
		printf("ESCAPED: connected to %s:%d\n", address, port);
	close(fd);
}

static void try_unix(const char *path, int is_abstract)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	strncpy(to.sun_path + is_abstract, path, sizeof(to.sun_path) - 2);
	if (!connect(fd, (struct sockaddr *)&to, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + (size_t)is_abstract +
							     strlen(path))))
		printf("ESCAPED: connected to %s\n", path);
	close(fd);
}

int main(void)
{
	static const int families[] = { AF_PACKET, AF_NETLINK, AF_VSOCK, AF_ALG, AF_BLUETOOTH, AF_KEY };

	signal(SIGPIPE, SIG_IGN);
	try_inet("127.0.0.1", @PORT@, SOCK_STREAM);
	try_inet("127.0.0.1", @PORT@, SOCK_DGRAM);
	try_inet("192.0.2.1", 53, SOCK_DGRAM);
	try_inet("192.0.2.1", 80, SOCK_STREAM);
	try_unix("attack-@MARK@", 1);
	try_unix("@EXERCISE@.socket", 0);
	try_unix("/run/dbus/system_bus_socket", 0);
	try_unix("/var/run/docker.sock", 0);
	if (socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) >= 0 || socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6) >= 0)
		puts("ESCAPED: raw socket");
	for (unsigned i = 0; i < sizeof(families) / sizeof(*families); i++) {
		if (socket(families[i], SOCK_RAW, 0) >= 0 || socket(families[i], SOCK_DGRAM, 0) >= 0)
			printf("ESCAPED: socket of family %d\n", families[i]);
	}
	puts("contained");
	return 0;
}
