/* SPDX-License-Identifier: MIT */
#include "cohort/intake_print.h"

#include <string.h>

#include "base/i18n.h"
#include "ext/json_write.h"

enum { SHOWN_ROWS = 20 };

static bool is_fact_new(const struct mc_intake_row *row, size_t fact)
{
	const char *wanted = row->wanted.facts[fact];
	const char *known = row->recorded ? row->recorded->facts[fact] : NULL;

	return wanted && (!known || strcmp(wanted, known) != 0);
}

/* ---- for people ---- */

void mc_intake_print_findings(struct mc_buf *out, const struct mc_intake *intake, const char *file)
{
	for (size_t i = 0; i < intake->finding_count; i++) {
		const struct mc_intake_finding *finding = &intake->findings[i];

		mc_buf_addf(out, "%s", file);
		if (finding->line > 0)
			mc_buf_addf(out, ":%zu", finding->line);
		mc_buf_addf(out, ": %s: ", finding->is_error ? _("error") : _("notice"));
		if (finding->column)
			mc_buf_addf(out, "%s: ", finding->column);
		mc_buf_addf(out, "%s\n", finding->text);
		if (finding->hint)
			mc_buf_addf(out, "  %s: %s\n", _("hint"), finding->hint);
	}
	if (intake->error_count > MC_INTAKE_MAX_FINDINGS)
		mc_buf_addf(out,
			    NP_("%zu more error\n", "%zu more errors\n",
				intake->error_count - MC_INTAKE_MAX_FINDINGS),
			    intake->error_count - MC_INTAKE_MAX_FINDINGS);
}

/* Names and contacts are only said to be new, never shown. */
static void print_row(struct mc_buf *out, const struct mc_intake_row *row)
{
	const char *comma = "";

	mc_buf_addf(out, "  %s %s: ", row->state == MC_INTAKE_NEW ? "+" : "~", row->wanted.learner);
	for (size_t i = 0; i < MC_FACT_COUNT; i++) {
		if (!is_fact_new(row, i))
			continue;
		mc_buf_addf(out, "%s%s ", comma, mc_enrolment_columns[i]);
		if (row->recorded && row->recorded->facts[i])
			mc_buf_addf(out, "%s → ", row->recorded->facts[i]);
		mc_buf_addz(out, row->wanted.facts[i]);
		comma = ", ";
	}
	if (row->is_profile_new)
		mc_buf_addf(out, "%s%s", comma, _("name or contacts"));
	if (row->more)
		mc_buf_addf(out, "%s%s", comma, row->more);
	mc_buf_addc(out, '\n');
}

static void print_rows(struct mc_buf *out, const struct mc_intake *intake)
{
	size_t left = intake->states[MC_INTAKE_NEW] + intake->states[MC_INTAKE_CHANGED];

	for (size_t i = 0, shown = 0; i < intake->count && shown < SHOWN_ROWS; i++) {
		if (intake->rows[i].state == MC_INTAKE_SAME)
			continue;
		print_row(out, &intake->rows[i]);
		shown++;
		left--;
	}
	if (left > 0)
		mc_buf_addf(out, NP_("  … and %zu more learner\n", "  … and %zu more learners\n", left),
			    left);
}

void mc_intake_print_text(struct mc_buf *out, const struct mc_intake *intake, const char *file, bool is_done,
			  bool is_quiet)
{
	const size_t *states = intake->states;

	mc_intake_print_findings(out, intake, file);
	if (!is_quiet)
		print_rows(out, intake);
	mc_buf_addf(out, _("%s: %zu new, %zu changed, %zu as they were\n"), intake->cohort->id,
		    states[MC_INTAKE_NEW], states[MC_INTAKE_CHANGED], states[MC_INTAKE_SAME]);
	if (intake->error_count > 0)
		mc_buf_addf(out,
			    NP_("the list has %zu fault; nothing was changed\n",
				"the list has %zu faults; nothing was changed\n", intake->error_count),
			    intake->error_count);
	else if (!is_done)
		mc_buf_addf(out, "%s\n", _("nothing was changed yet; the same command with --yes does it"));
	else if (!is_quiet)
		mc_buf_addf(out, _("next: migracode learner list --cohort %s\n"), intake->cohort->id);
}

/* ---- for programs ---- */

static void write_findings(struct mc_json_writer *writer, const struct mc_intake *intake)
{
	mc_json_key(writer, "findings");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < intake->finding_count; i++) {
		const struct mc_intake_finding *finding = &intake->findings[i];

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "severity", finding->is_error ? "error" : "notice");
		if (finding->line > 0)
			mc_json_key_int(writer, "line", (int64_t)finding->line);
		if (finding->column)
			mc_json_key_text(writer, "column", finding->column);
		mc_json_key_text(writer, "message", finding->text);
		if (finding->hint)
			mc_json_key_text(writer, "hint", finding->hint);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

void mc_intake_write_head(struct mc_json_writer *writer, const struct mc_intake *intake, const char *schema,
			  const char *changed, bool is_done)
{
	mc_json_key_text(writer, "schema", schema);
	mc_json_key_text(writer, "cohort", intake->cohort->id);
	mc_json_key_bool(writer, "committed", is_done && intake->error_count == 0);
	mc_json_key_int(writer, "new", (int64_t)intake->states[MC_INTAKE_NEW]);
	mc_json_key_int(writer, changed, (int64_t)intake->states[MC_INTAKE_CHANGED]);
	mc_json_key_int(writer, "same", (int64_t)intake->states[MC_INTAKE_SAME]);
	mc_json_key_int(writer, "events", (int64_t)intake->events);
	mc_json_key_int(writer, "errors", (int64_t)intake->error_count);
	write_findings(writer, intake);
}

static void write_row(struct mc_json_writer *writer, const struct mc_intake_row *row)
{
	mc_json_start(writer, '{');
	mc_json_key_int(writer, "line", (int64_t)row->line);
	mc_json_key_text(writer, "learner", row->wanted.learner);
	mc_json_key_text(writer, "state", row->state == MC_INTAKE_NEW ? "new" : "changed");
	mc_json_key(writer, "facts");
	mc_json_start(writer, '{');
	for (size_t i = 0; i < MC_FACT_COUNT; i++) {
		if (!is_fact_new(row, i))
			continue;
		mc_json_key(writer, mc_enrolment_columns[i]);
		mc_json_start(writer, '[');
		mc_json_text(writer, row->recorded ? row->recorded->facts[i] : NULL);
		mc_json_text(writer, row->wanted.facts[i]);
		mc_json_end(writer);
	}
	mc_json_end(writer);
	mc_json_key_bool(writer, "profile", row->is_profile_new);
	mc_json_end(writer);
}

void mc_intake_print_json(struct mc_buf *out, const struct mc_intake *intake, bool is_done)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_intake_write_head(&writer, intake, intake->schema ? intake->schema : "migracode/learner-import/v1",
			     "changed", is_done);
	mc_json_key(&writer, "changes");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < intake->count; i++) {
		if (intake->rows[i].state != MC_INTAKE_SAME)
			write_row(&writer, &intake->rows[i]);
	}
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
