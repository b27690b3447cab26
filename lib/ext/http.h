/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_HTTP_H
#define MC_EXT_HTTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/**
 * A client for one server of a student, which answers with what it likes.  The one adapter of libcurl, which
 * is loaded at first use and never runs in this process: a confined child has it, which cannot open a file or
 * a socket.  It asks for sockets, and gets those into the sandbox that the program runs in.  So a fault in
 * libcurl gives the student's server what it has already, and the keeper goes on watching the program while
 * libcurl waits.
 *
 * Only HTTP/1.1 to localhost and one port, no proxy, no configuration, no decompression; cookies are kept
 * from request to request.
 */
struct mc_http;

/** Bytes of all headers of an answer, and of its body, at most. */
#define MC_HTTP_MAX_HEADERS (64u * 1024)
#define MC_HTTP_MAX_BODY (1024u * 1024)

/** A server that computes may take so many times as long as it has, as the machine may be busy. */
#define MC_HTTP_PATIENCE 4

/** A request; all texts are borrowed until the client is freed. */
struct mc_http_request {
	const char *method;
	const char *path;	    /* with the query */
	const char *const *headers; /* "Name: value", header_count of them */
	size_t header_count;
	bool has_body;
	struct mc_str body;
	uint32_t redirects; /* how many are followed */
};

/** How a request ended: X(constant) */
#define MC_HTTP_OUTCOMES(X) \
	X(MC_HTTP_ANSWERED) \
	X(MC_HTTP_REFUSED)   /* nobody listens any more */ \
	X(MC_HTTP_CLOSED)    /* the connection ended before the answer did */ \
	X(MC_HTTP_MALFORMED) /* this is no HTTP */ \
	X(MC_HTTP_LATE)	     /* no whole answer in time */ \
	X(MC_HTTP_TOO_LARGE) /* more than the limits */ \
	X(MC_HTTP_REDIRECTS) /* more redirects than are followed */ \
	X(MC_HTTP_ELSEWHERE) /* redirected to another server */

enum mc_http_outcome {
#define X(constant) constant,
	MC_HTTP_OUTCOMES(X)
#undef X
		MC_HTTP_OUTCOME_COUNT
};

/** An answer; what came before a failure is there too. */
struct mc_http_answer {
	enum mc_http_outcome outcome;
	unsigned status; /* 0: none came */
	uint64_t wall_us;
	struct mc_buf headers; /* of the last answer, as they came: lines with their ends */
	struct mc_buf body;
};

#define MC_HTTP_ANSWER_INIT \
	{ \
		.headers = MC_BUF_INIT, .body = MC_BUF_INIT \
	}

/** Frees what an answer holds; it is usable again. */
void mc_http_answer_release(struct mc_http_answer *answer);

/** What the client says while it asks. */
enum mc_http_event {
	MC_HTTP_HAS_ENDED,	/* there is an answer, or none will come */
	MC_HTTP_WANTS_SOCKET,	/* to 127.0.0.1: mc_http_give() */
	MC_HTTP_WANTS_SOCKET_6, /* to ::1: the same */
	MC_HTTP_WANTS_TIME,	/* answer_ms are over: mc_http_allow() */
};

/** The server. */
struct mc_http_config {
	unsigned port;
	bool is_ipv6;	    /* at ::1, not at 127.0.0.1 */
	uint32_t answer_ms; /* for a whole answer, with all redirects, unless it is allowed to take longer */
};

/**
 * Starts a client for count requests, which are asked by their number.
 * Errors: MC_E_TOOL (libcurl is missing), MC_E_IO.
 */
struct mc_err *mc_http_open(struct mc_http **http, const struct mc_http_config *config,
			    const struct mc_http_request requests[], size_t count) MC_MUST_USE;

/** Ends the client and closes its connections; NULL is allowed. */
void mc_http_free(struct mc_http *http);
MC_AUTOPTR_DEFINE(mc_http);

/** The descriptor that can be read when mc_http_hear() has something to hear. */
int mc_http_fd(const struct mc_http *http);

/** Begins a request. Errors: MC_E_IO. */
struct mc_err *mc_http_ask(struct mc_http *http, uint32_t index) MC_MUST_USE;

/**
 * Hears what the client says; waits for it.
 *
 * answer  an initialised one; set when the request has ended
 * event   set on success
 *
 * Errors: MC_E_IO (the client is gone or talks nonsense).
 */
struct mc_err *mc_http_hear(struct mc_http_answer *answer, enum mc_http_event *event, struct mc_http *http)
	MC_MUST_USE;

/** Gives the socket that was asked for, connected to the server; fd stays the caller's, -1: nobody listens.
 * Errors: MC_E_IO. */
struct mc_err *mc_http_give(struct mc_http *http, int fd) MC_MUST_USE;

/** Lets the client wait on, and ask again after a moment, or end the request as MC_HTTP_LATE. Errors:
 * MC_E_IO. */
struct mc_err *mc_http_allow(struct mc_http *http, bool may_wait) MC_MUST_USE;

/** Appends an answer as bytes for mc_http_answer_unpack() in another process of this program. */
void mc_http_answer_pack(struct mc_buf *buf, const struct mc_http_answer *answer);

/** Sets an initialised answer from such bytes; false when they are no such thing. */
bool mc_http_answer_unpack(struct mc_http_answer *answer, struct mc_str bytes);

/**
 * The value of the first header of this name (case does not matter) from *at on, without white space around
 * it; moves *at behind it. False when there is none. at starts as the whole of answer->headers.
 */
bool mc_http_next_header(struct mc_str *value, struct mc_str *at, const char *name);

#endif
