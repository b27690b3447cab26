/* SPDX-License-Identifier: MIT */
#include "forge/limit.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "ext/http.h"

enum { DAY_S = 86400, MINUTE_S = 60 };

/* Smaller ones cannot be seconds since 1970: they are seconds from now. */
enum { FIRST_MOMENT_S = 1000000000 };

/* A header that is a whole number, of at most 15 digits. */
static bool read_number(int64_t *number, struct mc_str headers, const char *name)
{
	struct mc_str value;
	int64_t sum = 0;

	if (!mc_http_next_header(&value, &headers, name) || value.len == 0 || value.len > 15)
		return false;
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] < '0' || value.ptr[i] > '9')
			return false;
		sum = sum * 10 + (value.ptr[i] - '0');
	}
	*number = sum;
	return true;
}

static bool has_words(struct mc_str text, const char *words)
{
	size_t len = strlen(words);

	for (size_t i = 0; i + len <= text.len; i++) {
		if (!strncasecmp(text.ptr + i, words, len))
			return true;
	}
	return false;
}

/* Seconds from now, or -1 when it is not said. */
static int64_t wait_of(struct mc_str headers, bool has_none_left, int64_t now_s)
{
	struct mc_str at = headers;
	struct mc_str value;
	int64_t number;

	if (read_number(&number, headers, "retry-after"))
		return number;
	if (mc_http_next_header(&value, &at, "retry-after"))
		return MINUTE_S;
	if (has_none_left && (read_number(&number, headers, "x-ratelimit-reset") ||
			      read_number(&number, headers, "ratelimit-reset"))) {
		/* A second more, as clocks differ. */
		number -= number >= FIRST_MOMENT_S ? now_s - 1 : 0;
		return number > 0 ? number : 0;
	}
	return -1;
}

void mc_forge_limit_read(struct mc_forge_limit *limit, unsigned status, struct mc_str headers,
			 struct mc_str body, int64_t now_s)
{
	int64_t left = 1;
	bool has_none_left = (read_number(&left, headers, "x-ratelimit-remaining") ||
			      read_number(&left, headers, "ratelimit-remaining")) &&
			     left == 0;
	int64_t wait_s = wait_of(headers, has_none_left, now_s);

	*limit = (struct mc_forge_limit){ 0 };
	limit->is_limited =
		status == 429 ||
		(status == 403 && (has_none_left || wait_s >= 0 || has_words(body, "rate limit")));
	if (!limit->is_limited && !has_none_left)
		return;
	if (wait_s < 0)
		wait_s = limit->is_limited ? MINUTE_S : 0;
	if (wait_s > DAY_S)
		wait_s = DAY_S;
	limit->free_at = wait_s > 0 ? now_s + wait_s : 0;
}

/* One link: <address>; parameters. Moves at behind it. */
static bool cut_link(struct mc_str *url, struct mc_str *parameters, struct mc_str *at)
{
	const char *start = memchr(at->ptr, '<', at->len);
	const char *end = start ? memchr(start, '>', (size_t)(at->ptr + at->len - start)) : NULL;

	if (!end)
		return false;
	*url = (struct mc_str){ start + 1, (size_t)(end - start - 1) };
	size_t left = (size_t)(at->ptr + at->len - end);
	const char *next = memchr(end, '<', left);

	*parameters = (struct mc_str){ end, next ? (size_t)(next - end) : left };
	*at = (struct mc_str){ end + parameters->len, left - parameters->len };
	return true;
}

bool mc_forge_next_page(struct mc_str *url, struct mc_str headers)
{
	struct mc_str value;

	while (mc_http_next_header(&value, &headers, "link")) {
		struct mc_str link;
		struct mc_str parameters;

		while (cut_link(&link, &parameters, &value)) {
			if (has_words(parameters, "rel=\"next\"") || has_words(parameters, "rel=next")) {
				*url = link;
				return true;
			}
		}
	}
	return false;
}
