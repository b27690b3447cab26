/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/escape.h"
#include "report/explain.h"
#include "report/markdown.h"
#include "report/report.h"
#include "result/result_json.h"

/* Gradescope's results.json; source: gradescope-autograders.readthedocs.io, "Autograder Specifications". */

static void key_line(struct mc_json_writer *w, const char *key, const char *text)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	mc_escape_line(&line, text);
	mc_json_key_text(w, key, line.ptr);
}

/* A test that students may not look into waits until grades are published; what a teacher asked to see with
 * --show-hidden is for teachers alone. */
static const char *visibility_of(const struct mc_document_test *test)
{
	bool is_shown = test->expected || test->output || test->command;

	if (!test->is_hidden)
		return "visible";
	return is_shown ? "hidden" : "after_published";
}

static void write_output(struct mc_json_writer *w, const struct mc_document_test *test)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (test->verdict == MC_PASS)
		return;
	mc_markdown_add_test(&text, test);
	mc_json_key_text(w, "output", text.ptr);
	mc_json_key_text(w, "output_format", "md");
}

static void write_test(struct mc_json_writer *w, const struct mc_document_test *test, size_t number)
{
	MC_AUTOTEXT position = mc_format("%zu", number);

	mc_json_start(w, '{');
	key_line(w, "name", test->title);
	mc_json_key_text(w, "name_format", "text");
	mc_json_key_text(w, "number", position);
	mc_json_key(w, "score");
	mc_json_thousandths(w, test->points);
	mc_json_key(w, "max_score");
	mc_json_thousandths(w, test->max);
	mc_json_key_text(w, "status", test->verdict == MC_PASS ? "passed" : "failed");
	mc_json_key_text(w, "visibility", visibility_of(test));
	write_output(w, test);
	mc_json_key(w, "extra_data");
	mc_json_start(w, '{');
	mc_json_key_text(w, "id", test->id);
	mc_json_key_text(w, "verdict", mc_verdict_name(test->verdict));
	mc_json_key_text(w, "reason", *test->code ? test->code : NULL);
	mc_json_end(w);
	mc_json_end(w);
}

/* What stands above the tests: a build that failed, or why there are none. */
static void write_head(struct mc_json_writer *w, const struct mc_document *document)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (*document->reason)
		mc_escape_markdown(&text, document->reason);
	else if (document->has_build && document->build.verdict != MC_PASS)
		mc_markdown_add_test(&text, &document->build);
	if (text.len == 0)
		return;
	mc_json_key_text(w, "output", text.ptr);
	mc_json_key_text(w, "output_format", "md");
}

/* Without a score and without tests Gradescope says that the autograder failed, and shows this. */
static void write_fault(struct mc_json_writer *w, const struct mc_document *document)
{
	MC_AUTO(mc_buf) why = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_document_add_why(&why, document);
	mc_escape_plain(&text, _("Our checker failed, not your program. No points are given or lost; your "
				 "teacher can repair it and grade again."));
	mc_buf_addz(&text, "\n\n");
	mc_escape_plain(&text, why.ptr);
	mc_json_key_text(w, "output", text.ptr);
	mc_json_key_text(w, "output_format", "text");
}

static void write_tests(struct mc_json_writer *w, const struct mc_document *document)
{
	if (document->test_count == 0) {
		mc_json_key(w, "score");
		mc_json_thousandths(w, document->points);
		return;
	}
	mc_json_key(w, "tests");
	mc_json_start(w, '[');
	for (size_t i = 0; i < document->test_count; i++) {
		if (document->tests[i].verdict != MC_NOT_RUN)
			write_test(w, &document->tests[i], i + 1);
	}
	mc_json_end(w);
}

static struct mc_err *add(struct mc_report *report, const struct mc_document *document)
{
	struct mc_json_writer w = MC_JSON_WRITER(&report->out, false);

	mc_json_start(&w, '{');
	mc_json_key_int(&w, "execution_time", (int64_t)((document->wall_us + 999999) / 1000000));
	mc_json_key_text(&w, "stdout_visibility", "hidden");
	if (document->verdict == MC_GRADER_ERROR) {
		write_fault(&w, document);
	} else {
		write_head(&w, document);
		write_tests(&w, document);
	}
	mc_json_key(&w, "extra_data");
	mc_json_start(&w, '{');
	mc_json_key_text(&w, "exercise", document->exercise);
	mc_json_key_text(&w, "verdict", mc_verdict_name(document->verdict));
	mc_json_key_text(&w, "spec", document->spec);
	mc_json_key_text(&w, "tree", document->tree);
	mc_json_key_text(&w, "version", document->version);
	mc_json_end(&w);
	mc_json_end(&w);
	mc_buf_addc(&report->out, '\n');
	return NULL;
}

const struct mc_report_format mc_report_gradescope = {
	.name = "gradescope",
	.extension = "json",
	.media_type = "application/json",
	.holds_one = true,
	.add = add,
};
