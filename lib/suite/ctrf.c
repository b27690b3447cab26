/* SPDX-License-Identifier: MIT */
#include "suite/ctrf.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "suite/ctrf_shape.h"

/* A report that is being read, and the case that is. */
struct reading {
	struct mc_suite_report *report;
	struct mc_buf name;
	struct mc_buf suite;
	struct mc_buf message;
	struct mc_buf trace;
	enum mc_verdict verdict;
	uint64_t wall_us;
	bool has_suite;
};

static struct mc_err *not_one_of(const struct mc_json_pull *pull, const char *key, const char *values)
{
	MC_AUTOTEXT text = mc_format(_("'%s' is not %s"), key, values);

	return mc_json_pull_error(pull, text);
}

/* ---- values with checks of their own ---- */

static struct mc_err *take_status(enum mc_verdict *verdict, const struct mc_json_token *token,
				  const struct mc_json_pull *pull)
{
	static const struct {
		const char *word;
		enum mc_verdict verdict;
	} words[] = {
		{ "passed", MC_PASS },	   { "failed", MC_FAIL }, { "skipped", MC_SKIPPED },
		{ "pending", MC_SKIPPED }, { "other", MC_ERROR },
	};

	for (size_t i = 0; i < MC_COUNT(words) && token->kind == MC_JSON_IS_TEXT; i++) {
		if (mc_str_is_equal(token->raw, mc_str(words[i].word))) {
			*verdict = words[i].verdict;
			return NULL;
		}
	}
	return not_one_of(pull, "status", "passed, failed, skipped, pending, other");
}

/* Three numbers with points between them. */
static bool is_version(struct mc_str text)
{
	unsigned points = 0;

	for (size_t i = 0; i < text.len; i++) {
		bool is_inside = i > 0 && i + 1 < text.len && text.ptr[i - 1] != '.';

		if (text.ptr[i] == '.' ? !is_inside : !isdigit((unsigned char)text.ptr[i]))
			return false;
		points += text.ptr[i] == '.';
	}
	return points == 2;
}

static bool is_scalar(const struct mc_json_token *token)
{
	return token->kind == MC_JSON_IS_TEXT || token->kind == MC_JSON_IS_NUMBER ||
	       token->kind == MC_JSON_IS_TRUE || token->kind == MC_JSON_IS_FALSE;
}

/* One label: a scalar, or an array of at least one. */
static struct mc_err *check_label(bool *is_good, struct mc_json_pull *pull, struct mc_json_token *token)
{
	size_t count = 0;

	*is_good = is_scalar(token);
	if (token->kind != MC_JSON_IS_ARRAY)
		return NULL;
	for (;; count++) {
		MC_TRY(mc_json_pull_next(token, pull));
		if (!is_scalar(token))
			break;
	}
	*is_good = token->kind == MC_JSON_IS_ARRAY_END && count > 0;
	return NULL;
}

static struct mc_err *check_labels(struct mc_json_pull *pull, const struct mc_json_token *start)
{
	struct mc_json_token token;
	bool is_good = start->kind == MC_JSON_IS_OBJECT;

	while (is_good) {
		MC_TRY(mc_json_pull_next(&token, pull));
		if (token.kind == MC_JSON_IS_OBJECT_END)
			return NULL;
		MC_TRY(check_label(&is_good, pull, &token));
	}
	return not_one_of(pull, "labels", _("an object of texts, numbers and lists of them"));
}

static struct mc_err *take_own(struct reading *reading, const struct mc_json_field *field,
			       const struct mc_json_token *token, struct mc_json_pull *pull)
{
	enum mc_verdict of_a_part;
	bool is_text = token->kind == MC_JSON_IS_TEXT;

	if (field == &mc_ctrf_test.fields[MC_CTRF_STATUS])
		return take_status(&reading->verdict, token, pull);
	if (!strcmp(field->key, "status"))
		return take_status(&of_a_part, token, pull);
	if (!strcmp(field->key, "labels"))
		return check_labels(pull, token);
	if (!strcmp(field->key, "reportFormat"))
		return is_text && mc_str_is_equal(token->raw, mc_str("CTRF"))
			       ? NULL
			       : not_one_of(pull, field->key, "CTRF");
	return is_text && is_version(token->raw) ? NULL
						 : not_one_of(pull, field->key, _("a version such as 1.0.0"));
}

/* ---- cases ---- */

/* Milliseconds without a fraction; what is too long for a number of ours is none that a test took. */
static uint64_t duration_us(struct mc_str raw)
{
	char digits[12] = "";

	if (raw.len >= sizeof(digits) || raw.ptr[0] == '-')
		return 0;
	memcpy(digits, raw.ptr, raw.len);
	return strtoull(digits, NULL, 10) * 1000;
}

static struct mc_err *take_suite(struct reading *reading, const struct mc_json_token *token,
				 const struct mc_json_pull *pull)
{
	if (token->kind == MC_JSON_IS_ARRAY_END)
		return reading->has_suite ? NULL
					  : not_one_of(pull, "suite", _("an array of at least one text"));
	if (reading->has_suite)
		mc_buf_addz(&reading->suite, " > ");
	reading->has_suite = true;
	if (reading->suite.len < MC_SUITE_MAX_NAME)
		mc_json_pull_text(&reading->suite, token->raw, MC_SUITE_MAX_NAME);
	return NULL;
}

static struct mc_err *take(void *context, const struct mc_json_field *field,
			   const struct mc_json_token *token, struct mc_json_pull *pull)
{
	struct reading *reading = context;

	if (field->want == MC_JSON_WANT_OWN)
		return take_own(reading, field, token, pull);
	if (field == &mc_ctrf_test.fields[MC_CTRF_NAME])
		mc_json_pull_text(&reading->name, token->raw, MC_SUITE_MAX_NAME + 1);
	else if (field == &mc_ctrf_test.fields[MC_CTRF_DURATION])
		reading->wall_us = duration_us(token->raw);
	else if (field == &mc_ctrf_test.fields[MC_CTRF_SUITE])
		return take_suite(reading, token, pull);
	else if (field == &mc_ctrf_test.fields[MC_CTRF_MESSAGE])
		mc_json_pull_text(&reading->message, token->raw, MC_SUITE_MAX_MESSAGE);
	else if (field == &mc_ctrf_test.fields[MC_CTRF_TRACE])
		mc_json_pull_text(&reading->trace, token->raw, MC_SUITE_MAX_MESSAGE);
	return NULL;
}

/* The trace begins with the message in most reports. */
static void add_message(struct reading *reading)
{
	struct mc_buf *message = &reading->message;

	if (!strstr(reading->trace.ptr, message->ptr)) {
		mc_buf_addc(message, '\n');
		mc_buf_add(message, reading->trace.ptr, reading->trace.len);
	} else if (reading->trace.len > 0) {
		mc_buf_reset(message);
		mc_buf_add(message, reading->trace.ptr, reading->trace.len);
	}
	mc_suite_say(reading->report, mc_str_trim((struct mc_str){ message->ptr, message->len }));
}

static bool end_object(void *context, const struct mc_json_shape *shape)
{
	struct reading *reading = context;

	if (shape != &mc_ctrf_test)
		return true;
	bool is_added =
		mc_suite_add(reading->report, (struct mc_str){ reading->suite.ptr, reading->suite.len },
			     (struct mc_str){ reading->name.ptr, reading->name.len }, reading->verdict,
			     reading->wall_us);

	if (is_added && reading->verdict != MC_PASS)
		add_message(reading);
	mc_buf_reset(&reading->name);
	mc_buf_reset(&reading->suite);
	mc_buf_reset(&reading->message);
	mc_buf_reset(&reading->trace);
	reading->has_suite = false;
	return is_added;
}

static void read_report(struct mc_suite_report *report, const char *bytes, size_t len, int exit_status)
{
	MC_AUTO(mc_json_pull) pull = MC_JSON_PULL_INIT;
	struct reading reading = { .report = report,
				   .name = MC_BUF_INIT,
				   .suite = MC_BUF_INIT,
				   .message = MC_BUF_INIT,
				   .trace = MC_BUF_INIT };
	const struct mc_json_taker taker = { take, end_object, &reading };

	(void)exit_status;
	mc_json_pull_start(&pull, bytes, len);
	MC_AUTOPTR(mc_err) err = mc_json_shape_read(&pull, &mc_ctrf_report, &taker);

	if (err)
		mc_suite_break(report,
			       mc_arena_format(&report->arena, _("the report is not in CTRF: %s"), err->msg));
	mc_buf_release(&reading.name);
	mc_buf_release(&reading.suite);
	mc_buf_release(&reading.message);
	mc_buf_release(&reading.trace);
}

const struct mc_suite_reader mc_suite_ctrf = { .read = read_report };
