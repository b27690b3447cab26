/* SPDX-License-Identifier: MIT */
#include "os/sandbox_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "base/i18n.h"

/*
 * The network of a sandbox is a loopback device and nothing else, and down unless a submission asks for it.
 * Only the worker can make a socket there while programs run, and a socket stays in the network where it was
 * made, so the keeper talks to a student's server through sockets that the worker passes out.
 * Sources: network_namespaces(7), netdevice(7), tcp(7), unix(7).
 */

/* Without this a server that is started again at once finds its port taken by connections long closed. Where
 * the kernel does not let a namespace choose, a server has to say SO_REUSEADDR, as they do. */
static void forget_connections(void)
{
	MC_AUTOFD fd = open("/proc/sys/net/ipv4/tcp_max_tw_buckets", O_WRONLY | O_CLOEXEC);

	if (fd >= 0 && write(fd, "0", 1) != 1)
		return;
}

struct mc_err *mc_network_set(bool is_up)
{
	struct ifreq request = { .ifr_name = "lo", .ifr_flags = is_up ? IFF_UP : 0 };
	MC_AUTOFD fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (is_up)
		forget_connections();
	if (fd < 0 || ioctl(fd, SIOCSIFFLAGS, &request))
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot use the network of the sandbox"));
	return NULL;
}

void mc_network_serve(int line, int family)
{
	struct mc_reply reply = { .say = MC_SAY_SOCKET };
	MC_AUTOFD fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		mc_message_say_failed(line, mc_err_sys(MC_E_IO, errno, _("cannot open a socket")));
	else
		mc_message_say(line, &reply, &fd, 1);
}

static struct mc_err *ask_worker(int *fd, struct mc_inside *inside, int family)
{
	struct mc_request request = { .ask = MC_ASK_SOCKET, .family = family };
	struct mc_str head = { (const char *)&request, sizeof(request) };
	struct mc_reply reply;
	bool is_open;

	/* Where worker and init are one process there is no line between them, and no network. */
	if (inside->stage_socket < 0 || !inside->has_loopback)
		return mc_err_new(MC_E_UNSUPPORTED, _("this sandbox has no network"));
	MC_TRY(mc_message_send(inside->stage_socket, head, (struct mc_str){ NULL, 0 }, NULL, 0));
	MC_TRY(mc_message_receive(&is_open, &inside->aside, inside->stage_socket));
	if (!is_open)
		return mc_err_new(MC_E_IO, _("the sandbox's worker is gone"));
	MC_TRY(mc_message_read_reply(&reply, &inside->aside));
	*fd = mc_message_take_fd(&inside->aside, 0);
	return NULL;
}

void mc_network_pass(struct mc_inside *inside, int family)
{
	struct mc_reply reply = { .say = MC_SAY_SOCKET };
	int made = -1;
	struct mc_err *err = ask_worker(&made, inside, family);
	MC_AUTOFD fd = made;

	if (err)
		mc_message_say_failed(inside->socket, err);
	else
		mc_message_say(inside->socket, &reply, &fd, fd >= 0);
}
