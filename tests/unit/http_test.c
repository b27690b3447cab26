/* SPDX-License-Identifier: MIT */
#include "ext/http.h"

#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/alloc.h"
#include "check.h"
#include "os/loopback.h"

/* A server that this process plays itself, between asking and hearing. */
struct scene {
	int listener;
	unsigned port;
	struct mc_http *http;
};

static struct scene start(const struct mc_http_request *requests, size_t count, uint32_t answer_ms)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
	struct scene scene = { .listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) };
	socklen_t len = sizeof(address);

	assert_int_equal(bind(scene.listener, (struct sockaddr *)&address, len), 0);
	assert_int_equal(listen(scene.listener, 4), 0);
	assert_int_equal(getsockname(scene.listener, (struct sockaddr *)&address, &len), 0);
	scene.port = ntohs(address.sin_port);
	const struct mc_http_config config = { .port = scene.port, .answer_ms = answer_ms };

	assert_ok(mc_http_open(&scene.http, &config, requests, count));
	return scene;
}

static void stop(struct scene *scene)
{
	mc_http_free(scene->http);
	(void)close(scene->listener);
}

/* Gives the client the socket that it wants, and sends the answer on its other end. */
static void serve(struct scene *scene, struct mc_buf *heard, const char *answer)
{
	MC_AUTOFD fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	char bytes[4000];

	mc_loopback_prepare(fd);
	assert_int_equal(mc_loopback_connect(fd, AF_INET, scene->port), MC_LOOPBACK_CONNECTED);
	assert_ok(mc_http_give(scene->http, fd));
	MC_AUTOFD server = accept(scene->listener, NULL, NULL);
	ssize_t got = recv(server, bytes, sizeof(bytes), 0);

	assert_true(got > 0);
	mc_buf_reset(heard);
	mc_buf_add(heard, bytes, (size_t)got);
	assert_true(send(server, answer, strlen(answer), MSG_NOSIGNAL) >= 0);
	(void)shutdown(server, SHUT_WR);
	/* until the client closes, so that no byte of the answer is lost */
	while (recv(server, bytes, sizeof(bytes), MSG_DONTWAIT) < 0) {
		struct pollfd client = { .fd = mc_http_fd(scene->http), .events = POLLIN };

		if (poll(&client, 1, 20) > 0)
			break;
	}
}

/* Asks and is answered by one of answers after the other, each on a connection of its own. */
static void talk(struct mc_http_answer *answer, struct mc_buf *heard, struct scene *scene, uint32_t index,
		 const char *const answers[])
{
	enum mc_http_event event = MC_HTTP_WANTS_SOCKET;

	assert_ok(mc_http_ask(scene->http, index));
	for (size_t i = 0;; i++) {
		assert_ok(mc_http_hear(answer, &event, scene->http));
		if (event == MC_HTTP_HAS_ENDED)
			return;
		assert_int_equal(event, MC_HTTP_WANTS_SOCKET);
		if (!answers[i]) {
			assert_ok(mc_http_give(scene->http, -1));
			continue;
		}
		serve(scene, heard, answers[i]);
	}
}

static const char *const lines[] = { "X-A: b", "X-Empty: " };

static const struct mc_http_request requests[] = {
	{ .method = "GET", .path = "/a/../b?c=d", .headers = lines, .header_count = 2 },
	{ .method = "POST", .path = "/", .has_body = true, .body = { "x\0y", 3 } },
	{ .method = "GET", .path = "/", .redirects = 1 },
};

static void requests_go_out_as_they_are(void **state)
{
	static const char *const answers[] = { "HTTP/1.1 201 Made\r\nSet-Cookie: id=7; "
					       "Path=/\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi",
					       NULL };
	struct scene scene = start(requests, 3, 5000);
	MC_AUTO(mc_http_answer) answer = MC_HTTP_ANSWER_INIT;
	MC_AUTO(mc_buf) heard = MC_BUF_INIT;
	struct mc_str at;
	struct mc_str value;

	(void)state;
	talk(&answer, &heard, &scene, 0, answers);
	assert_int_equal(answer.outcome, MC_HTTP_ANSWERED);
	assert_int_equal(answer.status, 201);
	assert_string_equal(answer.body.ptr, "hi");
	at = (struct mc_str){ answer.headers.ptr, answer.headers.len };
	assert_true(mc_http_next_header(&value, &at, "CONTENT-LENGTH"));
	assert_memory_equal(value.ptr, "2", 1);
	assert_false(mc_http_next_header(&value, &at, "Set-Cookie"));
	assert_int_equal(strncmp(heard.ptr, "GET /a/../b?c=d HTTP/1.1\r\nHost: localhost:", 42), 0);
	assert_non_null(strstr(heard.ptr, "\r\nX-A: b\r\n"));
	assert_non_null(strstr(heard.ptr, "\r\nX-Empty:"));
	assert_null(strstr(heard.ptr, "Accept-Encoding"));
	talk(&answer, &heard, &scene, 1, answers);
	assert_non_null(strstr(heard.ptr, "\r\nCookie: id=7\r\n"));
	assert_memory_equal(heard.ptr + heard.len - 7, "\r\n\r\nx\0y", 7);
	stop(&scene);
}

static void assert_outcome(enum mc_http_outcome wanted, uint32_t index, const char *first, const char *second)
{
	const char *const answers[] = { first, second, NULL };
	struct scene scene = start(requests, 3, 1000);
	MC_AUTO(mc_http_answer) answer = MC_HTTP_ANSWER_INIT;
	MC_AUTO(mc_buf) heard = MC_BUF_INIT;

	talk(&answer, &heard, &scene, index, answers);
	assert_int_equal(answer.outcome, wanted);
	stop(&scene);
}

static void every_end_has_its_outcome(void **state)
{
	static const char ok[] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
	static const char elsewhere[] =
		"HTTP/1.1 302 F\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n";
	static const char file[] =
		"HTTP/1.1 302 F\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n";
	static const char again[] =
		"HTTP/1.1 302 F\r\nLocation: /\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

	(void)state;
	assert_outcome(MC_HTTP_ANSWERED, 0, ok, NULL);
	assert_outcome(MC_HTTP_ANSWERED, 0, elsewhere, NULL);
	assert_outcome(MC_HTTP_ANSWERED, 2, again, ok);
	assert_outcome(MC_HTTP_REDIRECTS, 2, again, again);
	assert_outcome(MC_HTTP_ELSEWHERE, 2, elsewhere, NULL);
	assert_outcome(MC_HTTP_ELSEWHERE, 2, file, NULL);
	assert_outcome(MC_HTTP_REFUSED, 0, NULL, NULL);
	assert_outcome(MC_HTTP_REFUSED, 2, again, NULL);
	assert_outcome(MC_HTTP_CLOSED, 0, "", NULL);
	assert_outcome(MC_HTTP_CLOSED, 0, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", NULL);
	assert_outcome(MC_HTTP_MALFORMED, 0, "hello", NULL);
}

static void more_time_is_asked_for(void **state)
{
	struct scene scene = start(requests, 3, 100);
	MC_AUTO(mc_http_answer) answer = MC_HTTP_ANSWER_INIT;
	MC_AUTOFD fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	enum mc_http_event event = MC_HTTP_HAS_ENDED;

	(void)state;
	assert_ok(mc_http_ask(scene.http, 0));
	assert_ok(mc_http_hear(&answer, &event, scene.http));
	assert_int_equal(event, MC_HTTP_WANTS_SOCKET);
	assert_int_equal(mc_loopback_connect(fd, AF_INET, scene.port), MC_LOOPBACK_CONNECTED);
	assert_ok(mc_http_give(scene.http, fd));
	assert_ok(mc_http_hear(&answer, &event, scene.http));
	assert_int_equal(event, MC_HTTP_WANTS_TIME);
	assert_ok(mc_http_allow(scene.http, false));
	assert_ok(mc_http_hear(&answer, &event, scene.http));
	assert_int_equal(event, MC_HTTP_HAS_ENDED);
	assert_int_equal(answer.outcome, MC_HTTP_LATE);
	stop(&scene);
}

static void headers_and_bodies_have_limits(void **state)
{
	MC_AUTO(mc_buf) headers = MC_BUF_INIT;
	MC_AUTO(mc_buf) body = MC_BUF_INIT;

	(void)state;
	mc_buf_addz(&headers, "HTTP/1.1 200 OK\r\n");
	mc_buf_addz(&body, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
	for (int i = 0; i <= 80; i++)
		mc_buf_addf(&headers, "X: %01000d\r\n", 0);
	for (int i = 0; i <= 1024; i++)
		mc_buf_addf(&body, "%01024d", 0);
	mc_buf_addz(&headers, "Content-Length: 0\r\n\r\n");
	assert_outcome(MC_HTTP_TOO_LARGE, 0, headers.ptr, NULL);
	assert_outcome(MC_HTTP_TOO_LARGE, 0, body.ptr, NULL);
}

static void a_socket_that_finds_itself_finds_nobody(void **state)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t len = sizeof(address);
	MC_AUTOFD fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	(void)state;
	mc_loopback_prepare(fd);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, len), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &len), 0);
	for (int i = 0; i < 2; i++)
		assert_int_equal(mc_loopback_connect(fd, AF_INET, ntohs(address.sin_port)),
				 MC_LOOPBACK_REFUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(requests_go_out_as_they_are),
		cmocka_unit_test(every_end_has_its_outcome),
		cmocka_unit_test(more_time_is_asked_for),
		cmocka_unit_test(headers_and_bodies_have_limits),
		cmocka_unit_test(a_socket_that_finds_itself_finds_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
