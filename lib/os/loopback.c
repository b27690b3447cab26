/* SPDX-License-Identifier: MIT */
#include "os/loopback.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "base/i18n.h"

/* On loopback the answer to connect() is there at once, unless the server's queue is full. */
enum { PATIENCE_US = 20000 };

void mc_loopback_prepare(int fd)
{
	const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };
	const struct timeval patience = { .tv_usec = PATIENCE_US };

	(void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	(void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
}

static int start_connect(int fd, int family, unsigned port)
{
	const struct sockaddr_in four = { .sin_family = AF_INET,
					  .sin_port = htons((uint16_t)port),
					  .sin_addr = { htonl(INADDR_LOOPBACK) } };
	const struct sockaddr_in6 six = { .sin6_family = AF_INET6,
					  .sin6_port = htons((uint16_t)port),
					  .sin6_addr = IN6ADDR_LOOPBACK_INIT };

	return family == AF_INET ? connect(fd, (const struct sockaddr *)&four, sizeof(four))
				 : connect(fd, (const struct sockaddr *)&six, sizeof(six));
}

static unsigned port_of(const struct sockaddr_storage *address)
{
	struct sockaddr_in four;
	struct sockaddr_in6 six;

	memcpy(&four, address, sizeof(four));
	memcpy(&six, address, sizeof(six));
	return ntohs(address->ss_family == AF_INET ? four.sin_port : six.sin6_port);
}

/* The kernel may have given the socket just the port that it looks for: then it has found itself. */
static bool is_own_end(int fd, unsigned port)
{
	struct sockaddr_storage own = { .ss_family = AF_UNSPEC };
	socklen_t len = sizeof(own);

	return getsockname(fd, (struct sockaddr *)&own, &len) == 0 && port_of(&own) == port;
}

static void disconnect(int fd)
{
	const struct sockaddr nobody = { .sa_family = AF_UNSPEC };

	(void)connect(fd, &nobody, sizeof(nobody));
}

enum mc_loopback mc_loopback_connect(int fd, int family, unsigned port)
{
	if (start_connect(fd, family, port) == 0 || errno == EISCONN) {
		if (!is_own_end(fd, port))
			return MC_LOOPBACK_CONNECTED;
		disconnect(fd);
		return MC_LOOPBACK_REFUSED;
	}
	return errno == EINPROGRESS || errno == EALREADY ? MC_LOOPBACK_PENDING : MC_LOOPBACK_REFUSED;
}

union control {
	struct cmsghdr align;
	char bytes[CMSG_SPACE(sizeof(int))];
};

struct mc_err *mc_fd_send(int socket, char byte, int fd)
{
	struct iovec part = { &byte, 1 };
	union control control = { .bytes = { 0 } };
	struct msghdr packet = { .msg_iov = &part, .msg_iovlen = 1 };

	if (fd >= 0) {
		packet.msg_control = &control;
		packet.msg_controllen = sizeof(control);
		struct cmsghdr *header = CMSG_FIRSTHDR(&packet);

		header->cmsg_level = SOL_SOCKET;
		header->cmsg_type = SCM_RIGHTS;
		header->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(header), &fd, sizeof(int));
	}
	while (sendmsg(socket, &packet, MSG_NOSIGNAL) < 0) {
		if (errno != EINTR)
			return mc_err_sys(MC_E_IO, errno, _("a helper process does not answer"));
	}
	return NULL;
}

struct mc_err *mc_fd_receive(char *byte, int *fd, int socket)
{
	struct iovec part = { byte, 1 };
	union control control;
	struct msghdr packet = {
		.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof(control)
	};
	ssize_t got;

	do
		got = recvmsg(socket, &packet, MSG_CMSG_CLOEXEC);
	while (got < 0 && errno == EINTR);
	if (got != 1)
		return mc_err_new(MC_E_IO, _("a helper process does not answer"));
	const struct cmsghdr *header = CMSG_FIRSTHDR(&packet);

	*fd = -1;
	if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS &&
	    header->cmsg_len == CMSG_LEN(sizeof(int)))
		memcpy(fd, CMSG_DATA(header), sizeof(int));
	return NULL;
}
