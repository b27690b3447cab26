/* SPDX-License-Identifier: MIT */
#include "ext/http.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/http_client.h"
#include "os/loopback.h"
#include "os/worker.h"

struct mc_http {
	struct mc_http_plan plan;
	struct mc_worker worker;
	struct mc_buf frame;
};

void mc_http_answer_release(struct mc_http_answer *answer)
{
	mc_buf_release(&answer->headers);
	mc_buf_release(&answer->body);
	*answer = (struct mc_http_answer)MC_HTTP_ANSWER_INIT;
}

/* ---- answers on their way out of the child ---- */

struct head {
	uint32_t outcome;
	uint32_t status;
	uint64_t wall_us;
	uint32_t headers_len;
	uint32_t body_len;
};

void mc_http_answer_pack(struct mc_buf *buf, const struct mc_http_answer *answer)
{
	const struct head head = { .outcome = answer->outcome,
				   .status = answer->status,
				   .wall_us = answer->wall_us,
				   .headers_len = (uint32_t)answer->headers.len,
				   .body_len = (uint32_t)answer->body.len };

	mc_buf_add(buf, &head, sizeof(head));
	mc_buf_add(buf, answer->headers.ptr, answer->headers.len);
	mc_buf_add(buf, answer->body.ptr, answer->body.len);
}

/* The bytes come from a process that talked to a student's server and may have been taken over by it. */
bool mc_http_answer_unpack(struct mc_http_answer *answer, struct mc_str bytes)
{
	struct head head;

	if (bytes.len < sizeof(head))
		return false;
	memcpy(&head, bytes.ptr, sizeof(head));
	size_t rest = bytes.len - sizeof(head);

	if (head.outcome >= MC_HTTP_OUTCOME_COUNT || head.status > 999 ||
	    head.headers_len > MC_HTTP_MAX_HEADERS || head.body_len > MC_HTTP_MAX_BODY ||
	    rest != (size_t)head.headers_len + head.body_len)
		return false;
	mc_http_answer_release(answer);
	answer->outcome = (enum mc_http_outcome)head.outcome;
	answer->status = head.status;
	answer->wall_us = head.wall_us;
	mc_buf_add(&answer->headers, bytes.ptr + sizeof(head), head.headers_len);
	mc_buf_add(&answer->body, bytes.ptr + sizeof(head) + head.headers_len, head.body_len);
	return true;
}

bool mc_http_next_header(struct mc_str *value, struct mc_str *at, const char *name)
{
	size_t len = strlen(name);
	struct mc_str line;

	while (mc_str_cut_line(&line, at)) {
		if (line.len <= len || line.ptr[len] != ':' || strncasecmp(line.ptr, name, len) != 0)
			continue;
		*value = mc_str_trim((struct mc_str){ line.ptr + len + 1, line.len - len - 1 });
		return true;
	}
	return false;
}

/* ---- the client ---- */

struct mc_err *mc_http_open(struct mc_http **http, const struct mc_http_config *config,
			    const struct mc_http_request requests[], size_t count)
{
	MC_AUTOPTR(mc_http) made = mc_alloc_zero(1, sizeof(*made));

	made->worker = (struct mc_worker)MC_WORKER_INIT;
	made->frame = (struct mc_buf)MC_BUF_INIT;
	made->plan.config = *config;
	made->plan.requests = requests;
	made->plan.count = count;
	/* Nothing of it is needed: neither encryption nor anything of other systems. */
	MC_TRY(mc_curl_load(&made->plan.curl, CURL_GLOBAL_NOTHING));
	MC_TRY(mc_worker_open(&made->worker, mc_http_serve, &made->plan));
	*http = MC_TAKE(made);
	return NULL;
}

void mc_http_free(struct mc_http *http)
{
	if (!http)
		return;
	(void)mc_worker_kill(&http->worker);
	mc_buf_release(&http->frame);
	free(http);
}

int mc_http_fd(const struct mc_http *http)
{
	return http->worker.fd;
}

struct mc_err *mc_http_ask(struct mc_http *http, uint32_t index)
{
	return mc_frame_write(http->worker.fd, &index, sizeof(index));
}

static struct mc_err *is_gone(void)
{
	return mc_err_new(MC_E_IO, _("the client that asks servers failed"));
}

struct mc_err *mc_http_hear(struct mc_http_answer *answer, enum mc_http_event *event, struct mc_http *http)
{
	enum { ROOM = 1024 };
	bool is_end = true;

	MC_TRY(mc_frame_read(&http->frame, &is_end, http->worker.fd,
			     ROOM + MC_HTTP_MAX_HEADERS + MC_HTTP_MAX_BODY));
	if (is_end || http->frame.len == 0 || (unsigned char)http->frame.ptr[0] > MC_HTTP_WANTS_TIME)
		return is_gone();
	*event = (enum mc_http_event)http->frame.ptr[0];
	if (*event != MC_HTTP_HAS_ENDED ||
	    mc_http_answer_unpack(answer, (struct mc_str){ http->frame.ptr + 1, http->frame.len - 1 }))
		return NULL;
	return is_gone();
}

struct mc_err *mc_http_give(struct mc_http *http, int fd)
{
	return mc_fd_send(http->worker.fd, MC_HTTP_YES, fd);
}

struct mc_err *mc_http_allow(struct mc_http *http, bool may_wait)
{
	return mc_fd_send(http->worker.fd, may_wait ? MC_HTTP_YES : MC_HTTP_NO, -1);
}
