/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "ext/escape.h"
#include "report/explain.h"
#include "report/report.h"
#include "result/points.h"

/* TAP version 14; source: testanything.org, "TAP 14 specification".  Several submissions are subtests. */

static const char *indent_of(const struct mc_report *report)
{
	return report->options->name_count > 1 ? "    " : "";
}

/* '#' starts a directive and '\' an escape; a description is one line. */
static void add_description(struct mc_buf *out, const char *text)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	mc_escape_line(&line, text);
	for (const char *p = line.ptr; *p; p++) {
		if (*p == '#' || *p == '\\')
			mc_buf_addc(out, '\\');
		mc_buf_addc(out, *p);
	}
}

static void add_point(struct mc_buf *out, const char *indent, bool is_ok, size_t number, const char *text)
{
	mc_buf_addf(out, "%s%s %zu - ", indent, is_ok ? "ok" : "not ok", number);
	add_description(out, text);
}

/* A clean text between double quotes as JSON has it is a scalar of YAML 1.2. */
static void add_yaml(struct mc_buf *out, const char *indent, const char *key, const char *text)
{
	MC_AUTO(mc_buf) plain = MC_BUF_INIT;

	mc_escape_plain(&plain, text);
	mc_buf_addf(out, "%s  %s: ", indent, key);
	mc_json_quote(out, plain.ptr, plain.len);
	mc_buf_addc(out, '\n');
}

static void add_failed_cases(struct mc_buf *out, const char *indent, const struct mc_document_test *test)
{
	bool is_first = true;

	for (size_t i = 0; i < test->case_count; i++) {
		MC_AUTO(mc_buf) name = MC_BUF_INIT;

		if (!mc_verdict_is_failed(test->cases[i].verdict))
			continue;
		if (is_first)
			mc_buf_addf(out, "%s  failed:\n", indent);
		is_first = false;
		mc_escape_line(&name, test->cases[i].name);
		mc_buf_addf(out, "%s    - ", indent);
		mc_json_quote(out, name.ptr, name.len);
		mc_buf_addc(out, '\n');
	}
}

static void add_diagnostic(struct mc_buf *out, const char *indent, const struct mc_document_test *test)
{
	MC_AUTO(mc_buf) points = MC_BUF_INIT;
	MC_AUTO(mc_buf) max = MC_BUF_INIT;

	mc_points_add(&points, test->points);
	mc_points_add(&max, test->max);
	mc_buf_addf(out, "%s  ---\n", indent);
	add_yaml(out, indent, "message", test->reason);
	add_yaml(out, indent, "severity", test->verdict == MC_ERROR ? "error" : "fail");
	add_yaml(out, indent, "verdict", mc_verdict_name(test->verdict));
	add_yaml(out, indent, "reason", test->code);
	mc_buf_addf(out, "%s  points: %s\n%s  max: %s\n", indent, points.ptr, indent, max.ptr);
	mc_buf_addf(out, "%s  duration_ms: %llu.%03llu\n", indent, (unsigned long long)(test->wall_us / 1000),
		    (unsigned long long)(test->wall_us % 1000));
	if (test->command)
		add_yaml(out, indent, "command", test->command);
	if (test->expected)
		add_yaml(out, indent, "expected", test->expected);
	if (test->actual)
		add_yaml(out, indent, "actual", test->actual);
	if (test->output)
		add_yaml(out, indent, "output", test->output);
	add_failed_cases(out, indent, test);
	if (test->hint)
		add_yaml(out, indent, "hint", test->hint);
	mc_buf_addf(out, "%s  ...\n", indent);
}

static void add_test(struct mc_buf *out, const char *indent, size_t number,
		     const struct mc_document_test *test)
{
	bool is_left_out = test->verdict == MC_SKIPPED || test->verdict == MC_NOT_RUN;

	add_point(out, indent, test->verdict == MC_PASS || is_left_out, number, test->title);
	if (is_left_out) {
		mc_buf_addz(out, " # SKIP ");
		mc_escape_line(out, test->reason);
	}
	mc_buf_addc(out, '\n');
	if (test->verdict != MC_PASS && !is_left_out)
		add_diagnostic(out, indent, test);
}

static void begin(struct mc_report *report)
{
	mc_buf_addz(&report->out, "TAP version 14\n");
}

/* Our own fault is no failed test: the points that there are stay, and the run ends by bailing out. */
static void keep_fault(struct mc_report *report, const struct mc_document *document)
{
	if (report->kept.len > 0)
		return;
	mc_escape_line(&report->kept, mc_document_name(document));
	mc_buf_addz(&report->kept, ": ");
	MC_AUTO(mc_buf) why = MC_BUF_INIT;

	mc_document_add_why(&why, document);
	mc_escape_line(&report->kept, why.ptr);
}

static void add_tests(struct mc_report *report, const struct mc_document *document)
{
	const char *indent = indent_of(report);
	size_t count = 0;

	struct mc_document_test room;
	const struct mc_document_test *whole = mc_report_whole(report, document, &room);

	if (whole && whole->verdict != MC_GRADER_ERROR)
		add_test(&report->out, indent, ++count, whole);
	for (size_t i = 0; i < document->test_count; i++) {
		if (document->tests[i].verdict != MC_GRADER_ERROR)
			add_test(&report->out, indent, ++count, &document->tests[i]);
	}
	/* Behind a plan at the end nothing may come, not even the bailing out. */
	if (document->verdict != MC_GRADER_ERROR)
		mc_buf_addf(&report->out, "%s1..%zu%s\n", indent, count, count == 0 ? " # nothing ran" : "");
}

static struct mc_err *add(struct mc_report *report, const struct mc_document *document)
{
	bool is_ours = document->verdict == MC_GRADER_ERROR;
	struct mc_buf *out = &report->out;

	if (is_ours)
		keep_fault(report, document);
	if (report->options->name_count <= 1) {
		add_tests(report, document);
		return NULL;
	}
	/* Of a subtest with a fault of ours nothing can be said: it is left out. */
	if (is_ours) {
		report->left_out++;
		return NULL;
	}
	mc_buf_addz(out, "# Subtest: ");
	mc_escape_line(out, mc_document_name(document));
	mc_buf_addc(out, '\n');
	add_tests(report, document);
	add_point(out, "", document->verdict == MC_PASS || document->verdict == MC_NOT_RUN,
		  report->tally.documents - report->left_out, mc_document_name(document));
	mc_buf_addc(out, '\n');
	return NULL;
}

static void end(struct mc_report *report, bool is_interrupted)
{
	if (report->kept.len > 0)
		mc_buf_addf(&report->out, "Bail out! %s\n", report->kept.ptr);
	else if (is_interrupted)
		mc_buf_addf(&report->out, "Bail out! %s\n", _("interrupted"));
	else if (report->options->name_count > 1)
		mc_buf_addf(&report->out, "1..%zu\n", report->tally.documents);
}

const struct mc_report_format mc_report_tap = {
	.name = "tap",
	.extension = "tap",
	.media_type = "text/x-tap",
	.begin = begin,
	.add = add,
	.end = end,
};
