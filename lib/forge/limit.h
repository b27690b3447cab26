/* SPDX-License-Identifier: MIT */
#ifndef MC_FORGE_LIMIT_H
#define MC_FORGE_LIMIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/** What the last answer said of the rate limit of a host. */
struct mc_forge_limit {
	bool is_limited; /* the request was refused because of it */
	int64_t free_at; /* seconds since 1970: when to ask again; 0: at once */
};

/**
 * Reads it from an answer.
 *
 * now_s  seconds since 1970
 *
 * Nothing is waited for longer than a day.  Sources: RFC 9110, Retry-After (a date counts as a minute);
 * GitHub REST API, "Rate limits" (x-ratelimit-remaining, x-ratelimit-reset in seconds since 1970; 403 and 429
 * both mean it; the secondary limit is only in the text); GitLab, "Rate limits" (RateLimit-Remaining,
 * RateLimit-Reset).
 */
void mc_forge_limit_read(struct mc_forge_limit *limit, unsigned status, struct mc_str headers,
			 struct mc_str body, int64_t now_s);

/** The address of the next page: RFC 8288, Link with rel="next". False when there is none. */
bool mc_forge_next_page(struct mc_str *url, struct mc_str headers);

#endif
