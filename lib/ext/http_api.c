/* SPDX-License-Identifier: MIT */
#include "ext/http_api.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "ext/http_curl.h"
#include "os/dump.h"

struct mc_http_api {
	struct mc_curl curl;
	struct mc_http_api_config config;
	CURL *handle;
};

/* One request on its way. */
struct call {
	struct mc_http_api *api;
	const struct mc_http_api_request *request;
	struct mc_http_api_answer *answer;
	size_t header_bytes; /* of all answers to it */
	bool is_too_large;
};

void mc_http_api_answer_release(struct mc_http_api_answer *answer)
{
	mc_buf_release(&answer->headers);
	mc_buf_release(&answer->body);
	*answer = (struct mc_http_api_answer)MC_HTTP_API_ANSWER_INIT;
}

struct mc_err *mc_http_api_open(struct mc_http_api **api, const struct mc_http_api_config *config)
{
	MC_AUTOPTR(mc_http_api) made = mc_alloc_zero(1, sizeof(*made));

	made->config = *config;
	MC_TRY(mc_curl_load(&made->curl, CURL_GLOBAL_DEFAULT));
	mc_dump_forbid();
	made->handle = made->curl.easy_init();
	if (!made->handle)
		return mc_err_new(MC_E_IO, "libcurl");
	*api = MC_TAKE(made);
	return NULL;
}

void mc_http_api_free(struct mc_http_api *api)
{
	if (!api)
		return;
	if (api->handle)
		api->curl.easy_cleanup(api->handle);
	free(api);
}

/* ---- addresses ---- */

/* Scheme, host and port of an address. */
static struct mc_str origin_of(const char *url)
{
	const char *host = strstr(url, "://");

	return (struct mc_str){ url, host ? (size_t)(host + 3 - url) + strcspn(host + 3, "/?#") : 0 };
}

/* The port that goes without saying does not count. */
static struct mc_str without_port(struct mc_str origin)
{
	static const char *const usual[][2] = { { "https://", ":443" }, { "http://", ":80" } };

	for (size_t i = 0; i < MC_COUNT(usual); i++) {
		size_t scheme = strlen(usual[i][0]);
		size_t port = strlen(usual[i][1]);

		if (origin.len > scheme + port && !strncasecmp(origin.ptr, usual[i][0], scheme) &&
		    !memcmp(origin.ptr + origin.len - port, usual[i][1], port))
			origin.len -= port;
	}
	return origin;
}

bool mc_http_api_is_at(const char *url, const char *origin)
{
	struct mc_str a = without_port(origin_of(url));
	struct mc_str b = without_port(mc_str(origin));

	/* A name before '@' would hide which host it is. */
	return a.len > 0 && a.len == b.len && !strncasecmp(a.ptr, b.ptr, a.len) && !memchr(a.ptr, '@', a.len);
}

static bool is_encrypted(const char *url)
{
	return !strncasecmp(url, "https://", 8);
}

/* Nobody but this machine hears what is said to it. */
static bool is_here(const char *url)
{
	static const char *const names[] = { "http://localhost", "http://127.0.0.1", "http://[::1]" };

	for (size_t i = 0; i < MC_COUNT(names); i++) {
		size_t len = strlen(names[i]);

		if (!strncasecmp(url, names[i], len) && (url[len] == ':' || url[len] == '/'))
			return !memchr(url, '@', origin_of(url).len);
	}
	return false;
}

/* ---- what libcurl asks us ---- */

/* A line at a time; a new answer (100, the answer of a proxy) begins anew, but all count. */
static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
	struct call *call = context;
	size_t len = size * count;

	call->header_bytes += len;
	call->is_too_large = call->is_too_large || call->header_bytes > MC_HTTP_API_MAX_HEADERS;
	if (call->is_too_large)
		return 0;
	if (len >= 5 && !strncasecmp(bytes, "HTTP/", 5))
		mc_buf_reset(&call->answer->headers);
	mc_buf_add(&call->answer->headers, bytes, len);
	return len;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct call *call = context;
	size_t len = size * count;

	if (len > call->api->config.body_bytes - call->answer->body.len) {
		call->is_too_large = true;
		return 0;
	}
	mc_buf_add(&call->answer->body, bytes, len);
	return len;
}

/* ---- one request ---- */

#define SET(option, value) (void)curl->easy_setopt(handle, CURLOPT_##option, value)

/* libcurl itself does not look at what curl(1) takes from the environment. */
static void set_trust(const struct mc_curl *curl, CURL *handle)
{
	const char *bundle = getenv("CURL_CA_BUNDLE");
	const char *folder = getenv("SSL_CERT_DIR");

	if (!bundle || !*bundle)
		bundle = getenv("SSL_CERT_FILE");
	if (bundle && *bundle)
		SET(CAINFO, bundle);
	if (folder && *folder)
		SET(CAPATH, folder);
	SET(SSL_VERIFYPEER, 1L);
	SET(SSL_VERIFYHOST, 2L);
}

static void set_limits(const struct mc_http_api *api)
{
	const struct mc_curl *curl = &api->curl;
	CURL *handle = api->handle;

	SET(CONNECTTIMEOUT_MS, (long)api->config.connect_ms);
	SET(TIMEOUT_MS, (long)api->config.total_ms);
	SET(LOW_SPEED_LIMIT, 1L);
	SET(LOW_SPEED_TIME, (long)api->config.stall_s);
	SET(NOSIGNAL, 1L);
	SET(FOLLOWLOCATION, 0L);
}

static void set_method(const struct mc_http_api *api, const struct mc_http_api_request *request)
{
	const struct mc_curl *curl = &api->curl;
	CURL *handle = api->handle;

	if (request->has_body) {
		SET(POST, 1L);
		SET(POSTFIELDSIZE_LARGE, (curl_off_t)request->body.len);
		SET(POSTFIELDS, request->body.len > 0 ? request->body.ptr : "");
	}
	/* On a connection that was used before and turns out to be dead, libcurl asks again on its own, even
	 * what must not be asked twice. */
	if (strcmp(request->method, "GET") != 0)
		SET(FRESH_CONNECT, 1L);
	SET(CUSTOMREQUEST, request->method);
}

static void set_up(struct call *call, const char *url, struct curl_slist *headers)
{
	const struct mc_curl *curl = &call->api->curl;
	CURL *handle = call->api->handle;

	/* Connections, and what is known of names, stay. */
	curl->easy_reset(handle);
	SET(URL, url);
	SET(PROTOCOLS_STR, is_encrypted(url) ? "https" : "http");
	if (!is_encrypted(url))
		SET(NOPROXY, "*");
	SET(HTTPHEADER, headers);
	SET(USERAGENT, "migracode/" MC_VERSION);
	SET(ACCEPT_ENCODING, "gzip");
	SET(HEADERFUNCTION, take_header);
	SET(HEADERDATA, call);
	SET(WRITEFUNCTION, take_body);
	SET(WRITEDATA, call);
	set_trust(curl, handle);
	set_limits(call->api);
	set_method(call->api, call->request);
}

static enum mc_http_api_outcome outcome_of(const struct call *call, CURLcode code)
{
	if (call->is_too_large)
		return MC_HTTP_API_TOO_LARGE;
	if (code == CURLE_OK)
		return MC_HTTP_API_ANSWERED;
	if (code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY)
		return MC_HTTP_API_UNKNOWN;
	if (code == CURLE_COULDNT_CONNECT)
		return MC_HTTP_API_REFUSED;
	if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
	    code == CURLE_SSL_ISSUER_ERROR)
		return MC_HTTP_API_UNTRUSTED;
	if (code == CURLE_OPERATION_TIMEDOUT)
		return MC_HTTP_API_LATE;
	if (code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL)
		return MC_HTTP_API_UNSAFE;
	if (code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_BAD_CONTENT_ENCODING)
		return MC_HTTP_API_MALFORMED;
	return MC_HTTP_API_BROKEN;
}

static struct curl_slist *headers_of(const struct mc_curl *curl, const struct mc_http_api_request *request)
{
	/* Without this a large body waits for a second on servers that do not know 100. */
	struct curl_slist *headers = curl->slist_append(NULL, "Expect:");

	for (size_t i = 0; i < request->header_count; i++)
		headers = curl->slist_append(headers, request->headers[i]);
	if (request->secret)
		headers = curl->slist_append(headers, request->secret);
	return headers;
}

static void forget(const struct mc_curl *curl, struct curl_slist *headers)
{
	for (struct curl_slist *at = headers; at; at = at->next)
		explicit_bzero(at->data, strlen(at->data));
	curl->slist_free_all(headers);
}

/* Asks at url; where it sends on to, or NULL. */
static char *ask_at(struct call *call, const char *url)
{
	const struct mc_curl *curl = &call->api->curl;
	CURL *handle = call->api->handle;
	struct curl_slist *headers = headers_of(curl, call->request);
	const char *onwards = NULL;
	long status = 0;

	mc_buf_reset(&call->answer->headers);
	mc_buf_reset(&call->answer->body);
	set_up(call, url, headers);
	call->answer->outcome = outcome_of(call, curl->easy_perform(handle));
	(void)curl->easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
	(void)curl->easy_getinfo(handle, CURLINFO_REDIRECT_URL, &onwards);
	call->answer->status = status > 0 && status <= 999 ? (unsigned)status : 0;
	char *next = onwards ? mc_strdup(onwards) : NULL;

	/* The handle has copies of what it was told. */
	curl->easy_reset(handle);
	forget(curl, headers);
	return next;
}

/* Other methods would become GET, which nobody meant; only these two keep what they are. */
static bool is_followed(const struct call *call)
{
	unsigned status = call->answer->status;

	return status == 307 || status == 308 || !strcmp(call->request->method, "GET");
}

void mc_http_api_ask(struct mc_http_api_answer *answer, struct mc_http_api *api,
		     const struct mc_http_api_request *request)
{
	struct call call = { .api = api, .request = request, .answer = answer };
	struct mc_str first = origin_of(request->url);
	MC_AUTOTEXT origin = mc_strndup(first.ptr, first.len);
	MC_AUTOTEXT at = mc_strdup(request->url);

	mc_http_api_answer_release(answer);
	answer->outcome = MC_HTTP_API_UNSAFE;
	if (!is_encrypted(at) && !is_here(at))
		return;
	for (unsigned i = 0; i <= MC_HTTP_API_MAX_REDIRECTS; i++) {
		char *next = ask_at(&call, at);

		if (answer->outcome != MC_HTTP_API_ANSWERED || !next || !is_followed(&call)) {
			free(next);
			return;
		}
		free(at);
		at = next;
		answer->outcome = MC_HTTP_API_ELSEWHERE;
		if (!mc_http_api_is_at(at, origin))
			return;
	}
}
