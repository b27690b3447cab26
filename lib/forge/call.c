/* SPDX-License-Identifier: MIT */
#include "forge/forge_parts.h"

#include <poll.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/time.h"
#include "ext/http.h"
#include "ext/seal.h"
#include "os/clock.h"

enum { HEADER_MAX = 6 };

void mc_forge_answer_release(struct mc_forge_answer *answer)
{
	mc_http_api_answer_release(&answer->http);
	mc_json_free(answer->json);
	*answer = (struct mc_forge_answer)MC_FORGE_ANSWER_INIT;
}

/* ---- waiting ---- */

static int64_t now_s(void)
{
	return mc_clock_unix_ms() / 1000;
}

static void sleep_ms(uint64_t ms)
{
	uint64_t end_ms = mc_clock_ms() + ms;

	for (uint64_t now_ms = mc_clock_ms(); now_ms < end_ms; now_ms = mc_clock_ms())
		(void)poll(NULL, 0, (int)(end_ms - now_ms));
}

static void pause_ms(const struct mc_forge *forge, uint64_t ms)
{
	if (ms >= 1000 && forge->config.waits)
		forge->config.waits(forge->config.context, forge->host, (unsigned)(ms / 1000));
	sleep_ms(ms);
}

void mc_forge_back_off(const struct mc_forge *forge, unsigned attempt)
{
	enum { MOST_DOUBLINGS = 6 };
	uint64_t ms = (uint64_t)forge->config.first_wait_ms
		      << (attempt < MOST_DOUBLINGS ? attempt : MOST_DOUBLINGS);
	uint32_t chance;

	/* Many who failed at once must not come back at once. */
	mc_seal_random(&chance, sizeof(chance));
	pause_ms(forge, ms / 2 + chance % (ms / 2 + 1));
}

/* Waits until the host answers again, or says when it will. */
static struct mc_err *await_limit(struct mc_forge *forge, bool may_wait)
{
	MC_AUTO(mc_buf) when = MC_BUF_INIT;
	int64_t wait_s = forge->limit.free_at - now_s();

	if (may_wait && wait_s <= 0)
		return NULL;
	if (may_wait && wait_s <= (int64_t)forge->config.longest_wait_s) {
		pause_ms(forge, (uint64_t)wait_s * 1000);
		forge->limit = (struct mc_forge_limit){ 0 };
		return NULL;
	}
	mc_time_add(&when, forge->limit.free_at);
	return mc_err_hint(
		mc_err_new(MC_E_NETWORK, _("'%s' has a rate limit, which ends at %s"), forge->host, when.ptr),
		forge->secret ? _("run the same command again after that time; what is done stays "
				  "done")
			      : _("run the same command again after that time, or with a token, for "
				  "which the limit is higher"));
}

/* ---- what went wrong ---- */

static struct mc_err *line_error(const struct mc_forge *forge, enum mc_http_api_outcome outcome)
{
	const char *host = forge->host;

	switch (outcome) {
	case MC_HTTP_API_UNKNOWN:
		return mc_err_hint(mc_err_new(MC_E_NETWORK, _("there is no host '%s', or no network"), host),
				   _("check the address and the network connection, then try again"));
	case MC_HTTP_API_REFUSED:
		return mc_err_hint(mc_err_new(MC_E_NETWORK, _("nothing answers at '%s'"), host),
				   _("check the address and the network connection, then try again"));
	case MC_HTTP_API_UNTRUSTED:
		return mc_err_hint(mc_err_new(MC_E_NETWORK, _("the certificate of '%s' cannot be trusted"),
					      host),
				   _("if your school has a certificate authority of its own, name its file "
				     "in CURL_CA_BUNDLE"));
	case MC_HTTP_API_LATE:
		return mc_err_new(MC_E_NETWORK, _("'%s' does not answer in time"), host);
	case MC_HTTP_API_TOO_LARGE:
		return mc_err_new(MC_E_NETWORK, _("the answer of '%s' is too large"), host);
	case MC_HTTP_API_ELSEWHERE:
		return mc_err_hint(mc_err_new(MC_E_NETWORK, _("'%s' redirects to another host"), host),
				   _("no token is sent there; give the new address"));
	case MC_HTTP_API_UNSAFE:
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the connection to '%s' would not be encrypted"),
					      host),
				   _("write https:// in the address"));
	case MC_HTTP_API_MALFORMED:
		return mc_forge_nonsense(forge);
	case MC_HTTP_API_ANSWERED:
	case MC_HTTP_API_BROKEN:
		break;
	}
	return mc_err_new(MC_E_NETWORK, _("the connection to '%s' broke off"), host);
}

struct mc_err *mc_forge_nonsense(const struct mc_forge *forge)
{
	return mc_err_hint(mc_err_new(MC_E_NETWORK, _("'%s' does not answer like %s"), forge->host,
				      forge->kind ? forge->kind->title : _("a host of repositories")),
			   _("check the address; some networks answer with a page to log in"));
}

static struct mc_err *not_taken(const struct mc_forge *forge)
{
	if (!forge->secret)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' says this only with a token"), forge->host),
				   _("make one at '%s' and put it into MIGRACODE_TOKEN"), forge->host);
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' refuses the token"), forge->host),
			   _("it may have expired; make a new one there"));
}

struct mc_err *mc_forge_refusal(const struct mc_forge *forge, const struct mc_forge_answer *answer,
				enum mc_forge_right right, const char *what)
{
	unsigned status = answer->http.status;
	const char *needs = forge->kind->rights[right];

	if (status == 403)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' does not allow this: %s"), forge->host,
					      what),
				   _("the token needs: %s"), needs);
	if (status == 404 && !forge->secret)
		return mc_err_hint(
			mc_err_new(MC_E_INPUT, _("'%s' does not have this: %s"), forge->host, what),
			_("check the address; what is private is seen only with a token: %s"), needs);
	if (status == 404 || status == 410)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' does not have this: %s"), forge->host,
					      what),
				   _("check the address, and whether the token may see it: %s"), needs);
	return mc_err_new(MC_E_NETWORK, _("'%s' answers with status %u: %s"), forge->host, status, what);
}

/* ---- asking ---- */

static void ask_once(struct mc_forge_answer *answer, struct mc_forge *forge,
		     const struct mc_forge_request *request)
{
	const char *headers[HEADER_MAX] = { "Content-Type: application/json" };
	MC_AUTOTEXT url =
		request->url ? mc_strdup(request->url) : mc_format("%s%s", forge->base, request->path);
	struct mc_http_api_request http = { .method = request->method,
					    .url = url,
					    .headers = headers,
					    .header_count = 1,
					    .secret = forge->secret,
					    .has_body = request->body.ptr != NULL,
					    .body = request->body };

	for (size_t i = 0; forge->kind && forge->kind->headers[i]; i++)
		headers[http.header_count++] = forge->kind->headers[i];
	mc_forge_answer_release(answer);
	mc_http_api_ask(&answer->http, forge->api, &http);
	mc_forge_limit_read(&forge->limit, answer->http.status,
			    (struct mc_str){ answer->http.headers.ptr, answer->http.headers.len },
			    (struct mc_str){ answer->http.body.ptr, answer->http.body.len }, now_s());
}

/* It may be otherwise next time. */
static bool is_passing(const struct mc_http_api_answer *answer)
{
	switch (answer->outcome) {
	case MC_HTTP_API_ANSWERED:
		return answer->status >= 500 || answer->status == 408;
	case MC_HTTP_API_UNKNOWN:
	case MC_HTTP_API_REFUSED:
	case MC_HTTP_API_BROKEN:
	case MC_HTTP_API_LATE:
		return true;
	case MC_HTTP_API_UNTRUSTED:
	case MC_HTTP_API_TOO_LARGE:
	case MC_HTTP_API_ELSEWHERE:
	case MC_HTTP_API_UNSAFE:
	case MC_HTTP_API_MALFORMED:
		break;
	}
	return false;
}

/* Nothing of it can have reached the host. */
static bool was_not_sent(const struct mc_http_api_answer *answer)
{
	return answer->outcome == MC_HTTP_API_UNKNOWN || answer->outcome == MC_HTTP_API_REFUSED;
}

static struct mc_err *error_of(const struct mc_forge *forge, const struct mc_forge_answer *answer)
{
	if (answer->http.outcome != MC_HTTP_API_ANSWERED)
		return line_error(forge, answer->http.outcome);
	if (answer->http.status == 401)
		return not_taken(forge);
	return mc_err_hint(mc_err_new(MC_E_NETWORK, _("'%s' has a fault of its own (status %u)"), forge->host,
				      answer->http.status),
			   _("run the same command again later; what is done stays done"));
}

/* An answer that says something has it in JSON. */
static struct mc_err *read_json(struct mc_forge_answer *answer, const struct mc_forge *forge)
{
	struct mc_json_place place;

	if (answer->http.status >= 300 || answer->http.status == 204)
		return NULL;
	struct mc_err *err =
		mc_json_open(&answer->json, &place, answer->http.body.ptr, answer->http.body.len);

	if (!err)
		return NULL;
	mc_err_drop(err);
	answer->is_uncertain = true;
	return mc_forge_nonsense(forge);
}

/* GitHub counts changes that come quicker than one in a second as abuse. Source: GitHub REST API, "Best
 * practices", "Pause between mutative requests". */
static void pace(struct mc_forge *forge)
{
	uint64_t next_ms = forge->changed_ms + forge->config.pause_ms;
	uint64_t now_ms = mc_clock_ms();

	if (forge->changed_ms > 0 && next_ms > now_ms && !strcasecmp(forge->host, forge->kind->public_host))
		sleep_ms(next_ms - now_ms);
	forge->changed_ms = mc_clock_ms();
}

struct mc_err *mc_forge_ask(struct mc_forge_answer *answer, struct mc_forge *forge,
			    const struct mc_forge_request *request)
{
	bool is_reading = !strcmp(request->method, "GET");

	for (unsigned attempt = 0;; attempt++) {
		MC_TRY(await_limit(forge, true));
		if (!is_reading)
			pace(forge);
		ask_once(answer, forge, request);
		bool is_last = attempt + 1 >= forge->config.tries;

		if (forge->limit.is_limited && is_last)
			return await_limit(forge, false);
		if (forge->limit.is_limited)
			continue;
		if (answer->http.outcome == MC_HTTP_API_ANSWERED && answer->http.status < 500 &&
		    answer->http.status != 401 && answer->http.status != 408)
			return read_json(answer, forge);
		answer->is_uncertain = !is_reading && !was_not_sent(&answer->http);
		if (is_last || !is_passing(&answer->http) || answer->is_uncertain)
			return error_of(forge, answer);
		mc_forge_back_off(forge, attempt);
	}
}
