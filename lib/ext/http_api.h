/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_HTTP_API_H
#define MC_EXT_HTTP_API_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/**
 * A client for services on the internet that are asked with a secret, as REST APIs are.  It loads libcurl at
 * first use.  Certificates are always verified; a bundle of one's own is named by CURL_CA_BUNDLE,
 * SSL_CERT_FILE or SSL_CERT_DIR, and proxies by https_proxy, all_proxy and no_proxy, as for curl(1).  Without
 * encryption only this machine is asked (localhost, 127.0.0.1, [::1]), and then without a proxy.
 *
 * The secret goes to the host of the first request and nowhere else: a redirect to another one is not
 * followed.  It stands in no error and in no file; no picture of the process's memory is left
 * (os/dump.h), and our copies are overwritten.
 */
struct mc_http_api;

/** Bytes of all headers of an answer at most. */
#define MC_HTTP_API_MAX_HEADERS (64u * 1024)

/** How many redirects are followed. */
#define MC_HTTP_API_MAX_REDIRECTS 5u

/** Limits. */
struct mc_http_api_config {
	uint32_t connect_ms; /* until the line stands */
	uint32_t stall_s;    /* nothing comes or goes for so long */
	uint32_t total_ms;   /* a whole answer */
	size_t body_bytes;   /* of an answer, unpacked */
};

/** What is enough for APIs over a slow line. */
#define MC_HTTP_API_CONFIG \
	{ \
		.connect_ms = 15000, .stall_s = 30, .total_ms = 120000, .body_bytes = 8u * 1024 * 1024 \
	}

/** A request; all is borrowed. */
struct mc_http_api_request {
	const char *method; /* GET, POST, PUT, PATCH … */
	const char *url;
	const char *const *headers; /* "Name: value", header_count of them */
	size_t header_count;
	const char *secret; /* one more header: "Authorization: …"; NULL: none */
	bool has_body;
	struct mc_str body;
};

/** How a request ended: X(constant) */
#define MC_HTTP_API_OUTCOMES(X) \
	X(MC_HTTP_API_ANSWERED) \
	X(MC_HTTP_API_UNKNOWN)	 /* the name of the host has no address, or there is no line */ \
	X(MC_HTTP_API_REFUSED)	 /* nobody listens there */ \
	X(MC_HTTP_API_UNTRUSTED) /* its certificate is not one that this machine trusts */ \
	X(MC_HTTP_API_BROKEN)	 /* the line ended before the answer did */ \
	X(MC_HTTP_API_LATE)	 /* no whole answer in time */ \
	X(MC_HTTP_API_TOO_LARGE) \
	X(MC_HTTP_API_ELSEWHERE) /* it sends on to another host, or too often */ \
	X(MC_HTTP_API_UNSAFE)	 /* without encryption, or no address of the web: nothing was sent */ \
	X(MC_HTTP_API_MALFORMED) /* this is no HTTP */

enum mc_http_api_outcome {
#define X(constant) constant,
	MC_HTTP_API_OUTCOMES(X)
#undef X
};

/** An answer; what came before a failure is there too. */
struct mc_http_api_answer {
	enum mc_http_api_outcome outcome;
	unsigned status;       /* 0: none came */
	struct mc_buf headers; /* of the last answer, as they came; see mc_http_next_header() */
	struct mc_buf body;
};

#define MC_HTTP_API_ANSWER_INIT \
	{ \
		.headers = MC_BUF_INIT, .body = MC_BUF_INIT \
	}

/** Frees what an answer holds; it is usable again. */
void mc_http_api_answer_release(struct mc_http_api_answer *answer);

/** Makes a client, which keeps its connections. Forbids pictures of the process's memory from now on.
 * Errors: MC_E_TOOL (libcurl is missing). */
struct mc_err *mc_http_api_open(struct mc_http_api **api, const struct mc_http_api_config *config)
	MC_MUST_USE;

/** Closes its connections; NULL is allowed. */
void mc_http_api_free(struct mc_http_api *api);
MC_AUTOPTR_DEFINE(mc_http_api);

/** Asks, and waits for the answer. What went wrong on the way is the outcome, never an error. */
void mc_http_api_ask(struct mc_http_api_answer *answer, struct mc_http_api *api,
		     const struct mc_http_api_request *request);

/** True when url is of this scheme, host and port: "https://forge.example:8443"; those are without a path. */
bool mc_http_api_is_at(const char *url, const char *origin);

#endif
