/* SPDX-License-Identifier: MIT */
#include "grade/http_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "ext/json.h"
#include "result/compare.h"

enum { SHOWN_BYTES = 160, CURL_BODY_BYTES = 1000 };

/* One answer that is looked at. */
struct check {
	struct mc_http_fault *fault;
	struct mc_arena *arena;
	const struct mc_http_step *step;
	const struct mc_http_answer *answer;
};

const char *mc_http_name(struct mc_arena *arena, const struct mc_http_step *step)
{
	return mc_arena_format(arena, "%s %s", step->method, step->path);
}

static void set_fault(struct check *check, enum mc_reason_code code, const char *detail)
{
	check->fault->reason =
		(struct mc_reason){ .code = code,
				    .subject = mc_http_name(check->arena, check->step),
				    .detail = detail ? mc_arena_strdup(check->arena, detail) : NULL };
}

static struct mc_str text_of(const struct mc_buf *buf)
{
	return (struct mc_str){ buf->ptr, buf->len };
}

/* A value as people get to see it; from the arena. */
static const char *shorten(const struct check *check, struct mc_str text)
{
	bool is_long = text.len > SHOWN_BYTES;
	size_t len = is_long ? mc_utf8_cut(text.ptr, text.len, SHOWN_BYTES) : text.len;

	return mc_arena_format(check->arena, "%.*s%s", (int)len, text.ptr ? text.ptr : "",
			       is_long ? "…" : "");
}

/* ---- that it came ---- */

static const char *outcome_words(const struct check *check, uint32_t answer_ms)
{
	switch (check->answer->outcome) {
	case MC_HTTP_REFUSED:
		return _("the server takes no connections any more");
	case MC_HTTP_CLOSED:
		return _("the server closed the connection before the answer was complete");
	case MC_HTTP_MALFORMED:
		return _("what came is not HTTP");
	case MC_HTTP_LATE:
		return mc_arena_format(check->arena,
				       _("it was not complete after %u ms. Is every answer ended?"),
				       answer_ms);
	case MC_HTTP_TOO_LARGE:
		return mc_arena_format(check->arena, _("it is larger than %u KB"), MC_HTTP_MAX_BODY / 1024);
	case MC_HTTP_REDIRECTS:
		return mc_arena_format(check->arena, _("it redirects more than %u times"),
				       check->step->redirects);
	case MC_HTTP_ELSEWHERE:
		return _("it redirects to another server");
	case MC_HTTP_ANSWERED:
	case MC_HTTP_OUTCOME_COUNT:
		break;
	}
	return NULL;
}

/* ---- status, headers, values, body ---- */

static void check_status(struct check *check)
{
	unsigned got = check->answer->status;
	unsigned want = check->step->status;

	if (want == 0 || got == want || (want < 10 && got / 100 == want))
		return;
	set_fault(check, MC_REASON_HTTP_STATUS, NULL);
	check->fault->reason.got = got;
	check->fault->reason.want = want;
}

static const char *header_words(const struct check *check, const struct mc_http_header *wanted,
				struct mc_str value)
{
	bool is_pattern = wanted->value.compare.mode == MC_COMPARE_REGEX;
	const char *wish =
		mc_arena_format(check->arena, is_pattern ? _("a match of '%s'") : "'%s'", wanted->value.text);

	if (!value.ptr)
		return mc_arena_format(check->arena, _("it has no '%s'; expected was %s"), wanted->name,
				       wish);
	return mc_arena_format(check->arena, _("'%s' is '%s'; expected was %s"), wanted->name,
			       shorten(check, value), wish);
}

/* One of the headers of the name must be as expected; the last one seen is told. */
static struct mc_err *check_header(struct check *check, const struct mc_http_header *wanted)
{
	struct mc_str at = text_of(&check->answer->headers);
	struct mc_str value = { NULL, 0 };

	while (mc_http_next_header(&value, &at, wanted->name)) {
		MC_AUTO(mc_comparison_outcome) outcome = MC_COMPARISON_OUTCOME_INIT;

		MC_TRY(mc_compare_texts(&outcome, &wanted->value, value.ptr, value.len));
		if (outcome.reason == MC_REASON_NONE)
			return NULL;
	}
	set_fault(check, MC_REASON_HTTP_HEADER, header_words(check, wanted, value));
	return NULL;
}

/* Nothing was asked to be compressed, and nothing is unpacked here. */
static const char *packed_words(const struct check *check)
{
	struct mc_str at = text_of(&check->answer->headers);
	struct mc_str value = { NULL, 0 };

	if (!mc_http_next_header(&value, &at, "Content-Encoding"))
		return NULL;
	return mc_arena_format(check->arena, _("it is compressed ('%s'), which was not asked for"),
			       shorten(check, value));
}

/* Where two long values differ is told, too: what is shown of them may be the same. */
static const char *whole_words(const struct check *check, const char *got, const char *wish,
			       const struct mc_buf *detail)
{
	const char *words = mc_arena_format(check->arena, _("it is %s; expected was %s"), got, wish);

	return detail->len > 0 ? mc_arena_format(check->arena, "%s; %s", words, detail->ptr) : words;
}

static const char *value_words(const struct check *check, const struct mc_http_value *wanted,
			       struct mc_str got, const struct mc_buf *detail)
{
	const char *wish = shorten(check, (struct mc_str){ wanted->value.text, wanted->value.len });

	if (!*wanted->pointer)
		return whole_words(check, shorten(check, got), wish, detail);
	if (!got.ptr)
		return mc_arena_format(check->arena, _("there is nothing at '%s'; expected was %s"),
				       wanted->pointer, wish);
	return mc_arena_format(check->arena, _("at '%s' is %s; expected was %s"), wanted->pointer,
			       shorten(check, got), wish);
}

static struct mc_err *check_value(struct check *check, const struct mc_json *json,
				  const struct mc_http_value *wanted)
{
	const struct mc_json_node *node = mc_json_find_pointer(json, wanted->pointer);
	struct mc_str raw = { NULL, 0 };
	MC_AUTO(mc_comparison_outcome) outcome = MC_COMPARISON_OUTCOME_INIT;

	if (node) {
		raw = mc_json_raw(json, node);
		MC_TRY(mc_compare_texts(&outcome, &wanted->value, raw.ptr, raw.len));
	}
	if (!node || outcome.reason != MC_REASON_NONE)
		set_fault(check, MC_REASON_HTTP_JSON, value_words(check, wanted, raw, &outcome.detail));
	return NULL;
}

static struct mc_err *check_values(struct check *check)
{
	const struct mc_http_step *step = check->step;
	MC_AUTOPTR(mc_json) json = NULL;

	if (step->wanted_value_count == 0)
		return NULL;
	MC_AUTOPTR(mc_err) err = mc_json_open(&json, NULL, check->answer->body.ptr, check->answer->body.len);

	if (err) {
		const char *packed = packed_words(check);
		MC_AUTOTEXT detail = mc_format(_("this is not JSON: %s"), err->msg);

		set_fault(check, MC_REASON_HTTP_JSON, packed ? packed : detail);
		return NULL;
	}
	for (size_t i = 0; i < step->wanted_value_count && check->fault->reason.code == MC_REASON_NONE; i++)
		MC_TRY(check_value(check, json, &step->wanted_values[i]));
	return NULL;
}

static struct mc_err *check_body(struct check *check)
{
	const struct mc_expect *wanted = &check->step->wanted_body;
	const struct mc_buf *body = &check->answer->body;
	MC_AUTO(mc_comparison_outcome) outcome = MC_COMPARISON_OUTCOME_INIT;

	if (!wanted->is_given)
		return NULL;
	MC_TRY(mc_compare_texts(&outcome, wanted, body->ptr, body->len));
	if (outcome.reason == MC_REASON_NONE)
		return NULL;
	const char *packed = packed_words(check);

	if (!packed && outcome.detail.len > 0)
		packed = outcome.detail.ptr;
	set_fault(check, MC_REASON_HTTP_BODY, packed);
	check->fault->reason.got = (int64_t)outcome.line;
	check->fault->expect = wanted;
	check->fault->actual =
		(struct mc_str){ mc_arena_copy(check->arena, body->ptr, body->len), body->len };
	return NULL;
}

static void check_time(struct check *check)
{
	uint64_t ms = check->answer->wall_us / 1000;

	if (check->step->max_ms == 0 || ms <= check->step->max_ms)
		return;
	set_fault(check, MC_REASON_HTTP_SLOW, NULL);
	check->fault->reason.got = (int64_t)ms;
	check->fault->reason.want = check->step->max_ms;
}

static bool is_fine(const struct check *check)
{
	return check->fault->reason.code == MC_REASON_NONE;
}

struct mc_err *mc_http_check(struct mc_http_fault *fault, struct mc_arena *arena,
			     const struct mc_http_step *step, const struct mc_http_answer *answer,
			     uint32_t answer_ms)
{
	struct check check = { fault, arena, step, answer };

	*fault = (struct mc_http_fault){ .reason = { .code = MC_REASON_NONE } };
	if (answer->outcome != MC_HTTP_ANSWERED) {
		set_fault(&check, MC_REASON_HTTP_FAILED, outcome_words(&check, answer_ms));
		return NULL;
	}
	check_status(&check);
	for (size_t i = 0; i < step->wanted_header_count && is_fine(&check); i++)
		MC_TRY(check_header(&check, &step->wanted_headers[i]));
	if (is_fine(&check))
		MC_TRY(check_values(&check));
	if (is_fine(&check))
		MC_TRY(check_body(&check));
	if (is_fine(&check))
		check_time(&check);
	return NULL;
}

/* ---- the same by hand ---- */

void mc_http_print_curl(struct mc_buf *out, const struct mc_http_step *step, unsigned port)
{
	MC_AUTOTEXT url = mc_format("http://localhost:%u%s", port, step->path);
	bool is_head = !strcmp(step->method, "HEAD");
	bool is_plain = !strcmp(step->method, "GET") || (!strcmp(step->method, "POST") && step->has_body);

	mc_buf_addz(out, is_head ? "curl -I" : "curl -i");
	if (!is_head && !is_plain)
		mc_buf_addf(out, " -X %s", step->method);
	if (step->redirects > 0)
		mc_buf_addz(out, " -L");
	for (size_t i = 0; i < step->headers.count; i++) {
		mc_buf_addz(out, " -H ");
		mc_buf_add_shell(out, step->headers.items[i]);
	}
	if (step->has_body && step->body_len <= CURL_BODY_BYTES &&
	    !memchr(step->body, '\0', step->body_len)) {
		mc_buf_addz(out, " --data-raw ");
		mc_buf_add_shell(out, step->body);
	} else if (step->has_body) {
		mc_buf_addz(out, " --data-binary @FILE");
	}
	mc_buf_addc(out, ' ');
	mc_buf_add_shell(out, url);
}
