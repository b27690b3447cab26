/* SPDX-License-Identifier: MIT */
#include "ext/http_client.h"

#include <netinet/in.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "os/clock.h"
#include "os/confine.h"
#include "os/loopback.h"
#include "os/worker.h"

/* All of this runs in the confined child, which ends with its test: what libcurl allocates is not freed. */

/* For one request of a server that does all to keep libcurl busy, beyond the time that it has. */
enum { SPARE_CPU_S = 5 };

/* Between two requests for more time. */
enum { ASK_AGAIN_MS = 200 };

#define MEMORY_BYTES (64u * 1024 * 1024)

struct client {
	int fd; /* to the grader */
	const struct mc_http_plan *plan;
	CURL *handle;
	struct mc_http_answer answer;
	size_t header_bytes; /* of all answers to this request */
	bool is_too_large;
	bool is_elsewhere;
	bool is_refused;
	bool is_late;
	uint64_t ask_ms; /* when more time is asked for */
};

/* ---- what libcurl asks us ---- */

/* Only the server of the test is talked to, wherever redirects lead. */
static bool is_server(const struct client *client, const struct curl_sockaddr *address)
{
	struct sockaddr_in four;
	struct sockaddr_in6 six;
	unsigned port = client->plan->config.port;

	if (address->family == AF_INET && address->addrlen >= sizeof(four)) {
		memcpy(&four, &address->addr, sizeof(four));
		return ntohl(four.sin_addr.s_addr) == INADDR_LOOPBACK && ntohs(four.sin_port) == port;
	}
	if (address->family != AF_INET6 || address->addrlen < sizeof(six))
		return false;
	memcpy(&six, (const char *)&address->addr, sizeof(six));
	return IN6_IS_ADDR_LOOPBACK(&six.sin6_addr) && ntohs(six.sin6_port) == port;
}

/* Says an event and hears what the grader makes of it. */
static struct mc_err *wish(struct client *client, enum mc_http_event event, char *reply, int *fd)
{
	char say = (char)event;

	MC_TRY(mc_frame_write(client->fd, &say, 1));
	return mc_fd_receive(reply, fd, client->fd);
}

/* The socket comes connected.  Telling libcurl so (CURL_SOCKOPT_ALREADY_CONNECTED) does not keep version 7.88
 * from connect(), which therefore says here what makes it look: see mc_confine_to_sockets(). */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct client *client = context;
	bool is_four = address->family == AF_INET;
	char reply;
	int fd = -1;

	(void)purpose;
	if (!is_server(client, address)) {
		client->is_elsewhere = true;
		return CURL_SOCKET_BAD;
	}
	mc_err_drop(wish(client, is_four ? MC_HTTP_WANTS_SOCKET : MC_HTTP_WANTS_SOCKET_6, &reply, &fd));
	client->is_refused = fd < 0;
	return fd < 0 ? CURL_SOCKET_BAD : fd;
}

/* libcurl calls this once a second at least. */
static int watch_time(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total,
		      curl_off_t up)
{
	struct client *client = context;
	char reply = MC_HTTP_NO;
	int fd = -1;

	(void)down_total, (void)down, (void)up_total, (void)up;
	if (mc_clock_ms() < client->ask_ms)
		return 0;
	mc_err_drop(wish(client, MC_HTTP_WANTS_TIME, &reply, &fd));
	client->ask_ms = mc_clock_ms() + ASK_AGAIN_MS;
	client->is_late = reply != MC_HTTP_YES;
	return client->is_late;
}

/* A line at a time; a new answer (of a redirect, or 100) begins anew, but all count. */
static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
	struct client *client = context;
	size_t len = size * count;

	client->header_bytes += len;
	if (client->header_bytes > MC_HTTP_MAX_HEADERS) {
		client->is_too_large = true;
		return 0;
	}
	if (len >= 5 && !strncasecmp(bytes, "HTTP/", 5))
		mc_buf_reset(&client->answer.headers);
	mc_buf_add(&client->answer.headers, bytes, len);
	return len;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct client *client = context;
	size_t len = size * count;

	if (len > MC_HTTP_MAX_BODY - client->answer.body.len) {
		client->is_too_large = true;
		return 0;
	}
	mc_buf_add(&client->answer.body, bytes, len);
	return len;
}

/* ---- one request ---- */

/* What is the same for all requests of a test. */
static void set_up(struct client *client)
{
	const struct mc_curl *curl = &client->plan->curl;
	const struct mc_http_config *config = &client->plan->config;
	MC_AUTOTEXT place =
		mc_format("localhost:%u:%s", config->port, config->is_ipv6 ? "[::1]" : "127.0.0.1");

	client->handle = curl->easy_init();
	if (!client->handle)
		return;
	CURL *handle = client->handle;

	(void)curl->easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	(void)curl->easy_setopt(handle, CURLOPT_OPENSOCKETDATA, client);
	(void)curl->easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
	(void)curl->easy_setopt(handle, CURLOPT_HEADERDATA, client);
	(void)curl->easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
	(void)curl->easy_setopt(handle, CURLOPT_WRITEDATA, client);
	(void)curl->easy_setopt(handle, CURLOPT_RESOLVE, curl->slist_append(NULL, place));
	(void)curl->easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http");
	(void)curl->easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http");
	(void)curl->easy_setopt(handle, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	(void)curl->easy_setopt(handle, CURLOPT_PROXY, "");
	(void)curl->easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
	(void)curl->easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
	(void)curl->easy_setopt(handle, CURLOPT_COOKIEFILE, "");
	(void)curl->easy_setopt(handle, CURLOPT_USERAGENT, "migracode");
	(void)curl->easy_setopt(handle, CURLOPT_TIMEOUT_MS, (long)config->answer_ms * MC_HTTP_PATIENCE);
	(void)curl->easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
	(void)curl->easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, watch_time);
	(void)curl->easy_setopt(handle, CURLOPT_XFERINFODATA, client);
}

/* Only the usual ones follow a redirect as browsers do; a custom name would stay with POST. */
static void set_method(const struct client *client, const struct mc_http_request *request)
{
	const struct mc_curl *curl = &client->plan->curl;
	CURL *handle = client->handle;
	bool is_post = !strcmp(request->method, "POST");

	(void)curl->easy_setopt(handle, CURLOPT_CUSTOMREQUEST, (char *)NULL);
	(void)curl->easy_setopt(handle, CURLOPT_HTTPGET, 1L);
	if (!strcmp(request->method, "HEAD")) {
		(void)curl->easy_setopt(handle, CURLOPT_NOBODY, 1L);
		return;
	}
	if (is_post || request->has_body) {
		(void)curl->easy_setopt(handle, CURLOPT_POST, 1L);
		(void)curl->easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.len);
		(void)curl->easy_setopt(handle, CURLOPT_POSTFIELDS,
					request->body.ptr ? request->body.ptr : "");
	}
	if (!is_post && strcmp(request->method, "GET") != 0)
		(void)curl->easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request->method);
}

/* libcurl takes "Name:" for the wish to leave that header out. */
static char *header_line(const char *header)
{
	size_t len = strlen(header);
	bool is_empty = len >= 2 && header[len - 2] == ':' && header[len - 1] == ' ';

	return is_empty ? mc_format("%.*s;", (int)len - 2, header) : mc_strdup(header);
}

static void set_request(struct client *client, const struct mc_http_request *request)
{
	const struct mc_curl *curl = &client->plan->curl;
	CURL *handle = client->handle;
	MC_AUTOTEXT url = mc_format("http://localhost:%u%s", client->plan->config.port, request->path);
	/* Without this a large body waits for a second on servers that do not know 100. */
	struct curl_slist *headers = curl->slist_append(NULL, "Expect:");

	for (size_t i = 0; i < request->header_count; i++) {
		MC_AUTOTEXT line = header_line(request->headers[i]);

		headers = curl->slist_append(headers, line);
	}
	(void)curl->easy_setopt(handle, CURLOPT_URL, url);
	(void)curl->easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
	(void)curl->easy_setopt(handle, CURLOPT_FOLLOWLOCATION, request->redirects > 0 ? 1L : 0L);
	(void)curl->easy_setopt(handle, CURLOPT_MAXREDIRS, (long)request->redirects);
	set_method(client, request);
}

static enum mc_http_outcome outcome_of(const struct client *client, CURLcode code)
{
	if (code == CURLE_OK)
		return MC_HTTP_ANSWERED;
	if (client->is_elsewhere || code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_URL_MALFORMAT)
		return MC_HTTP_ELSEWHERE;
	if (client->is_too_large)
		return MC_HTTP_TOO_LARGE;
	if (client->is_refused || code == CURLE_COULDNT_CONNECT)
		return MC_HTTP_REFUSED;
	if (client->is_late || code == CURLE_OPERATION_TIMEDOUT)
		return MC_HTTP_LATE;
	if (code == CURLE_TOO_MANY_REDIRECTS)
		return MC_HTTP_REDIRECTS;
	if (code == CURLE_UNSUPPORTED_PROTOCOL)
		return client->answer.headers.len > 0 ? MC_HTTP_ELSEWHERE : MC_HTTP_MALFORMED;
	if (code == CURLE_GOT_NOTHING || code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR ||
	    code == CURLE_SEND_ERROR)
		return MC_HTTP_CLOSED;
	return MC_HTTP_MALFORMED;
}

static void ask(struct client *client, const struct mc_http_request *request)
{
	const struct mc_curl *curl = &client->plan->curl;
	curl_off_t wall_us = 0;
	long status = 0;

	mc_http_answer_release(&client->answer);
	client->header_bytes = 0;
	client->is_too_large = client->is_elsewhere = client->is_refused = client->is_late = false;
	client->ask_ms = mc_clock_ms() + client->plan->config.answer_ms;
	set_request(client, request);
	client->answer.outcome = outcome_of(client, curl->easy_perform(client->handle));
	(void)curl->easy_getinfo(client->handle, CURLINFO_RESPONSE_CODE, &status);
	(void)curl->easy_getinfo(client->handle, CURLINFO_TOTAL_TIME_T, &wall_us);
	client->answer.status = status > 0 && status <= 999 ? (unsigned)status : 0;
	client->answer.wall_us = wall_us > 0 ? (uint64_t)wall_us : 0;
}

static struct mc_err *answer_requests(struct client *client)
{
	MC_AUTO(mc_buf) frame = MC_BUF_INIT;
	bool is_end = false;
	uint32_t index;

	for (;;) {
		MC_TRY(mc_frame_read(&frame, &is_end, client->fd, sizeof(index)));
		if (is_end || frame.len != sizeof(index) || !client->handle)
			return NULL;
		memcpy(&index, frame.ptr, sizeof(index));
		if (index >= client->plan->count)
			return NULL;
		ask(client, &client->plan->requests[index]);
		mc_buf_reset(&frame);
		mc_buf_addc(&frame, MC_HTTP_HAS_ENDED);
		mc_http_answer_pack(&frame, &client->answer);
		MC_TRY(mc_frame_write(client->fd, frame.ptr, frame.len));
	}
}

void mc_http_serve(int fd, void *context)
{
	const struct mc_http_plan *plan = context;
	struct client client = { .fd = fd, .plan = plan, .answer = MC_HTTP_ANSWER_INIT };
	unsigned cpu_s =
		(unsigned)plan->count * (plan->config.answer_ms * MC_HTTP_PATIENCE / 1000 + SPARE_CPU_S);

	mc_close_others(fd);
	mc_worker_limit(&(struct mc_worker_limits){ .cpu_s = cpu_s, .more_bytes = MEMORY_BYTES });
	mc_confine_to_sockets();
	set_up(&client);
	mc_err_drop(answer_requests(&client));
}
