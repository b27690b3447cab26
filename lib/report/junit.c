/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/time.h"
#include "ext/escape.h"
#include "report/explain.h"
#include "report/report.h"
#include "result/points.h"

/* JUnit's XML has no official schema; this is what the readers of Jenkins, GitLab and pytest agree on. */

/* What the attributes of a suite count. */
struct counts {
	size_t tests;
	size_t failures;
	size_t errors;
	size_t skipped;
};

static void add_property(struct mc_buf *out, const char *name, const char *value)
{
	mc_buf_addz(out, "<property");
	mc_escape_xml_attribute(out, "name", name);
	mc_escape_xml_attribute(out, "value", value);
	mc_buf_addz(out, "/>");
}

static void add_points(struct mc_buf *out, enum mc_verdict verdict, int64_t points, int64_t max)
{
	MC_AUTO(mc_buf) got = MC_BUF_INIT;
	MC_AUTO(mc_buf) all = MC_BUF_INIT;

	mc_points_add(&got, points);
	mc_points_add(&all, max);
	add_property(out, "migracode.verdict", mc_verdict_name(verdict));
	if (verdict != MC_GRADER_ERROR)
		add_property(out, "migracode.points", got.ptr);
	add_property(out, "migracode.max", all.ptr);
}

static void add_time(struct mc_buf *out, uint64_t us)
{
	mc_buf_addf(out, " time=\"%llu.%06llu\"", (unsigned long long)(us / 1000000),
		    (unsigned long long)(us % 1000000));
}

static void add_counts(struct mc_buf *out, const struct counts *counts, uint64_t us)
{
	mc_buf_addf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\"", counts->tests,
		    counts->failures, counts->errors, counts->skipped);
	add_time(out, us);
}

/* An element of outcome: <failure>, <error> or <skipped>, with all that explains it. */
static void add_outcome(struct mc_buf *out, const struct mc_document_test *test, const char *element)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	bool is_ours = test->verdict == MC_GRADER_ERROR;

	mc_buf_addf(out, "<%s", element);
	mc_escape_xml_attribute(out, "message", test->reason);
	if (strcmp(element, "skipped") == 0) {
		mc_buf_addz(out, "/>");
		return;
	}
	mc_escape_xml_attribute(out, "type", is_ours ? "infra" : test->code);
	mc_buf_addc(out, '>');
	mc_explain(&text, test);
	mc_escape_xml(out, (struct mc_str){ text.ptr, text.len });
	mc_buf_addf(out, "</%s>", element);
}

static void add_case(struct mc_buf *out, struct counts *counts, const char *exercise,
		     const struct mc_document_test *test)
{
	mc_buf_addz(out, "    <testcase");
	mc_escape_xml_attribute(out, "name", test->title);
	mc_escape_xml_attribute(out, "classname", exercise);
	add_time(out, test->wall_us);
	mc_buf_addz(out, "><properties>");
	add_property(out, "migracode.id", test->id);
	add_points(out, test->verdict, test->points, test->max);
	mc_buf_addz(out, "</properties>");
	counts->tests++;
	switch (test->verdict) {
	case MC_PASS:
		break;
	case MC_PARTIAL:
	case MC_FAIL:
	case MC_FLAKY:
		counts->failures++;
		add_outcome(out, test, "failure");
		break;
	case MC_ERROR:
	case MC_GRADER_ERROR:
		counts->errors++;
		add_outcome(out, test, "error");
		break;
	case MC_SKIPPED:
	case MC_NOT_RUN:
		counts->skipped++;
		add_outcome(out, test, "skipped");
		break;
	}
	mc_buf_addz(out, "</testcase>\n");
}

/* A document without tests still says one thing; so that no reader takes it for a pass, it is a case. */
static void add_cases(struct mc_report *report, struct mc_buf *out, struct counts *counts,
		      const struct mc_document *document)
{
	struct mc_document_test room;
	const struct mc_document_test *whole = mc_report_whole(report, document, &room);

	if (whole)
		add_case(out, counts, document->exercise, whole);
	for (size_t i = 0; i < document->test_count; i++)
		add_case(out, counts, document->exercise, &document->tests[i]);
}

static void add_facts(struct mc_buf *out, const struct mc_document *document)
{
	mc_buf_addz(out, "    <properties>");
	add_property(out, "migracode.exercise", document->exercise);
	add_points(out, document->verdict, document->points, document->max);
	add_property(out, "migracode.spec", document->spec);
	add_property(out, "migracode.tree", document->tree);
	if (document->commit)
		add_property(out, "migracode.commit", document->commit);
	add_property(out, "migracode.version", document->version);
	mc_buf_addz(out, "</properties>\n");
}

static struct mc_err *add(struct mc_report *report, const struct mc_document *document)
{
	struct counts counts = { 0 };
	MC_AUTO(mc_buf) cases = MC_BUF_INIT;
	MC_AUTO(mc_buf) moment = MC_BUF_INIT;

	add_cases(report, &cases, &counts, document);
	mc_buf_addz(&report->kept, "  <testsuite");
	mc_escape_xml_attribute(&report->kept, "name", mc_document_name(document));
	add_counts(&report->kept, &counts, document->wall_us);
	if (document->started_ms > 0) {
		mc_time_add(&moment, document->started_ms / 1000);
		mc_escape_xml_attribute(&report->kept, "timestamp", moment.ptr);
	}
	mc_buf_addz(&report->kept, ">\n");
	add_facts(&report->kept, document);
	mc_buf_add(&report->kept, cases.ptr, cases.len);
	mc_buf_addz(&report->kept, "  </testsuite>\n");
	return NULL;
}

/* The counts stand at the root, before the suites. */
static void end(struct mc_report *report, bool is_interrupted)
{
	const size_t *verdicts = report->tally.verdicts;
	const struct counts totals = { report->tally.tests,
				       verdicts[MC_PARTIAL] + verdicts[MC_FAIL] + verdicts[MC_FLAKY],
				       verdicts[MC_ERROR] + verdicts[MC_GRADER_ERROR],
				       verdicts[MC_SKIPPED] + verdicts[MC_NOT_RUN] };

	(void)is_interrupted;
	mc_buf_addz(&report->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
	mc_escape_xml_attribute(&report->out, "name", "migracode");
	add_counts(&report->out, &totals, report->tally.wall_us);
	mc_buf_addz(&report->out, ">\n");
	mc_buf_add(&report->out, report->kept.ptr, report->kept.len);
	mc_buf_addz(&report->out, "</testsuites>\n");
	mc_buf_reset(&report->kept);
}

const struct mc_report_format mc_report_junit = {
	.name = "junit",
	.extension = "xml",
	.media_type = "application/xml",
	.add = add,
	.end = end,
};
