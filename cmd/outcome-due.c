/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/cohort.h"
#include "cohort/day.h"
#include "cohort/followup.h"
#include "cohort/office.h"
#include "cohort/profile.h"
#include "ext/json_write.h"
#include "records/people.h"
#include "sheet/sheet.h"

struct args {
	const char *as_of;
	const char *cohort;
	bool names;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, as_of, 0, "as-of", "<day>", N_("what is due on this day (default: today)")),
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("only the learners of this cohort")),
	MC_OPT_FLAG(struct args, names, 0, "names", N_("show display names, which needs the key")),
	MC_OPT_END,
};

/* What is printed, with the names of the items when they are wanted. */
struct list {
	struct mc_followups due;
	struct mc_arena arena;
	const char **names; /* NULL: not wanted */
	const char *as_of;
};

static struct mc_err *read_names(struct list *list, struct mc_records *records)
{
	MC_TRY(mc_people_unlock(records));
	list->names = mc_arena_alloc(&list->arena, (list->due.count + 1) * sizeof(*list->names));
	for (size_t i = 0; i < list->due.count; i++) {
		struct mc_profile profile;

		MC_TRY(mc_profile_read(&profile, &list->arena, records, list->due.items[i].learner));
		list->names[i] = profile.facts[MC_PROFILE_DISPLAY_NAME];
	}
	return NULL;
}

static void write_json(struct mc_buf *out, const struct list *list)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/outcome-due/v1");
	mc_json_key_text(&writer, "as_of", list->as_of);
	mc_json_key(&writer, "items");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < list->due.count; i++) {
		const struct mc_followup *item = &list->due.items[i];

		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "cohort", item->cohort);
		mc_json_key_text(&writer, "learner", item->learner);
		if (list->names)
			mc_json_key_text(&writer, "name", list->names[i]);
		mc_json_key_text(&writer, "kind", mc_followup_words[item->kind]);
		mc_json_key_text(&writer, "since", item->since);
		mc_json_key_bool(&writer, "late", item->is_late);
		mc_json_key_text(&writer, "next", _(mc_followup_next[item->kind]));
		mc_json_end(&writer);
	}
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}

static void write_text(struct mc_buf *out, const struct list *list)
{
	const char *const columns[] = { _("learner"), _("name"), _("cohort"), _("due since"), _("next") };
	const char *const without[] = { columns[0], columns[2], columns[3], columns[4] };
	MC_AUTO(mc_sheet) sheet = MC_SHEET_INIT;
	const struct mc_sheet_look look = { .width = mc_term_width(STDOUT_FILENO),
					    .has_utf8 = mc_term_has_utf8() };
	bool has_names = list->names != NULL;
	struct mc_sheet_table *table = NULL;

	sheet.title = mc_sheet_copy(&sheet, _("whom to ask what"));
	sheet.subtitle = mc_sheet_copy(&sheet, list->as_of);
	table = mc_sheet_add_table(&sheet, "due", _("the longest due first"), has_names ? columns : without,
				   has_names ? MC_COUNT(columns) : MC_COUNT(without));
	for (size_t i = 0; i < list->due.count; i++) {
		const struct mc_followup *item = &list->due.items[i];
		struct mc_cell *cells = mc_sheet_add_row(&sheet, table, item->learner);
		size_t c = 1;

		if (has_names)
			cells[c++] = mc_cell_text(&sheet, list->names[i] ? list->names[i] : "");
		cells[c++] = mc_cell_text(&sheet, item->cohort);
		cells[c++] = mc_cell_text(&sheet, item->since);
		cells[c] = mc_cell_text(&sheet, _(mc_followup_next[item->kind]));
	}
	mc_sheet_write(out, &sheet, MC_SHEET_TEXT, &look);
}

static void list_release(struct list *list)
{
	mc_followups_release(&list->due);
	mc_arena_release(&list->arena);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	char today[MC_DATE_TEXT];
	MC_AUTO(list) list = { .due = MC_FOLLOWUPS_INIT };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_day_today(today);
	list.as_of = args->as_of ? args->as_of : today;
	MC_TRY(mc_day_check(list.as_of, "--as-of"));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	if (args->cohort)
		MC_TRY(mc_cohorts_read(&cohorts, office.records, args->cohort));
	MC_TRY(mc_followups_read(&list.due, office.records, args->cohort, list.as_of));
	if (args->names)
		MC_TRY(read_names(&list, office.records));
	if (call->json)
		write_json(&text, &list);
	else if (list.due.count > 0)
		write_text(&text, &list);
	else
		mc_buf_addf(&text, "%s\n", _("nothing is due"));
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_outcome_due = {
	.name = "outcome due",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("say whom to ask what, and since when it is due"),
	.about =
		N_("While a course begins: who has not said what they want after it. After it: the status of "
		   "everybody who left, within 28 days and after six months; a call to every graduate who is "
		   "not placed, monthly, after 90 days and after 180; and outcomes for which nobody is on "
		   "record as saying so.\n\n"
		   "A contact, an outcome or a status that is recorded takes its line off the list. People "
		   "who were erased or died are not on it."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode outcome due --cohort ath-2026a --names"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .as_of = NULL })),
	.run = run,
};
