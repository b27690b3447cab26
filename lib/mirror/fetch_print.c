/* SPDX-License-Identifier: MIT */
#include "mirror/fetch_print.h"

#include "base/i18n.h"
#include "base/time.h"

static const char *copy(struct mc_fetch_report *report, const char *text)
{
	return text ? mc_arena_strdup(&report->arena, text) : NULL;
}

void mc_fetch_report_add(struct mc_fetch_report *report, size_t index, enum mc_fetch_outcome outcome,
			 const struct mc_mirror *mirror)
{
	report->rows[index] = (struct mc_fetch_row){ .is_done = true,
						     .outcome = outcome,
						     .branch = copy(report, mirror->branch),
						     .tip = copy(report, mirror->tip),
						     .fault = mirror->fault,
						     .reason = copy(report, mirror->reason),
						     .hint = copy(report, mirror->hint),
						     .fetched_s = mirror->fetched_s,
						     .is_there = mirror->is_there };
	report->counts[outcome]++;
}

/* ---- for programs ---- */

static void print_row(struct mc_json_writer *writer, const char *learner, const struct mc_fetch_row *row)
{
	bool has_failed = row->outcome == MC_FETCH_FAILED;
	MC_AUTO(mc_buf) time = MC_BUF_INIT;

	if (row->is_there)
		mc_time_add(&time, row->fetched_s);
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "learner", learner);
	mc_json_key_text(writer, "outcome", mc_fetch_words[row->outcome]);
	mc_json_key_text(writer, "branch", row->branch);
	mc_json_key_text(writer, "tip", row->tip);
	mc_json_key_text(writer, "fetched", row->is_there ? time.ptr : NULL);
	mc_json_key_text(writer, "fault", has_failed ? mc_code_name(row->fault) : NULL);
	mc_json_key_text(writer, "reason", has_failed ? row->reason : NULL);
	mc_json_key_text(writer, "hint", has_failed ? row->hint : NULL);
	mc_json_end(writer);
}

void mc_fetch_report_json(struct mc_buf *out, const struct mc_fetch_report *report)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/fetch/v1");
	mc_json_key_text(&writer, "cohort", report->cohort);
	mc_json_key_bool(&writer, "dry_run", report->is_dry_run);
	for (size_t i = 0; i < MC_FETCH_OUTCOME_COUNT; i++)
		mc_json_key_int(&writer, mc_fetch_words[i], (int64_t)report->counts[i]);
	if (report->found) {
		mc_json_key(&writer, "found");
		mc_mirror_found_write(&writer, report->found);
	}
	mc_json_key(&writer, "learners");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < report->list->count; i++) {
		if (report->rows[i].is_done)
			print_row(&writer, report->list->items[i].learner, &report->rows[i]);
	}
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}

/* ---- for people ---- */

/* Those who need somebody's attention, and in a dry run also what would come. */
static void print_rows(struct mc_buf *text, const struct mc_fetch_report *report)
{
	for (size_t i = 0; i < report->list->count; i++) {
		const struct mc_fetch_row *row = &report->rows[i];
		const char *name = report->list->names[i];

		if (!row->is_done)
			continue;
		if (row->outcome == MC_FETCH_FAILED)
			mc_buf_addf(text, _("%s (%s): not fetched: %s\n"), name,
				    report->list->items[i].learner, row->reason);
		else if (row->outcome == MC_FETCH_NONE)
			mc_buf_addf(text, _("%s (%s): no repository in the records\n"), name,
				    report->list->items[i].learner);
		else if (report->is_dry_run && row->outcome != MC_FETCH_CURRENT)
			mc_buf_addf(text, _("%s (%s): would be fetched\n"), name,
				    report->list->items[i].learner);
		if (row->outcome == MC_FETCH_FAILED && row->hint)
			mc_buf_addf(text, _("  hint: %s\n"), row->hint);
	}
}

void mc_fetch_report_show(struct mc_buf *out, const struct mc_fetch_report *report, bool is_quiet)
{
	const size_t *counts = report->counts;
	size_t there = counts[MC_FETCH_CURRENT];

	if (!report->is_dry_run)
		there += counts[MC_FETCH_NEW] + counts[MC_FETCH_CHANGED];
	if (report->found)
		mc_mirror_found_show(out, report->found, report->list->names);
	print_rows(out, report);
	if (is_quiet)
		return;
	mc_buf_addf(out, NP_("%zu repository is up to date", "%zu repositories are up to date", there),
		    there);
	mc_buf_addf(out,
		    report->is_dry_run ? _("; new: %zu, changed: %zu, failed: %zu, none: %zu\n")
				       : _(" (new: %zu, changed: %zu); failed: %zu, none: %zu\n"),
		    counts[MC_FETCH_NEW], counts[MC_FETCH_CHANGED], counts[MC_FETCH_FAILED],
		    counts[MC_FETCH_NONE]);
}
