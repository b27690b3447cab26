/* SPDX-License-Identifier: MIT */
#include "prove/verify_print.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/json_write.h"
#include "ext/unicode.h"
#include "prove/settings.h"
#include "prove/verify_mutants_print.h"
#include "result/points.h"
#include "result/result_json.h"
#include "result/result_part.h"

/* "wrong/starts-at-one", "reference", "junk/empty": owned by the caller. */
static char *row_name(const struct mc_verify_report *report, const struct mc_verify_row *row)
{
	if (row->variant == MC_VARIANT_WRONG)
		return mc_format("%s/%s",
				 report->exercise->wrongs[row->wrong].is_foreign ? "submissions" : "wrong",
				 report->exercise->wrongs[row->wrong].name);
	return mc_format("%s%s", row->variant >= MC_VARIANT_EMPTY ? "junk/" : "",
			 mc_variant_name(row->variant));
}

/* "fails a, b" */
static void add_failed(struct mc_buf *text, const struct mc_verify_report *report,
		       const struct mc_verify_row *row)
{
	bool is_first = true;

	for (size_t i = 0; i < report->exercise->test_count; i++) {
		if (!mc_verdict_is_failed(row->tests[i]))
			continue;
		mc_buf_addf(text, "%s%s", is_first ? "  " : ", ", report->exercise->tests[i].id);
		is_first = false;
	}
}

static void add_cell(struct mc_buf *text, const char *cell, size_t width)
{
	size_t own = mc_unicode_width(cell, strlen(cell));

	mc_buf_addz(text, cell);
	mc_result_add_spaces(text, width > own ? width - own : 0);
}

static size_t widest_name(const struct mc_verify_report *report)
{
	size_t width = 0;

	for (size_t i = 0; i < report->row_count; i++) {
		MC_AUTOTEXT name = row_name(report, &report->rows[i]);
		size_t own = mc_unicode_width(name, strlen(name));

		width = own > width ? own : width;
	}
	return width;
}

static void print_row(struct mc_buf *text, const struct mc_verify_report *report,
		      const struct mc_verify_row *row, const struct mc_print_style *style, size_t width)
{
	MC_AUTOTEXT name = row_name(report, row);
	MC_AUTO(mc_buf) points = MC_BUF_INIT;

	mc_points_print(&points, row->verdict, row->points, mc_exercise_max(report->exercise));
	mc_buf_addz(text, row->complaint ? "  ! " : "    ");
	add_cell(text, name, width + 2);
	mc_result_add_word_cell(text, style, row->verdict);
	add_cell(text, points.ptr, points.len < 9 ? 9 : points.len + 1);
	mc_buf_addf(text, style->is_ascii ? "%ux" : "%u×", row->runs);
	add_failed(text, report, row);
	mc_buf_addc(text, '\n');
	if (row->complaint)
		mc_buf_addf(text, "      -> %s\n", row->complaint);
	if (row->verdict == MC_FLAKY)
		mc_verify_print_flaky(text, row, report->exercise, 9);
}

bool mc_verify_is_untried(const struct mc_verify_report *report)
{
	for (size_t i = 0; i < report->row_count; i++) {
		const struct mc_verify_row *row = &report->rows[i];
		const char *complaint = report->rows[0].complaint;

		if (row->verdict != MC_GRADER_ERROR || !row->complaint ||
		    strcmp(row->complaint, complaint) != 0)
			return false;
	}
	return report->row_count > 0 && !report->err;
}

static void print_untried(struct mc_buf *text, const struct mc_verify_report *report)
{
	mc_buf_addf(text, "%s: %s\n  ! %s\n", report->exercise->id, _("NOT TRIED"),
		    report->rows[0].complaint);
}

static void print_report(struct mc_buf *text, const struct mc_verify_report *report,
			 const struct mc_print_style *style)
{
	const char *id = report->exercise ? report->exercise->id : report->dir;

	mc_buf_addf(text, "%s: %s\n", id, report->is_verified ? _("verified") : _("NOT VERIFIED"));
	if (report->err) {
		mc_buf_addf(text, "  ! %s\n", report->err->msg);
		if (report->err->hint)
			mc_buf_addf(text, "      -> %s\n", report->err->hint);
		return;
	}
	assert(report->exercise); /* there is none only where reading it failed */
	size_t width = widest_name(report);

	for (size_t i = 0; i < report->row_count; i++)
		print_row(text, report, &report->rows[i], style, width);
}

static void print_one(struct mc_buf *text, const struct mc_verify *verify,
		      const struct mc_verify_report *report, const struct mc_print_style *style,
		      bool is_verbose)
{
	if (mc_verify_is_untried(report) && !is_verbose)
		print_untried(text, report);
	else if (is_verbose || !report->is_verified || verify->count == 1)
		print_report(text, report, style);
	else
		mc_buf_addf(text, "%s: %s\n", report->exercise->id, _("verified"));
	if (verify->has_mutants && report->exercise && !report->err)
		mc_verify_print_mutants(text, verify, report, style, is_verbose);
}

void mc_verify_print(struct mc_buf *text, const struct mc_verify *verify, const struct mc_print_style *style,
		     bool is_verbose)
{
	size_t verified = 0;
	size_t untried = 0;

	/* What is wrong comes first. */
	for (size_t i = 0; i < verify->count; i++) {
		verified += verify->reports[i].is_verified;
		untried += mc_verify_is_untried(&verify->reports[i]);
		if (!mc_verify_is_good(verify, &verify->reports[i]))
			print_one(text, verify, &verify->reports[i], style, is_verbose);
	}
	for (size_t i = 0; i < verify->count; i++) {
		if (mc_verify_is_good(verify, &verify->reports[i]))
			print_one(text, verify, &verify->reports[i], style, is_verbose);
	}
	if (verify->count > 1)
		mc_buf_addf(text,
			    NP_("%zu of %zu exercise verified\n", "%zu of %zu exercises verified\n",
				verify->count),
			    verified, verify->count);
	if (verify->count > 1 && untried > 0)
		mc_buf_addf(text,
			    NP_("%zu exercise could not be tried on this machine\n",
				"%zu exercises could not be tried on this machine\n", untried),
			    untried);
	if (verify->has_mutants)
		mc_verify_print_mutant_sum(text, verify);
}

static void add_list(struct mc_json_writer *writer, const char *key, const struct mc_verify_report *report,
		     const struct mc_verify_row *row)
{
	mc_json_key(writer, key);
	mc_json_start(writer, '[');
	for (size_t i = 0; i < report->exercise->test_count; i++) {
		if (mc_verdict_is_failed(row->tests[i]))
			mc_json_text(writer, report->exercise->tests[i].id);
	}
	mc_json_end(writer);
}

static void write_settings(struct mc_json_writer *writer, unsigned run)
{
	MC_AUTO(mc_settings) settings = MC_SETTINGS_INIT;

	mc_settings_make(&settings, run);
	mc_json_key(writer, "settings");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < settings.env.count; i++)
		mc_json_text(writer, settings.env.items[i]);
	mc_json_end(writer);
}

/* What each run of a flaky solution said of the tests that differ. */
static void write_differences(struct mc_json_writer *writer, const struct mc_verify_row *row,
			      const struct mc_exercise *exercise)
{
	mc_json_key(writer, "differences");
	mc_json_start(writer, '[');
	for (unsigned run = 1; row->verdict == MC_FLAKY && run <= row->runs; run++) {
		mc_json_start(writer, '{');
		mc_json_key_int(writer, "run", run);
		write_settings(writer, run);
		mc_json_key(writer, "tests");
		mc_json_start(writer, '{');
		for (size_t i = 0; i < exercise->test_count; i++) {
			enum mc_verdict verdict = row->by_run[(run - 1) * exercise->test_count + i];

			if (row->is_flaky[i])
				mc_json_key_text(writer, exercise->tests[i].id, mc_verdict_name(verdict));
		}
		mc_json_end(writer);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_row(struct mc_json_writer *writer, const struct mc_verify_report *report,
		      const struct mc_verify_row *row)
{
	MC_AUTOTEXT name = row_name(report, row);

	mc_json_start(writer, '{');
	mc_json_key_text(writer, "name", name);
	mc_json_key_text(writer, "kind",
			 row->variant >= MC_VARIANT_EMPTY ? "junk" : mc_variant_name(row->variant));
	mc_json_key_int(writer, "runs", row->runs);
	mc_json_key_text(writer, "verdict", mc_verdict_name(row->verdict));
	mc_result_write_points(writer, "points", row->points, row->verdict);
	add_list(writer, "fails", report, row);
	if (row->variant == MC_VARIANT_WRONG) {
		const struct mc_wrong *wrong = &report->exercise->wrongs[row->wrong];
		const struct mc_texts *fails = &wrong->fails;

		if (wrong->expected != MC_EXPECT_FAILS)
			mc_json_key_text(writer, "outcome", mc_expected_name(wrong->expected));
		mc_json_key(writer, "declared");
		mc_json_start(writer, '[');
		for (size_t i = 0; i < fails->count; i++)
			mc_json_text(writer, fails->items[i]);
		mc_json_end(writer);
	}
	write_differences(writer, row, report->exercise);
	mc_json_key_bool(writer, "ok", !row->complaint);
	mc_json_key_text(writer, "complaint", row->complaint);
	mc_json_end(writer);
}

static void write_report(struct mc_json_writer *writer, const struct mc_verify_report *report,
			 bool has_mutants)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "exercise", report->exercise ? report->exercise->id : NULL);
	mc_json_key_text(writer, "dir", report->dir);
	mc_json_key_text(writer, "spec", report->exercise ? report->exercise->hash : NULL);
	mc_json_key_bool(writer, "verified", report->is_verified);
	mc_json_key_text(writer, "error", report->err ? report->err->msg : NULL);
	mc_json_key(writer, "solutions");
	mc_json_start(writer, '[');
	for (size_t i = 0; report->exercise && i < report->row_count; i++)
		write_row(writer, report, &report->rows[i]);
	mc_json_end(writer);
	if (has_mutants && report->exercise)
		mc_verify_write_mutants(writer, report);
	mc_json_end(writer);
}

void mc_verify_print_json(struct mc_buf *text, const struct mc_verify *verify)
{
	struct mc_json_writer writer = MC_JSON_WRITER(text, false);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/verify/v1");
	mc_json_key(&writer, "exercises");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < verify->count; i++)
		write_report(&writer, &verify->reports[i], verify->has_mutants);
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(text, '\n');
}
