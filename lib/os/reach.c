/* SPDX-License-Identifier: MIT */
#include "os/reach.h"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/cleanup.h"

static enum mc_reach knock(const struct addrinfo *address, uint32_t wait_ms)
{
	MC_AUTOFD fd = socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	struct pollfd ready = { .fd = fd, .events = POLLOUT };
	socklen_t len = sizeof(int);
	int error = 0;

	if (fd < 0)
		return MC_REACH_UNKNOWN;
	if (connect(fd, address->ai_addr, address->ai_addrlen) < 0) {
		if (errno != EINPROGRESS)
			return errno == ECONNREFUSED ? MC_REACH_REFUSED : MC_REACH_UNKNOWN;
		if (poll(&ready, 1, (int)wait_ms) <= 0 ||
		    getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &len) < 0)
			return MC_REACH_UNKNOWN;
	}
	if (error == 0)
		return MC_REACH_ANSWERS;
	return error == ECONNREFUSED ? MC_REACH_REFUSED : MC_REACH_UNKNOWN;
}

enum mc_reach mc_reach_port(const char *host, unsigned port, uint32_t wait_ms)
{
	const struct addrinfo wanted = { .ai_socktype = SOCK_STREAM };
	struct addrinfo *addresses = NULL;
	MC_AUTOTEXT service = mc_format("%u", port);

	if (getaddrinfo(host, service, &wanted, &addresses) != 0)
		return MC_REACH_UNKNOWN;
	enum mc_reach reach = knock(addresses, wait_ms);

	freeaddrinfo(addresses);
	return reach;
}
