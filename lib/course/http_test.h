/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_HTTP_TEST_H
#define MC_COURSE_HTTP_TEST_H

#include "course/exercise.h"

/** A header that an answer must have. */
struct mc_http_header {
	const char *name;
	struct mc_expect value; /* any of several headers of this name may be it */
};

/** A value inside of an answer in JSON. */
struct mc_http_value {
	const char *pointer;	/* RFC 6901 */
	struct mc_expect value; /* as JSON */
};

/** One request and what its answer must be. */
struct mc_http_step {
	struct mc_words title;
	const char *method;
	const char *path;	 /* with the query */
	struct mc_texts headers; /* "Name: value" */
	const char *body;
	size_t body_len;
	bool has_body;
	bool is_json;	    /* the body was given as JSON, and the last header says so */
	uint32_t redirects; /* how many are followed */
	int64_t points;	    /* thousandths; only when the test sums them up */
	uint32_t status;    /* 100 to 599, or 1 to 5 for a class of them; 0: not asked for */
	struct mc_http_header *wanted_headers;
	size_t wanted_header_count;
	struct mc_expect wanted_body;
	struct mc_http_value *wanted_values;
	size_t wanted_value_count;
	uint32_t max_ms; /* 0: not asked for */
};

/** What a test of kind http has beside the program that it starts. */
struct mc_http_test {
	uint32_t port;
	uint32_t wait_ms; /* for the port, and then for each answer */
	struct mc_http_step *steps;
	size_t step_count;
};

/** What is meant when nothing is given. */
#define MC_HTTP_USUAL_PORT 3000
#define MC_HTTP_USUAL_WAIT_MS 5000
#define MC_HTTP_USUAL_METHOD "GET"

/** The methods that can be asked with: X(name). */
#define MC_HTTP_METHODS(X) X("GET") X("HEAD") X("POST") X("PUT") X("PATCH") X("DELETE") X("OPTIONS")

#endif
