/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "ext/escape.h"
#include "report/explain.h"
#include "report/report.h"
#include "result/result_json.h"

/* Common Test Report Format; source: ctrf.io, draft of November 2025.  Unknown keys are invalid but inside of
 * "extra".  Times are whole milliseconds. */

static const char *status_of(enum mc_verdict verdict)
{
	static const char *const statuses[] = {
		[MC_PASS] = "passed",	     [MC_PARTIAL] = "failed",  [MC_FAIL] = "failed",
		[MC_ERROR] = "failed",	     [MC_SKIPPED] = "skipped", [MC_NOT_RUN] = "pending",
		[MC_GRADER_ERROR] = "other", [MC_FLAKY] = "failed",
	};

	return statuses[verdict];
}

static void key_plain(struct mc_json_writer *w, const char *key, const char *text)
{
	MC_AUTO(mc_buf) plain = MC_BUF_INIT;

	mc_escape_plain(&plain, text);
	mc_json_key_text(w, key, plain.ptr);
}

static void write_steps(struct mc_json_writer *w, const struct mc_document_test *test)
{
	if (test->case_count == 0)
		return;
	mc_json_key(w, "steps");
	mc_json_start(w, '[');
	for (size_t i = 0; i < test->case_count; i++) {
		const char *name = test->cases[i].name;

		mc_json_start(w, '{');
		key_plain(w, "name", *name ? name : "-");
		mc_json_key_text(w, "status", status_of(test->cases[i].verdict));
		mc_json_end(w);
	}
	mc_json_end(w);
}

static void write_extra(struct mc_json_writer *w, const struct mc_document_test *test)
{
	mc_json_key(w, "extra");
	mc_json_start(w, '{');
	mc_json_key(w, "migracode.points");
	mc_json_start(w, '{');
	mc_result_write_points(w, "got", test->points, test->verdict);
	mc_result_write_points(w, "max", test->max, MC_PASS);
	mc_json_end(w);
	mc_json_key_text(w, "migracode.verdict", mc_verdict_name(test->verdict));
	mc_json_key_text(w, "migracode.reason", *test->code ? test->code : NULL);
	mc_json_key_bool(w, "migracode.hidden", test->is_hidden);
	if (test->hint)
		key_plain(w, "migracode.hint", test->hint);
	mc_json_end(w);
}

static void write_texts(struct mc_json_writer *w, const struct mc_document_test *test)
{
	MC_AUTO(mc_buf) trace = MC_BUF_INIT;
	MC_AUTO(mc_buf) output = MC_BUF_INIT;

	if (test->verdict == MC_PASS)
		return;
	key_plain(w, "message", test->reason);
	mc_explain(&trace, test);
	mc_json_key_text(w, "trace", trace.ptr);
	if (!test->output)
		return;
	mc_explain_output(&output, test);
	mc_json_key(w, "stdout");
	mc_json_start(w, '[');
	mc_json_text(w, output.ptr);
	mc_json_end(w);
}

static void write_test(struct mc_json_writer *w, const struct mc_document *document,
		       const struct mc_document_test *test)
{
	mc_json_start(w, '{');
	key_plain(w, "name", *test->title ? test->title : "-");
	mc_json_key_text(w, "status", status_of(test->verdict));
	mc_json_key_int(w, "duration", (int64_t)((test->wall_us + 500) / 1000));
	if (*test->id)
		key_plain(w, "testId", test->id);
	mc_json_key(w, "suite");
	mc_json_start(w, '[');
	MC_AUTO(mc_buf) suite = MC_BUF_INIT;

	mc_escape_line(&suite, mc_document_name(document));
	if (suite.len > 0)
		mc_json_text(w, suite.ptr);
	if (document->submission && *document->exercise)
		mc_json_text(w, document->exercise);
	mc_json_end(w);
	mc_json_key_text(w, "rawStatus", *test->code ? test->code : mc_verdict_name(test->verdict));
	write_texts(w, test);
	write_steps(w, test);
	write_extra(w, test);
	mc_json_end(w);
}

/* Every test is an object of its own, so that a report of thousands needs no memory for all. */
static void add_test(struct mc_report *report, const struct mc_document *document,
		     const struct mc_document_test *test, size_t number)
{
	struct mc_json_writer w = MC_JSON_WRITER(&report->out, false);

	if (number > 0)
		mc_buf_addc(&report->out, ',');
	write_test(&w, document, test);
}

static void begin(struct mc_report *report)
{
	mc_buf_addz(&report->out,
		    "{\"reportFormat\":\"CTRF\",\"specVersion\":\"0.0.0\",\"generatedBy\":\"migracode\","
		    "\"results\":{\"tests\":[");
}

static struct mc_err *add(struct mc_report *report, const struct mc_document *document)
{
	size_t number = report->tally.tests - document->test_count;
	struct mc_document_test room;
	const struct mc_document_test *whole = mc_report_whole(report, document, &room);

	if (whole)
		add_test(report, document, whole, number++);
	for (size_t i = 0; i < document->test_count; i++)
		add_test(report, document, &document->tests[i], number++);
	return NULL;
}

static size_t count_of(const struct mc_report_tally *tally, const char *status)
{
	size_t count = 0;

	for (enum mc_verdict verdict = MC_PASS; verdict <= MC_FLAKY; verdict++) {
		if (!strcmp(status_of(verdict), status))
			count += tally->verdicts[verdict];
	}
	return count;
}

static void write_summary(struct mc_json_writer *w, const struct mc_report_tally *tally)
{
	static const char *const statuses[] = { "passed", "failed", "skipped", "pending", "other" };

	mc_json_key(w, "summary");
	mc_json_start(w, '{');
	mc_json_key_int(w, "tests", (int64_t)tally->tests);
	for (size_t i = 0; i < MC_COUNT(statuses); i++)
		mc_json_key_int(w, statuses[i], (int64_t)count_of(tally, statuses[i]));
	mc_json_key_int(w, "suites", (int64_t)tally->documents);
	mc_json_key_int(w, "start", tally->start_ms);
	mc_json_key_int(w, "stop", tally->stop_ms);
	mc_json_end(w);
}

/* The writer makes an object of its own; what opened it here was written in begin(). */
static void end(struct mc_report *report, bool is_interrupted)
{
	MC_AUTO(mc_buf) rest = MC_BUF_INIT;
	struct mc_json_writer w = MC_JSON_WRITER(&rest, false);
	bool is_healthy = report->tally.verdicts[MC_GRADER_ERROR] == 0 && !is_interrupted;

	mc_json_start(&w, '{');
	mc_json_key(&w, "tool");
	mc_json_start(&w, '{');
	mc_json_key_text(&w, "name", "migracode");
	mc_json_key_text(&w, "version", MC_VERSION);
	mc_json_end(&w);
	write_summary(&w, &report->tally);
	mc_json_key(&w, "environment");
	mc_json_start(&w, '{');
	mc_json_key_bool(&w, "healthy", is_healthy);
	mc_json_end(&w);
	mc_json_end(&w);
	mc_buf_addf(&report->out, "],%s}\n", rest.ptr + 1);
}

const struct mc_report_format mc_report_ctrf = {
	.name = "ctrf",
	.extension = "json",
	.media_type = "application/json",
	.begin = begin,
	.add = add,
	.end = end,
};
