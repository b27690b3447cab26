/* SPDX-License-Identifier: MIT */
#include "suite/jest.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/json_shape.h"

/* The fields of a case, in the order of its table; then those of a file. */
enum { CASE_TITLE, CASE_STATUS, CASE_PARENTS, CASE_MESSAGES, CASE_DURATION };
enum { FILE_CASES, FILE_NAME, FILE_STATUS, FILE_MESSAGE };

static const struct mc_json_field case_fields[] = {
	[CASE_TITLE] = MC_JSON_FIELD_NEEDED("title", MC_JSON_WANT_TEXT),
	[CASE_STATUS] = MC_JSON_FIELD_NEEDED("status", MC_JSON_WANT_TEXT),
	[CASE_PARENTS] = MC_JSON_FIELD("ancestorTitles", MC_JSON_WANT_TEXTS),
	[CASE_MESSAGES] = MC_JSON_FIELD("failureMessages", MC_JSON_WANT_TEXTS),
	[CASE_DURATION] = MC_JSON_FIELD("duration", MC_JSON_WANT_OWN),
};
static const struct mc_json_shape case_shape = { case_fields, MC_COUNT(case_fields) };

static const struct mc_json_field file_fields[] = {
	[FILE_CASES] = MC_JSON_FIELD_INNER("assertionResults", MC_JSON_WANT_ARRAY, case_shape, true),
	[FILE_NAME] = MC_JSON_FIELD_NEEDED("name", MC_JSON_WANT_TEXT),
	[FILE_STATUS] = MC_JSON_FIELD_NEEDED("status", MC_JSON_WANT_TEXT),
	[FILE_MESSAGE] = MC_JSON_FIELD("message", MC_JSON_WANT_TEXT),
};
static const struct mc_json_shape file_shape = { file_fields, MC_COUNT(file_fields) };

static const struct mc_json_field report_fields[] = {
	MC_JSON_FIELD_INNER("testResults", MC_JSON_WANT_ARRAY, file_shape, true),
	MC_JSON_FIELD_NEEDED("success", MC_JSON_WANT_BOOL),
	MC_JSON_FIELD("wasInterrupted", MC_JSON_WANT_BOOL),
};
static const struct mc_json_shape report_shape = { report_fields, MC_COUNT(report_fields) };

/* A report that is being read, with the case and the file that are. */
struct reading {
	struct mc_suite_report *report;
	struct mc_buf title;
	struct mc_buf parents;
	struct mc_buf message;
	enum mc_verdict verdict;
	uint64_t wall_us;
	struct mc_buf file_name;
	struct mc_buf file_message;
	bool is_file_failed;
	size_t file_cases; /* how many cases it had */
};

/* What has a title and is neither run nor left out on purpose is not trusted. */
static enum mc_verdict verdict_of(struct mc_str status)
{
	static const struct {
		const char *word;
		enum mc_verdict verdict;
	} words[] = {
		{ "passed", MC_PASS },	   { "failed", MC_FAIL },  { "skipped", MC_SKIPPED },
		{ "pending", MC_SKIPPED }, { "todo", MC_SKIPPED }, { "disabled", MC_SKIPPED },
	};

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (mc_str_is_equal(status, mc_str(words[i].word)))
			return words[i].verdict;
	}
	return MC_ERROR;
}

/* Milliseconds, with a fraction or not; null for what was not run. */
static uint64_t duration_us(const struct mc_json_token *token)
{
	char digits[16] = "";

	if (token->kind != MC_JSON_IS_NUMBER || token->raw.len >= sizeof(digits))
		return 0;
	memcpy(digits, token->raw.ptr, token->raw.len);
	return mc_suite_time_us(digits) / 1000;
}

static void add_part(struct mc_buf *text, const char *between, const struct mc_json_token *token,
		     size_t limit)
{
	if (token->kind != MC_JSON_IS_TEXT || text->len >= limit)
		return;
	if (text->len > 0)
		mc_buf_addz(text, between);
	mc_json_pull_text(text, token->raw, limit);
}

static struct mc_err *take_of_case(struct reading *reading, const struct mc_json_field *field,
				   const struct mc_json_token *token, struct mc_json_pull *pull)
{
	switch (field - case_fields) {
	case CASE_TITLE:
		mc_json_pull_text(&reading->title, token->raw, MC_SUITE_MAX_NAME + 1);
		break;
	case CASE_STATUS:
		reading->verdict = verdict_of(token->raw);
		break;
	case CASE_PARENTS:
		add_part(&reading->parents, " > ", token, MC_SUITE_MAX_NAME);
		break;
	case CASE_MESSAGES:
		add_part(&reading->message, "\n", token, MC_SUITE_MAX_MESSAGE);
		break;
	case CASE_DURATION:
		reading->wall_us = duration_us(token);
		return mc_json_pull_skip(pull, token);
	default:
		break;
	}
	return NULL;
}

static struct mc_err *take(void *context, const struct mc_json_field *field,
			   const struct mc_json_token *token, struct mc_json_pull *pull)
{
	struct reading *reading = context;

	if (field >= case_fields && field < case_fields + MC_COUNT(case_fields))
		return take_of_case(reading, field, token, pull);
	if (field == &file_fields[FILE_NAME])
		mc_json_pull_text(&reading->file_name, token->raw, MC_SUITE_MAX_MESSAGE);
	else if (field == &file_fields[FILE_STATUS])
		reading->is_file_failed = mc_str_is_equal(token->raw, mc_str("failed"));
	else if (field == &file_fields[FILE_MESSAGE])
		mc_json_pull_text(&reading->file_message, token->raw, MC_SUITE_MAX_MESSAGE);
	else if (!strcmp(field->key, "wasInterrupted") && token->kind == MC_JSON_IS_TRUE)
		mc_suite_break(reading->report, _("the suite was interrupted"));
	return NULL;
}

static bool end_case(struct reading *reading)
{
	bool is_added =
		mc_suite_add(reading->report, (struct mc_str){ reading->parents.ptr, reading->parents.len },
			     (struct mc_str){ reading->title.ptr, reading->title.len }, reading->verdict,
			     reading->wall_us);

	if (is_added && reading->verdict != MC_PASS)
		mc_suite_say(reading->report, (struct mc_str){ reading->message.ptr, reading->message.len });
	mc_buf_reset(&reading->title);
	mc_buf_reset(&reading->parents);
	mc_buf_reset(&reading->message);
	reading->wall_us = 0;
	reading->file_cases++;
	return is_added;
}

/* A file without cases is one that could not be loaded: a syntax error, or something that it needs is not
 * there. */
static bool end_file(struct reading *reading)
{
	const char *slash = strrchr(reading->file_name.ptr, '/');
	bool goes_on = true;

	if (reading->is_file_failed && reading->file_cases == 0) {
		goes_on = mc_suite_add(reading->report, mc_str(""),
				       mc_str(slash ? slash + 1 : reading->file_name.ptr), MC_ERROR, 0);
		if (goes_on)
			mc_suite_say(reading->report,
				     (struct mc_str){ reading->file_message.ptr, reading->file_message.len });
	}
	mc_buf_reset(&reading->file_name);
	mc_buf_reset(&reading->file_message);
	reading->file_cases = 0;
	return goes_on;
}

static bool end_object(void *context, const struct mc_json_shape *shape)
{
	if (shape == &case_shape)
		return end_case(context);
	return shape != &file_shape || end_file(context);
}

static void read_report(struct mc_suite_report *report, const char *bytes, size_t len, int exit_status)
{
	MC_AUTO(mc_json_pull) pull = MC_JSON_PULL_INIT;
	struct reading reading = { .report = report,
				   .title = MC_BUF_INIT,
				   .parents = MC_BUF_INIT,
				   .message = MC_BUF_INIT,
				   .file_name = MC_BUF_INIT,
				   .file_message = MC_BUF_INIT };
	const struct mc_json_taker taker = { take, end_object, &reading };

	(void)exit_status;
	mc_json_pull_start(&pull, bytes, len);
	MC_AUTOPTR(mc_err) err = mc_json_shape_read(&pull, &report_shape, &taker);

	if (err)
		mc_suite_break(report, mc_arena_format(&report->arena,
						       _("the report is not that of Jest: %s"), err->msg));
	mc_buf_release(&reading.title);
	mc_buf_release(&reading.parents);
	mc_buf_release(&reading.message);
	mc_buf_release(&reading.file_name);
	mc_buf_release(&reading.file_message);
}

const struct mc_suite_reader mc_suite_jest = { .read = read_report };
