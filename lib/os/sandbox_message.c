/* SPDX-License-Identifier: MIT */
#include "os/sandbox_message.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/str.h"

void mc_message_init(struct mc_message *message)
{
	*message = (struct mc_message){ .bytes = mc_alloc(MC_MESSAGE_MAX_BYTES) };
}

void mc_message_reset(struct mc_message *message)
{
	for (size_t i = 0; i < message->fd_count; i++) {
		if (message->fds[i] >= 0)
			close(message->fds[i]);
	}
	message->fd_count = 0;
	message->len = 0;
}

void mc_message_release(struct mc_message *message)
{
	mc_message_reset(message);
	free(message->bytes);
	message->bytes = NULL;
}

int mc_message_take_fd(struct mc_message *message, size_t i)
{
	if (i >= message->fd_count)
		return -1;
	int fd = message->fds[i];

	message->fds[i] = -1;
	return fd;
}

union control {
	struct cmsghdr align;
	char bytes[CMSG_SPACE(MC_MESSAGE_MAX_FDS * sizeof(int))];
};

struct mc_err *mc_message_send(int socket, struct mc_str head, struct mc_str body, const int *fds,
			       size_t fd_count)
{
	struct iovec parts[] = { { (void *)(uintptr_t)head.ptr, head.len },
				 { (void *)(uintptr_t)body.ptr, body.len } };
	struct msghdr packet = { .msg_iov = parts, .msg_iovlen = body.len ? 2 : 1 };
	union control control;

	if (fd_count > 0) {
		packet.msg_control = &control;
		packet.msg_controllen = CMSG_SPACE(fd_count * sizeof(int));
		memset(&control, 0, packet.msg_controllen);
		struct cmsghdr *header = CMSG_FIRSTHDR(&packet);

		header->cmsg_level = SOL_SOCKET;
		header->cmsg_type = SCM_RIGHTS;
		header->cmsg_len = CMSG_LEN(fd_count * sizeof(int));
		memcpy(CMSG_DATA(header), fds, fd_count * sizeof(int));
	}
	while (sendmsg(socket, &packet, MSG_NOSIGNAL) < 0) {
		if (errno != EINTR)
			return mc_err_sys(MC_E_IO, errno, _("cannot talk to the sandbox"));
	}
	return NULL;
}

static void take_descriptors(struct mc_message *message, struct msghdr *packet)
{
	for (struct cmsghdr *h = CMSG_FIRSTHDR(packet); h; h = CMSG_NXTHDR(packet, h)) {
		if (h->cmsg_level != SOL_SOCKET || h->cmsg_type != SCM_RIGHTS)
			continue;
		message->fd_count = (h->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		memcpy(message->fds, CMSG_DATA(h), message->fd_count * sizeof(int));
	}
}

struct mc_err *mc_message_receive(bool *is_open, struct mc_message *message, int socket)
{
	mc_message_reset(message);
	struct iovec part = { message->bytes, MC_MESSAGE_MAX_BYTES };
	union control control;
	struct msghdr packet = {
		.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof(control)
	};
	ssize_t got = recvmsg(socket, &packet, MSG_CMSG_CLOEXEC);

	if (got < 0 && errno == EINTR)
		return mc_err_new(MC_E_INTERRUPTED, _("interrupted"));
	if (got < 0 && errno != ECONNRESET)
		return mc_err_sys(MC_E_IO, errno, _("cannot hear the sandbox"));
	*is_open = got > 0;
	if (got <= 0)
		return NULL;
	message->len = (size_t)got;
	take_descriptors(message, &packet);
	if (packet.msg_flags & (MSG_TRUNC | MSG_CTRUNC))
		return mc_err_new(MC_E_IO, _("a message of the sandbox was cut"));
	return NULL;
}

void mc_message_say(int socket, const struct mc_reply *reply, const int *fds, size_t fd_count)
{
	struct mc_str head = { (const char *)reply, sizeof(*reply) };

	mc_err_drop(mc_message_send(socket, head, (struct mc_str){ NULL, 0 }, fds, fd_count));
}

void mc_message_say_failed(int socket, struct mc_err *err)
{
	struct mc_reply reply = { .say = MC_SAY_FAILED };
	struct mc_str head = { (const char *)&reply, sizeof(reply) };

	mc_err_drop(mc_message_send(socket, head, mc_str(err->msg), NULL, 0));
	mc_err_free(err);
}

struct mc_err *mc_message_read_reply(struct mc_reply *reply, const struct mc_message *message)
{
	struct mc_reply got;

	if (message->len < sizeof(got))
		return mc_err_new(MC_E_IO, _("the sandbox sent a broken message"));
	memcpy(&got, message->bytes, sizeof(got));
	if (got.say == MC_SAY_FAILED) {
		size_t len = message->len - sizeof(got);

		return mc_err_new(MC_E_IO, "%.*s", (int)len, message->bytes + sizeof(got));
	}
	*reply = got;
	return NULL;
}
