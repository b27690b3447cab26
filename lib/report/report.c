/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include <string.h>

static const struct mc_report_format *const formats[] = {
#define X(name, stem) &mc_report_##stem,
	MC_REPORT_FORMATS(X)
#undef X
};

const struct mc_report_format *mc_report_find(const char *name)
{
	for (size_t i = 0; i < MC_COUNT(formats); i++) {
		if (!strcmp(formats[i]->name, name))
			return formats[i];
	}
	return NULL;
}

void mc_report_open(struct mc_report *report, const struct mc_report_format *format,
		    const struct mc_report_options *options)
{
	*report = (struct mc_report){ .format = format,
				      .options = options,
				      .out = MC_BUF_INIT,
				      .kept = MC_BUF_INIT,
				      .more = MC_BUF_INIT,
				      .next = MC_BUF_INIT };
	if (format->begin)
		format->begin(report);
}

void mc_report_release(struct mc_report *report)
{
	mc_buf_release(&report->out);
	mc_buf_release(&report->kept);
	mc_buf_release(&report->more);
	mc_buf_release(&report->next);
}

static void count(struct mc_report_tally *tally, const struct mc_document *document)
{
	int64_t stop_ms = document->started_ms + (int64_t)(document->wall_us / 1000);

	tally->documents++;
	tally->outcomes[document->verdict]++;
	tally->tests += document->test_count;
	tally->wall_us += document->wall_us;
	for (size_t i = 0; i < document->test_count; i++)
		tally->verdicts[document->tests[i].verdict]++;
	if (tally->start_ms == 0 || document->started_ms < tally->start_ms)
		tally->start_ms = document->started_ms;
	if (stop_ms > tally->stop_ms)
		tally->stop_ms = stop_ms;
}

/* The command that shows the first failure of the first document that has one. */
static void note_next(struct mc_report *report, const struct mc_document *document)
{
	const struct mc_document_test *failed = mc_document_first_failed(document);
	bool is_many = report->options->name_count > 1;
	const char *command = is_many ? report->options->rerun : report->options->check;

	if (!command || report->next.len > 0 || !failed)
		return;
	mc_buf_addz(&report->next, command);
	if (failed != &document->build) {
		mc_buf_addz(&report->next, " -t ");
		mc_buf_add_shell(&report->next, failed->id);
	}
	if (is_many && document->submission) {
		mc_buf_addc(&report->next, ' ');
		mc_buf_add_shell(&report->next, document->submission);
	}
}

struct mc_err *mc_report_add(struct mc_report *report, struct mc_str text)
{
	MC_AUTO(mc_document) document = MC_DOCUMENT_INIT;

	if (report->format->is_raw)
		document.raw = text;
	else
		MC_TRY(mc_document_read(&document, text));
	if (report->format->refuses_ours && document.verdict == MC_GRADER_ERROR)
		return NULL;
	count(&report->tally, &document);
	note_next(report, &document);
	return report->format->add(report, &document);
}

void mc_report_end(struct mc_report *report, bool is_interrupted)
{
	bool is_done =
		report->tally.documents > 0 && report->tally.outcomes[MC_PASS] == report->tally.documents;

	if (is_done && report->options->when_done)
		mc_buf_addz(&report->next, report->options->when_done);
	if (report->format->end)
		report->format->end(report, is_interrupted);
}

const char *mc_report_fact(const struct mc_report *report, const char *key)
{
	size_t len = strlen(key);
	const char *value = NULL;

	for (size_t i = 0; i < report->options->fact_count; i++) {
		const char *fact = report->options->facts[i];

		if (!strncmp(fact, key, len) && fact[len] == '=')
			value = fact + len + 1;
	}
	return value;
}

const struct mc_document_test *mc_report_whole(struct mc_report *report, const struct mc_document *document,
					       struct mc_document_test *room)
{
	bool has_build = document->has_build && document->build.verdict != MC_PASS;

	if (!has_build && !*document->reason && document->test_count > 0)
		return NULL;
	*room = has_build ? document->build
			  : (struct mc_document_test){ .id = "submission",
						       .title = document->title,
						       .verdict = document->verdict,
						       .points = document->points,
						       .max = document->max,
						       .wall_us = document->wall_us,
						       .code = document->code,
						       .reason = document->reason };
	report->tally.tests++;
	report->tally.verdicts[room->verdict]++;
	return room;
}
