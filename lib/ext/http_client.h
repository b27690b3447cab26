/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_HTTP_CLIENT_H
#define MC_EXT_HTTP_CLIENT_H

/* Only for lib/ext/http*.c. */
#include "ext/http.h"
#include "ext/http_curl.h"

/** What the child has a copy of. */
struct mc_http_plan {
	struct mc_curl curl;
	struct mc_http_config config;
	const struct mc_http_request *requests;
	size_t count;
};

/** How the child is answered; what it says begins with an enum mc_http_event in one byte. */
enum { MC_HTTP_YES = 'y', MC_HTTP_NO = 'n' };

/** The child: answers requests that come over fd until it is closed. context is a struct mc_http_plan. */
void mc_http_serve(int fd, void *context);

#endif
