/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/careers.h"
#include "cohort/cohort.h"
#include "cohort/office.h"
#include "ext/json_write.h"
#include "sheet/sheet.h"

struct args {
	const char *cohort;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("only the learners of this cohort")),
	MC_OPT_END,
};

static void write_json(struct mc_buf *out, const struct mc_careers *careers)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/outcome-careers/v1");
	mc_json_key_int(&writer, "days", MC_CAREERS_DAYS);
	mc_json_key(&writer, "career_days");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < careers->count; i++) {
		const struct mc_career_day *day = &careers->items[i];

		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "activity", day->activity);
		mc_json_key_text(&writer, "title", day->title);
		mc_json_key_text(&writer, "held_on", day->held_on);
		mc_json_key_text(&writer, "until", day->until);
		mc_json_key_int(&writer, "met", day->met);
		mc_json_key_int(&writer, "interviews", day->interviews);
		mc_json_key_int(&writer, "offers", day->offers);
		mc_json_end(&writer);
	}
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}

static void write_text(struct mc_buf *out, const struct mc_careers *careers)
{
	const char *const columns[] = { _("career day"), _("held on"), _("met"),
					_("interviews"), _("offers"),  _("counted until") };
	MC_AUTO(mc_sheet) sheet = MC_SHEET_INIT;
	struct mc_sheet_table *table = NULL;

	sheet.title = mc_sheet_copy(&sheet, _("what career days led to"));
	table = mc_sheet_add_table(&sheet, "careers", _("learners"), columns, MC_COUNT(columns));
	for (size_t i = 0; i < careers->count; i++) {
		const struct mc_career_day *day = &careers->items[i];
		struct mc_cell *cells = mc_sheet_add_row(&sheet, table, day->activity);

		cells[1] = mc_cell_text(&sheet, day->held_on);
		cells[2] = mc_cell_count(day->met);
		cells[3] = mc_cell_count(day->interviews);
		cells[4] = mc_cell_count(day->offers);
		cells[5] = mc_cell_text(&sheet, day->until);
	}
	mc_sheet_write(out, &sheet, MC_SHEET_TEXT, NULL);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	MC_AUTO(mc_careers) careers = MC_CAREERS_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	if (args->cohort)
		MC_TRY(mc_cohorts_read(&cohorts, office.records, args->cohort));
	MC_TRY(mc_careers_read(&careers, office.records, args->cohort));
	if (call->json)
		write_json(&text, &careers);
	else if (careers.count > 0)
		write_text(&text, &careers);
	else
		mc_buf_addf(&text, "%s\n",
			    _("no contact names a career day yet: outcome contact --activity"));
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_outcome_careers = {
	.name = "outcome careers",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("count what career days led to"),
	.about =
		N_("For each career day: how many learners met an employer there, how many of them had an "
		   "interview or an offer, and how many an offer, within 180 days. Everybody counts once. It "
		   "is made from 'migracode outcome contact' with --activity and --result.\n\n"
		   "The figures are for the school itself; counts of few people tell who it was."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode outcome careers --cohort ath-2026a"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
