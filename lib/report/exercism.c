/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "ext/escape.h"
#include "report/explain.h"
#include "report/report.h"

/* Exercism's results.json, version 2: our tests belong to no tasks.  Source: exercism.org/docs/building/
 * tooling/test-runners/interface. */

enum { MESSAGE_CHARACTERS = 65535, OUTPUT_CHARACTERS = 500 };

static void key_cut(struct mc_json_writer *w, const char *key, const char *text, size_t limit,
		    const char *note)
{
	MC_AUTO(mc_buf) cut = MC_BUF_INIT;
	size_t room = limit - mc_escape_count(note);
	bool is_long = text[mc_escape_cut(text, limit)] != '\0';

	mc_buf_add(&cut, text, is_long ? mc_escape_cut(text, room) : strlen(text));
	if (is_long)
		mc_buf_addz(&cut, note);
	mc_json_key_text(w, key, cut.ptr);
}

static void key_message(struct mc_json_writer *w, const char *text)
{
	key_cut(w, "message", text, MESSAGE_CHARACTERS, _(" [the rest is left out]"));
}

static const char *status_of(enum mc_verdict verdict)
{
	if (verdict == MC_PASS)
		return "pass";
	return verdict == MC_ERROR ? "error" : "fail";
}

static void write_test(struct mc_json_writer *w, const struct mc_document_test *test)
{
	MC_AUTO(mc_buf) message = MC_BUF_INIT;
	MC_AUTO(mc_buf) output = MC_BUF_INIT;
	const char *printed = test->output ? test->output : test->actual;

	mc_json_start(w, '{');
	mc_escape_line(&message, test->title);
	mc_json_key_text(w, "name", message.ptr);
	mc_json_key_text(w, "status", status_of(test->verdict));
	if (test->verdict != MC_PASS) {
		mc_buf_reset(&message);
		mc_explain(&message, test);
		key_message(w, message.ptr);
	}
	if (printed && *printed) {
		mc_escape_plain(&output, printed);
		key_cut(w, "output", output.ptr, OUTPUT_CHARACTERS,
			_(" [Output was cut. Please print at most 500 characters.]"));
	}
	if (test->command) {
		MC_AUTO(mc_buf) code = MC_BUF_INIT;

		mc_escape_plain(&code, test->command);
		mc_json_key_text(w, "test_code", code.ptr);
	}
	mc_json_end(w);
}

/* Why nothing ran: what the compiler says, or the reason of the first test. */
static void write_error(struct mc_json_writer *w, const struct mc_document *document)
{
	const struct mc_document_test *failed = mc_document_first_failed(document);
	MC_AUTO(mc_buf) message = MC_BUF_INIT;

	if (*document->reason)
		mc_escape_plain(&message, document->reason);
	else if (failed)
		mc_explain(&message, failed);
	else
		mc_buf_addz(&message, _("no test was run"));
	mc_json_key_text(w, "status", "error");
	key_message(w, message.ptr);
}

static struct mc_err *add(struct mc_report *report, const struct mc_document *document)
{
	struct mc_json_writer w = MC_JSON_WRITER(&report->out, false);

	mc_json_start(&w, '{');
	mc_json_key_int(&w, "version", 2);
	if (mc_document_is_unrun(document)) {
		write_error(&w, document);
	} else {
		mc_json_key_text(&w, "status", document->verdict == MC_PASS ? "pass" : "fail");
		mc_json_key(&w, "message");
		mc_json_null(&w);
		mc_json_key(&w, "tests");
		mc_json_start(&w, '[');
		for (size_t i = 0; i < document->test_count; i++) {
			if (document->tests[i].verdict != MC_NOT_RUN)
				write_test(&w, &document->tests[i]);
		}
		mc_json_end(&w);
	}
	mc_json_end(&w);
	mc_buf_addc(&report->out, '\n');
	return NULL;
}

const struct mc_report_format mc_report_exercism = {
	.name = "exercism",
	.extension = "json",
	.media_type = "application/json",
	.holds_one = true,
	.is_for_students = true,
	.refuses_ours = true,
	.add = add,
};
