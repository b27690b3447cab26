/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "deadline/moment.h"
#include "gradebook/deadline_change.h"
#include "gradebook/deadline_list.h"

enum { DAYS_CHARS = 60 };

static struct mc_cell scope_cell(struct mc_sheet *sheet, const struct mc_deadline_scope *scope)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_deadline_scope_words(&text, scope);
	return mc_cell_text(sheet, text.ptr);
}

static void add_deadlines(struct mc_sheet *sheet, const struct mc_deadline_list *list)
{
	const char *const columns[] = { _("due"), _("what") };
	size_t count = mc_deadlines_count(list->deadlines);

	if (count == 0) {
		mc_sheet_add_text(sheet, _("no deadline is set"));
		return;
	}
	struct mc_sheet_table *table = mc_sheet_add_table(sheet, "deadlines", _("deadlines for everybody"),
							  columns, MC_COUNT(columns));

	for (size_t i = 0; i < count; i++) {
		const struct mc_deadline *deadline = mc_deadlines_at(list->deadlines, i);
		char when[MC_MOMENT_TEXT];

		mc_moment_text(when, list->zone, deadline->due_s);
		mc_sheet_add_row(sheet, table, when)[1] = scope_cell(sheet, &deadline->scope);
	}
}

/* For one learner every exercise of the course that has a deadline. */
static void add_exercises(struct mc_sheet *sheet, const struct mc_deadline_list *list, const char *learner)
{
	const char *const columns[] = { _("due"), _("exercise"), _("module"), _("note") };
	struct mc_sheet_table *table = NULL;

	for (size_t i = 0; i < list->names.exercise_count; i++) {
		const struct mc_course_exercise *exercise = &list->names.exercises[i];
		struct mc_late_due due =
			mc_deadlines_due(list->deadlines, learner, exercise->module, exercise->id);
		char when[MC_MOMENT_TEXT];

		if (!due.has_due && !due.is_excused)
			continue;
		if (!table)
			table = mc_sheet_add_table(sheet, "exercises", _("exercises with a deadline"),
						   columns, MC_COUNT(columns));
		mc_moment_text(when, list->zone, mc_late_due_s(&due));
		struct mc_cell *cells = mc_sheet_add_row(sheet, table, when);

		cells[1] = mc_cell_text(sheet, exercise->id);
		cells[2] = mc_cell_text(sheet, exercise->module);
		cells[3] = mc_cell_text(sheet, due.is_excused		    ? _("excused from the deadline")
					       : due.extended_s > due.due_s ? _("extended")
									    : "");
	}
}

static const struct mc_deadline_learner *find_learner(const struct mc_deadline_list *list, const char *id)
{
	for (size_t i = 0; i < list->learner_count; i++) {
		if (!strcmp(list->learners[i].id, id))
			return &list->learners[i];
	}
	return NULL;
}

static struct mc_cell until_cell(struct mc_sheet *sheet, const struct mc_deadline_list *list,
				 const struct mc_extension *extension)
{
	char text[DAYS_CHARS];

	if (extension->is_excused)
		return mc_cell_text(sheet, _("excused from the deadline"));
	if (extension->days)
		(void)snprintf(text, sizeof(text), NP_("%u more day", "%u more days", extension->days),
			       extension->days);
	else
		mc_moment_text(text, list->zone, extension->due_s);
	return mc_cell_text(sheet, text);
}

static void add_extensions(struct mc_sheet *sheet, const struct mc_deadline_list *list)
{
	const char *const columns[] = { _("learner"), _("name"), _("for"), _("until"), _("why") };
	struct mc_sheet_table *table = NULL;

	for (size_t i = 0; i < mc_deadlines_extension_count(list->deadlines); i++) {
		const struct mc_extension *extension = mc_deadlines_extension_at(list->deadlines, i);
		const struct mc_deadline_learner *learner = find_learner(list, extension->learner);

		if (!learner)
			continue;
		if (!table)
			table = mc_sheet_add_table(sheet, "extensions", _("who has more time"), columns,
						   MC_COUNT(columns) - !list->reasons);
		struct mc_cell *cells = mc_sheet_add_row(sheet, table, extension->learner);

		cells[1] = mc_cell_text(sheet, learner->name ? learner->name : "");
		cells[2] = scope_cell(sheet, &extension->scope);
		cells[3] = until_cell(sheet, list, extension);
		if (list->reasons)
			cells[4] = mc_cell_text(sheet, list->reasons[i] ? list->reasons[i] : "");
	}
}

/* Who used none has all of them: only the others are worth a row. */
static void add_grace(struct mc_sheet *sheet, const struct mc_deadline_list *list)
{
	const char *const columns[] = { _("learner"), _("name"), _("days left") };
	uint32_t budget = mc_deadlines_policy(list->deadlines)->grace_days;
	struct mc_sheet_table *table = NULL;
	size_t others = 0;

	for (size_t i = 0; budget && i < list->learner_count; i++) {
		const struct mc_deadline_learner *learner = &list->learners[i];

		if (learner->grace_left == budget && !list->is_of_one) {
			others++;
			continue;
		}
		if (!table)
			table = mc_sheet_add_table(sheet, "grace", _("grace days, by what is graded"),
						   columns, MC_COUNT(columns));
		struct mc_cell *cells = mc_sheet_add_row(sheet, table, learner->id);

		cells[1] = mc_cell_text(sheet, learner->name ? learner->name : "");
		cells[2] = mc_cell_count(learner->grace_left);
	}
	if (others) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_buf_addf(&text,
			    NP_("%zu learner has used no grace day", "%zu learners have used no grace day",
				others),
			    others);
		mc_sheet_add_text(sheet, text.ptr);
	}
}

void mc_deadline_list_print_text(struct mc_buf *out, const struct mc_deadline_list *list,
				 const struct mc_sheet_look *look)
{
	MC_AUTO(mc_sheet) sheet = MC_SHEET_INIT;
	MC_AUTO(mc_buf) subtitle = MC_BUF_INIT;

	mc_buf_addf(&subtitle, "%s, %s", list->cohort, list->zone);
	sheet.title = mc_sheet_copy(&sheet, _("what is due when"));
	sheet.subtitle = mc_sheet_copy(&sheet, subtitle.ptr);
	if (!list->names.is_known || mc_deadlines_count(list->deadlines) == 0)
		add_deadlines(&sheet, list);
	if (list->is_of_one)
		add_exercises(&sheet, list, list->learners[0].id);
	add_extensions(&sheet, list);
	add_grace(&sheet, list);
	mc_sheet_write(out, &sheet, MC_SHEET_TEXT, look);
	mc_buf_addc(out, '\n');
	mc_late_policy_words(out, mc_deadlines_policy(list->deadlines));
	if (mc_deadlines_count(list->deadlines) == 0)
		mc_buf_addf(out, _("next: migracode deadline set --cohort %s --at <when>\n"), list->cohort);
}
