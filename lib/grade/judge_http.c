/* SPDX-License-Identifier: MIT */
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "grade/http_check.h"
#include "grade/http_port.h"
#include "grade/judge.h"
#include "os/clock.h"
#include "os/loopback.h"
#include "os/sandbox_live.h"
#include "os/worker.h"
#include "result/reason.h"

/* Requests that are told of one test. */
enum { ASKED_MAX = 6 };

/* How long a program that closed its connection may take to end. */
enum { DYING_MS = 400 };

/* What the client may take beyond the time that it gives the server. */
enum { CLIENT_GRACE_MS = 2000 };

/* One server that is talked to. */
struct talk {
	struct mc_job *job;
	struct mc_test_result *out;
	const struct mc_http_test *http;
	struct mc_live *live;
	struct mc_http *client;
	struct mc_http_port port;
	bool has_ended;	       /* the program has, by itself */
	bool is_stopped;       /* it was, by us */
	bool is_cut_off;       /* it closed the connection of the last request, or took none */
	bool is_first_cut_off; /* and that is the first fault */
	struct mc_sandbox_result ran;
	bool has_ran; /* ran is set */
};

/* The program goes first, so that the ends of its connections are ours to take away: nothing then keeps the
 * port from the next server. */
static void talk_release(struct talk *talk)
{
	mc_live_free(talk->live);
	mc_http_free(talk->client);
	mc_http_port_release(&talk->port);
	mc_sandbox_result_release(&talk->ran);
}

/* ---- the end of the program ---- */

/* A crash closes the connections first. It is what is told, so it is waited for. */
static struct mc_err *see_crash(struct talk *talk)
{
	uint64_t until_ms = mc_clock_ms() + DYING_MS;

	while (talk->is_cut_off && !talk->has_ended) {
		uint64_t now_ms = mc_clock_ms();
		struct mc_live_state state;

		if (now_ms >= until_ms)
			break;
		MC_TRY(mc_live_wait(&state, talk->live, NULL, 0, (int)(until_ms - now_ms)));
		talk->has_ended = state.has_ended;
	}
	return NULL;
}

static struct mc_err *end_program(struct talk *talk)
{
	if (talk->has_ran)
		return NULL;
	MC_TRY(see_crash(talk));
	if (!talk->has_ended) {
		talk->is_stopped = true;
		MC_TRY(mc_live_stop(talk->live));
	}
	MC_TRY(mc_live_end(&talk->ran, talk->live));
	talk->has_ran = true;
	mc_job_keep_usage(talk->out, &talk->ran);
	if (talk->out->verdict != MC_PASS || talk->out->case_passed < talk->out->case_count)
		mc_job_keep_output(talk->job, talk->out, &talk->ran);
	return NULL;
}

/* True, with the reason set, when the program was ended by a limit or a crash: that says more than what
 * became of its answers. Being stopped by us is neither. */
static bool is_broken(struct talk *talk)
{
	const struct mc_limits limits = mc_job_limits(talk->job, talk->out->test);
	bool is_ours = talk->is_stopped && talk->ran.ending == MC_END_SIGNAL;

	return !is_ours &&
	       !mc_job_has_ended(talk->job, talk->out, &talk->out->test->run, &limits, &talk->ran);
}

static const char *ended_words(const struct talk *talk)
{
	return mc_arena_format(&talk->job->result->arena,
			       _("the program ended with exit status %d. A server has to go on running"),
			       talk->ran.exit_status);
}

static const char *no_server_words(const struct talk *talk, unsigned other)
{
	struct mc_arena *arena = &talk->job->result->arena;

	if (talk->has_ended)
		return ended_words(talk);
	if (other == talk->http->port)
		return mc_arena_format(arena, _("the program listened there only after more than %u ms"),
				       talk->http->wait_ms);
	if (other > 0)
		return mc_arena_format(arena,
				       _("the program listens on port %u. It finds the right one in PORT"),
				       other);
	return mc_arena_format(arena, _("the program runs, but after %u ms it listens on no port"),
			       talk->http->wait_ms);
}

static struct mc_err *judge_no_server(struct talk *talk)
{
	unsigned other;

	MC_TRY(mc_http_port_search(&other, &talk->port, talk->live));
	talk->has_ended = talk->port.has_ended;
	talk->out->verdict = MC_FAIL;
	MC_TRY(end_program(talk));
	if (is_broken(talk))
		return NULL;
	mc_judge_fail(talk->out, MC_FAIL,
		      (struct mc_reason){ .code = MC_REASON_NO_SERVER,
					  .want = talk->http->port,
					  .detail = no_server_words(talk, other) });
	return NULL;
}

/* ---- asking ---- */

static struct mc_http_request *requests_of(struct talk *talk)
{
	struct mc_arena *arena = &talk->job->result->arena;
	struct mc_http_request *requests = mc_arena_alloc(arena, talk->http->step_count * sizeof(*requests));

	for (size_t i = 0; i < talk->http->step_count; i++) {
		const struct mc_http_step *step = &talk->http->steps[i];

		requests[i] = (struct mc_http_request){ .method = step->method,
							.path = step->path,
							.headers = step->headers.items,
							.header_count = step->headers.count,
							.has_body = step->has_body,
							.body = { step->body, step->body_len },
							.redirects = step->redirects };
	}
	return requests;
}

/* A connected socket; -1 when nobody listens there any more. */
static struct mc_err *open_socket(int *fd, struct talk *talk, int family)
{
	*fd = -1;
	if (!talk->has_ended)
		MC_TRY(mc_live_socket(fd, talk->live, family));
	if (*fd < 0)
		return NULL;
	mc_loopback_prepare(*fd);
	if (mc_loopback_connect(*fd, family, talk->http->port) != MC_LOOPBACK_REFUSED)
		return NULL;
	(void)close(*fd);
	*fd = -1;
	return NULL;
}

/* The connection that found the port is the first that is used: a small server may not live through one on
 * which nothing is asked. */
static struct mc_err *give_socket(struct talk *talk, int family)
{
	MC_AUTOFD fd = mc_http_port_take(&talk->port, family);

	if (fd < 0)
		MC_TRY(open_socket(&fd, talk, family));
	return mc_http_give(talk->client, fd);
}

/* A server that computes may go on for a while: the machine may be busy with others. */
static struct mc_err *allow(struct talk *talk)
{
	bool is_busy = false;

	if (!talk->has_ended)
		MC_TRY(mc_live_is_busy(&is_busy, talk->live));
	return mc_http_allow(talk->client, is_busy);
}

static struct mc_err *serve(struct talk *talk, enum mc_http_event event)
{
	switch (event) {
	case MC_HTTP_WANTS_SOCKET:
		return give_socket(talk, AF_INET);
	case MC_HTTP_WANTS_SOCKET_6:
		return give_socket(talk, AF_INET6);
	case MC_HTTP_WANTS_TIME:
		return allow(talk);
	case MC_HTTP_HAS_ENDED:
		break;
	}
	return NULL;
}

/* Waits until the client has something to say, while the keeper watches the program. */
static struct mc_err *wait_for_client(bool *is_ready, struct talk *talk, uint64_t until_ms)
{
	struct pollfd more = { .fd = mc_http_fd(talk->client), .events = POLLIN };

	while (!more.revents) {
		uint64_t now_ms = mc_clock_ms();
		struct mc_live_state state;

		if (now_ms >= until_ms)
			break;
		if (talk->has_ended) {
			*is_ready = mc_frame_wait(more.fd, until_ms - now_ms);
			return NULL;
		}
		MC_TRY(mc_live_wait(&state, talk->live, &more, 1, (int)(until_ms - now_ms)));
		talk->has_ended = state.has_ended;
	}
	*is_ready = more.revents != 0;
	return NULL;
}

static struct mc_err *ask(struct mc_http_answer *answer, struct talk *talk, uint32_t index)
{
	uint64_t until_ms =
		mc_clock_ms() + (uint64_t)talk->http->wait_ms * MC_HTTP_PATIENCE + CLIENT_GRACE_MS;
	enum mc_http_event event = MC_HTTP_WANTS_SOCKET;

	MC_TRY(mc_http_ask(talk->client, index));
	while (event != MC_HTTP_HAS_ENDED) {
		bool is_ready = false;

		MC_TRY(wait_for_client(&is_ready, talk, until_ms));
		if (!is_ready)
			return mc_err_new(MC_E_IO, _("the client that asks servers failed"));
		MC_TRY(mc_http_hear(answer, &event, talk->client));
		MC_TRY(serve(talk, event));
	}
	return NULL;
}

/* ---- verdicts ---- */

static int64_t most_of(const struct talk *talk, size_t index)
{
	return talk->out->test->sums_points ? talk->http->steps[index].points : 0;
}

static void keep_case(struct talk *talk, size_t index, const struct mc_http_fault *fault,
		      const struct mc_http_answer *answer)
{
	struct mc_arena *arena = &talk->job->result->arena;
	const struct mc_http_step *step = &talk->http->steps[index];
	const char *title = mc_words_pick(&step->title, talk->job->options->lang);
	bool is_passed = fault->reason.code == MC_REASON_NONE;
	MC_AUTO(mc_buf) sentence = MC_BUF_INIT;

	mc_reason_print(&sentence, &fault->reason);
	talk->out->cases[index] = (struct mc_case_result){
		.name = title ? title : mc_http_name(arena, step),
		.verdict = is_passed ? MC_PASS : MC_FAIL,
		.points = is_passed ? most_of(talk, index) : 0,
		.max = most_of(talk, index),
		.wall_us = answer->wall_us,
		.message = is_passed ? NULL : mc_arena_strdup(arena, sentence.ptr),
	};
	talk->out->case_passed += is_passed;
}

/* What came before may have made the difference, so all of it is told, or the last of it. */
static void keep_asked(struct talk *talk, size_t index)
{
	MC_AUTO(mc_buf) commands = MC_BUF_INIT;

	for (size_t i = index < ASKED_MAX ? 0 : index + 1 - ASKED_MAX; i <= index; i++) {
		mc_http_print_curl(&commands, &talk->http->steps[i], talk->http->port);
		mc_buf_addc(&commands, '\n');
	}
	talk->out->asked = mc_arena_strdup(&talk->job->result->arena, commands.ptr);
}

/* The first fault is the reason of the test. */
static void keep_fault(struct talk *talk, size_t index, const struct mc_http_fault *fault)
{
	if (fault->reason.code == MC_REASON_NONE || talk->out->reason.code != MC_REASON_NONE)
		return;
	talk->is_first_cut_off = talk->is_cut_off;
	keep_asked(talk, index);
	talk->out->reason = fault->reason;
	talk->out->expect = fault->expect;
	talk->out->actual = fault->actual;
}

static struct mc_err *ask_all(struct talk *talk)
{
	struct mc_test_result *out = talk->out;

	out->case_count = out->case_list_count = talk->http->step_count;
	out->cases = mc_arena_alloc(&talk->job->result->arena, out->case_count * sizeof(*out->cases));
	for (size_t i = 0; i < talk->http->step_count; i++) {
		const struct mc_http_step *step = &talk->http->steps[i];
		MC_AUTO(mc_http_answer) answer = MC_HTTP_ANSWER_INIT;
		struct mc_http_fault fault;

		MC_TRY(ask(&answer, talk, (uint32_t)i));
		talk->is_cut_off = answer.outcome == MC_HTTP_CLOSED || answer.outcome == MC_HTTP_REFUSED;
		MC_TRY(mc_http_check(&fault, &talk->job->result->arena, step, &answer, talk->http->wait_ms));
		keep_case(talk, i, &fault, &answer);
		keep_fault(talk, i, &fault);
	}
	return NULL;
}

static int64_t points_of(const struct talk *talk)
{
	const struct mc_test_result *out = talk->out;
	int64_t points = 0;

	if (!out->test->sums_points)
		return out->test->points * (int64_t)out->case_passed / (int64_t)out->case_count;
	for (size_t i = 0; i < out->case_count; i++)
		points += out->cases[i].points;
	return points;
}

static struct mc_err *judge_answers(struct talk *talk)
{
	struct mc_test_result *out = talk->out;
	struct mc_reason reason = out->reason;

	MC_TRY(end_program(talk));
	if (reason.code == MC_REASON_NONE)
		return NULL;
	out->reason = (struct mc_reason){ .code = MC_REASON_NONE };
	if (is_broken(talk))
		return NULL;
	if (talk->is_first_cut_off && talk->has_ended)
		reason.detail = ended_words(talk);
	out->points = points_of(talk);
	mc_judge_fail(out, out->points > 0 ? MC_PARTIAL : MC_FAIL, reason);
	return NULL;
}

/* ---- all of it ---- */

static struct mc_err *start(struct talk *talk)
{
	const struct mc_test *test = talk->out->test;
	struct mc_arena *arena = &talk->job->result->arena;
	const char **env = mc_arena_alloc(arena, (test->env.count + 2) * sizeof(*env));

	env[0] = mc_arena_format(arena, "PORT=%u", talk->http->port);
	for (size_t i = 0; i < test->env.count; i++)
		env[i + 1] = test->env.items[i];
	const struct mc_live_plan plan = {
		.run = { .argv = test->run.items, .env = env, .limits = mc_job_limits(talk->job, test) },
		.join = MC_LIVE_PIPES
	};

	return mc_live_start(&talk->live, talk->job->sandbox, &plan);
}

static struct mc_err *talk_to(struct talk *talk)
{
	MC_TRY(start(talk));
	mc_live_close_input(talk->live);
	MC_TRY(mc_http_port_wait(&talk->port, talk->live, talk->http->port, talk->http->wait_ms));
	talk->has_ended = talk->port.has_ended;
	if (talk->port.family == 0)
		return judge_no_server(talk);
	const struct mc_http_config config = { .port = talk->http->port,
					       .is_ipv6 = talk->port.family == AF_INET6,
					       .answer_ms = talk->http->wait_ms };

	MC_AUTOPTR(mc_err) err =
		mc_http_open(&talk->client, &config, requests_of(talk), talk->http->step_count);

	if (err && err->code == MC_E_TOOL) {
		mc_judge_fail(talk->out, MC_GRADER_ERROR,
			      (struct mc_reason){ .code = MC_REASON_TOOL_MISSING, .subject = "libcurl" });
		return NULL;
	}
	if (err)
		return MC_TAKE(err);
	MC_TRY(ask_all(talk));
	return judge_answers(talk);
}

static struct mc_err *judge(struct mc_job *job, struct mc_test_result *out)
{
	__attribute__((cleanup(talk_release))) struct talk talk = { .job = job,
								    .out = out,
								    .http = out->test->http,
								    .port = MC_HTTP_PORT_INIT,
								    .ran = MC_SANDBOX_RESULT_INIT };

	if (!mc_job_has_tools(out))
		return NULL;
	if (!job->has_loopback)
		return mc_err_new(MC_E_UNSUPPORTED,
				  _("a server can be tested only where the sandbox has a network of its own; "
				    "'migracode doctor' says what is missing"));
	return talk_to(&talk);
}

const struct mc_judge mc_judge_http = {
	.needs_sandbox = true, .needs_build = true, .needs_loopback = true, .judge = judge
};
