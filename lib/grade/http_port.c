/* SPDX-License-Identifier: MIT */
#include "grade/http_port.h"

#include <sys/socket.h>
#include <unistd.h>

#include "ext/http.h"
#include "os/clock.h"
#include "os/loopback.h"

/* Between two looks at the port: short at first, as a small server is there in a moment. */
enum { FIRST_PAUSE_MS = 1, LONGEST_PAUSE_MS = 5 };

/* Between two looks at whether a late program computes. */
enum { BUSY_STEP_MS = 200 };

/* The search for another port, when nobody listens on the one of the task. */
enum { FIRST_PORT = 1024, LAST_PORT = 65535, PORTS_AT_ONCE = 512, SEARCH_MS = 1500 };

static const int families[] = { AF_INET, AF_INET6 };

void mc_http_port_release(struct mc_http_port *port)
{
	for (size_t i = 0; i < MC_COUNT(port->fds); i++) {
		if (port->fds[i] >= 0)
			(void)close(port->fds[i]);
		port->fds[i] = -1;
	}
}

static struct mc_err *try_family(bool *is_there, struct mc_http_port *port, struct mc_live *live,
				 size_t index, unsigned number)
{
	*is_there = false;
	if (port->fds[index] < 0) {
		MC_TRY(mc_live_socket(&port->fds[index], live, families[index]));
		if (port->fds[index] < 0)
			return NULL;
		mc_loopback_prepare(port->fds[index]);
	}
	*is_there = mc_loopback_connect(port->fds[index], families[index], number) == MC_LOOPBACK_CONNECTED;
	return NULL;
}

/* A server may listen on one of the two addresses only. */
static struct mc_err *try_port(bool *is_there, struct mc_http_port *port, struct mc_live *live,
			       unsigned number)
{
	*is_there = false;
	for (size_t i = 0; i < MC_COUNT(families) && !*is_there; i++) {
		MC_TRY(try_family(is_there, port, live, i, number));
		port->family = *is_there ? families[i] : 0;
	}
	return NULL;
}

static struct mc_err *pause_ms(struct mc_http_port *port, struct mc_live *live, int ms)
{
	struct mc_live_state state;

	MC_TRY(mc_live_wait(&state, live, NULL, 0, ms));
	port->has_ended = state.has_ended;
	return NULL;
}

struct mc_err *mc_http_port_wait(struct mc_http_port *port, struct mc_live *live, unsigned number,
				 uint32_t wait_ms)
{
	uint64_t until_ms = mc_clock_ms() + wait_ms;
	uint64_t last_ms = mc_clock_ms() + (uint64_t)wait_ms * MC_HTTP_PATIENCE;
	int pause = FIRST_PAUSE_MS;
	bool is_there = false;

	for (;;) {
		MC_TRY(try_port(&is_there, port, live, number));
		if (is_there || port->has_ended)
			return NULL;
		if (mc_clock_ms() >= until_ms) {
			bool is_busy = false;

			MC_TRY(mc_live_is_busy(&is_busy, live));
			if (!is_busy || until_ms >= last_ms)
				return NULL;
			until_ms += BUSY_STEP_MS;
		}
		MC_TRY(pause_ms(port, live, pause));
		pause += pause < LONGEST_PAUSE_MS;
	}
}

/* Where servers of beginners listen. */
static struct mc_err *find_usual(unsigned *number, struct mc_http_port *port, struct mc_live *live)
{
	static const unsigned usual[] = { 3000, 8080, 8000, 5000, 4000, 3001, 8081, 5173, 1234, 8888, 9000 };
	bool is_there = false;

	for (size_t i = 0; i < MC_COUNT(usual) && !is_there; i++) {
		MC_TRY(try_port(&is_there, port, live, usual[i]));
		*number = is_there ? usual[i] : 0;
	}
	return NULL;
}

static struct mc_err *find_any(unsigned *number, struct mc_http_port *port, struct mc_live *live)
{
	uint64_t until_ms = mc_clock_ms() + SEARCH_MS;
	bool is_there = false;

	for (unsigned i = FIRST_PORT; i <= LAST_PORT && !is_there && !port->has_ended; i++) {
		if (i % PORTS_AT_ONCE == 0) {
			MC_TRY(pause_ms(port, live, 0));
			if (mc_clock_ms() >= until_ms)
				break;
		}
		MC_TRY(try_port(&is_there, port, live, i));
		*number = is_there ? i : 0;
	}
	return NULL;
}

struct mc_err *mc_http_port_search(unsigned *number, struct mc_http_port *port, struct mc_live *live)
{
	*number = 0;
	if (!port->has_ended)
		MC_TRY(find_usual(number, port, live));
	return *number == 0 && !port->has_ended ? find_any(number, port, live) : NULL;
}

int mc_http_port_take(struct mc_http_port *port, int family)
{
	size_t index = family == AF_INET ? 0 : 1;
	int fd = port->family == family ? port->fds[index] : -1;

	if (fd >= 0)
		port->fds[index] = -1;
	mc_http_port_release(port);
	return fd;
}
