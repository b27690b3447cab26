/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/cohort.h"
#include "cohort/day.h"
#include "cohort/office.h"
#include "cohort/risk_list.h"
#include "sheet/sheet.h"

struct args {
	const char *cohort;
	const char *as_of;
	bool weekly;
	bool names;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>",
		    N_("this cohort (default: all that are running)")),
	MC_OPT_TEXT(struct args, as_of, 0, "as-of", "<day>", N_("as it is on this day (default: today)")),
	MC_OPT_FLAG(struct args, weekly, 'w', "weekly",
		    N_("the list for a Monday: whom to call first, what changed, what to do")),
	MC_OPT_FLAG(struct args, names, 0, "names", N_("show display names, which needs the key")),
	MC_OPT_END,
};

static bool is_running(const struct mc_cohort *cohort, const char *as_of)
{
	return strcmp(cohort->start_on, as_of) <= 0 &&
	       (!cohort->closed_on || strcmp(cohort->closed_on, as_of) > 0);
}

static struct mc_err *judge(struct mc_risk_list *list, const struct mc_office *office, const char *cohort)
{
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;

	MC_TRY(mc_cohorts_read(&cohorts, office->records, cohort));
	for (size_t i = 0; i < cohorts.count; i++) {
		if (cohort || is_running(&cohorts.items[i], list->as_of))
			MC_TRY(mc_risk_list_add(list, office->records, cohorts.items[i].id,
						&office->school.risk));
	}
	mc_risk_list_sort(list);
	return NULL;
}

static struct mc_cell reasons_cell(struct mc_sheet *sheet, const struct mc_risk_verdict *verdict)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	for (size_t i = 0; i < verdict->reason_count; i++) {
		mc_buf_addz(&text, i ? "; " : "");
		mc_risk_reason_print(&text, &verdict->reasons[i]);
	}
	return mc_cell_text(sheet, text.ptr);
}

static void fill_table(struct mc_sheet *sheet, struct mc_sheet_table *table, const struct mc_risk_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct mc_risk_row *row = &list->rows[i];
		struct mc_cell *cells = mc_sheet_add_row(sheet, table, row->learner);
		size_t c = 1;

		if (list->has_names)
			cells[c++] = mc_cell_text(sheet, row->name ? row->name : "");
		cells[c++] = mc_cell_text(sheet, mc_risk_label_text(row->verdict.label));
		cells[c++] = mc_cell_percent(row->verdict.attended, row->verdict.counted);
		cells[c++] = reasons_cell(sheet, &row->verdict);
		cells[c] = mc_cell_text(sheet, mc_risk_next(&row->verdict));
	}
}

static void print_table(struct mc_buf *out, const struct mc_risk_list *list)
{
	const char *const columns[] = { _("learner"),	 _("name"), _("label"),
					_("attendance"), _("why"),  _("next") };
	const char *const without[] = { columns[0], columns[2], columns[3], columns[4], columns[5] };
	const struct mc_sheet_look look = { .width = mc_term_width(STDOUT_FILENO),
					    .has_utf8 = mc_term_has_utf8() };
	MC_AUTO(mc_sheet) sheet = MC_SHEET_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	sheet.title = mc_sheet_copy(&sheet, _("who needs attention, and why"));
	sheet.subtitle = mc_sheet_copy(&sheet, list->as_of);
	for (size_t i = 0; i < list->summary_count; i++) {
		mc_buf_reset(&text);
		mc_risk_summary_print(&text, &list->summaries[i]);
		mc_sheet_add_text(&sheet, text.ptr);
	}
	struct mc_sheet_table *table =
		mc_sheet_add_table(&sheet, "risk", _("those who need it most first"),
				   list->has_names ? columns : without,
				   list->has_names ? MC_COUNT(columns) : MC_COUNT(without));

	fill_table(&sheet, table, list);
	mc_sheet_write(out, &sheet, MC_SHEET_TEXT, &look);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_risk_list) list = MC_RISK_LIST_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char today[MC_DATE_TEXT];

	mc_day_today(today);
	list.as_of = args->as_of ? args->as_of : today;
	MC_TRY(mc_day_check(list.as_of, "--as-of"));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(judge(&list, &office, args->cohort));
	if (args->names)
		MC_TRY(mc_risk_list_name(&list, office.records, !args->weekly || call->json));
	if (call->json)
		mc_risk_list_print_json(&text, &list);
	else if (args->weekly)
		mc_risk_list_print_week(&text, &list);
	else if (list.count > 0)
		print_table(&text, &list);
	else
		mc_buf_addf(&text, _("nobody learns here on %s\n"), list.as_of);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_risk = {
	.name = "risk",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("say who needs attention, why, and what to do next"),
	.about = N_(
		"Everybody who learns now is on track, behind, at risk, or there is not enough information "
		"to say. The reasons stand beside it, each with a number and its threshold: no sign of "
		"somebody while others go on, absences in a row, the share of attendance, attendance that "
		"can no longer be reached, exercises that the cohort is through with and that are missing "
		"or not passed. It is a list of whom to talk to, and nothing that anybody is judged "
		"by.\n\n"
		"Excused absences are left out, cancelled sessions do not count, and who left is not on "
		"the list. The thresholds stand under \"risk\" in school.json; migracode-records(5) "
		"explains them."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode risk --weekly --names             # for Monday, to print\n"
		      "migracode risk --cohort ath-2026a --json"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
