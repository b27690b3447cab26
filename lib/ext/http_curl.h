/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_HTTP_CURL_H
#define MC_EXT_HTTP_CURL_H

/* Only for lib/ext/http*.c. */
#include <curl/curl.h>

#include "base/err.h"

/** The calls of libcurl that the adapters use, without their prefix "curl_". */
#define MC_CURL_CALLS(X) \
	X(easy_cleanup) \
	X(easy_getinfo) \
	X(easy_init) \
	X(easy_perform) \
	X(easy_reset) \
	X(easy_setopt) \
	X(global_init) \
	X(slist_append) \
	X(slist_free_all)

/** libcurl, loaded: curl.easy_init() is curl_easy_init(). */
struct mc_curl {
#define X(name) __typeof__(&curl_##name) name;
	MC_CURL_CALLS(X)
#undef X
};

/** Loads libcurl with the flags of curl_global_init(3); the first call of a process decides about them.
 * Errors: MC_E_TOOL. */
struct mc_err *mc_curl_load(struct mc_curl *curl, long flags) MC_MUST_USE;

#endif
