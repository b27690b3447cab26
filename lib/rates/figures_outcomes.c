/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "rates/figures.h"
#include "rates/line.h"

struct outcomes {
	struct mc_lines lines;
	struct mc_lines codes;
};

static struct mc_err *make(struct mc_figures *report, struct mc_records *records)
{
	struct outcomes *o = mc_arena_alloc(&report->sheet.arena, sizeof(*o));
	const struct mc_rates_scope scope = { .cohorts = &report->cohorts,
					      .as_of = report->wanted->as_of,
					      .exclusions = report->school->exclusions };
	const char *const columns[] = { _("figure"), _("graduates") };
	const struct mc_lines *lines = &o->lines;
	const struct mc_lines *codes = &o->codes;
	struct mc_rates rates;

	MC_TRY(mc_rates_count(&rates, records, &scope));
	const struct mc_outcomes sum = mc_outcomes_sum(rates.outcomes);

	report->lines = o;
	report->is_final = rates.is_outcome_final;
	mc_lines_codes(&o->codes, &report->disclosure, "", &sum, true);
	mc_lines_outcomes(&o->lines, &report->disclosure, "", &sum, &o->codes);
	mc_line_figure(&report->sheet, &report->disclosure, &o->lines, "in_field_pct");
	mc_line_figure(&report->sheet, &report->disclosure, &o->lines, "full_time_pct");
	mc_line_figure(&report->sheet, &report->disclosure, &o->lines, "knowledge_pct");
	(void)mc_lines_table(&report->sheet, &report->disclosure, "outcomes", _("Outcomes of graduates"),
			     columns, &lines, 1);
	(void)mc_lines_table(&report->sheet, &report->disclosure, "codes", _("By code"), columns, &codes, 1);
	mc_sheet_add_note(&report->sheet, _("Graduates who answered in time that they do not seek new work, "
					    "or who may not work, are not counted. "
					    "Those of whom nothing is known are counted."));
	return NULL;
}

static void write_json(struct mc_json_writer *writer, const struct mc_figures *report)
{
	const struct outcomes *o = report->lines;
	struct mc_lines counted = o->codes;

	/* Those excluded stand among the lines already; the codes are those of graduates who count. */
	counted.count = MC_OUTCOME_EXCLUDED;
	mc_lines_write(writer, &report->disclosure, &o->lines);
	mc_json_key(writer, "codes");
	mc_json_start(writer, '{');
	mc_lines_write(writer, &report->disclosure, &counted);
	mc_json_end(writer);
}

const struct mc_figures_kind mc_figures_outcomes = {
	.name = "outcomes",
	.title = N_("Work after graduation"),
	.breakdown = "outcomes",
	.make = make,
	.write = write_json,
};
