/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/attendance.h"
#include "cohort/cohort.h"
#include "cohort/day.h"
#include "cohort/office.h"
#include "ext/json_write.h"
#include "sheet/sheet.h"

struct args {
	const char *cohort;
	const char *as_of;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("whose sessions")),
	MC_OPT_TEXT(struct args, as_of, 0, "as-of", "<day>", N_("sessions up to this day (default: today)")),
	MC_OPT_END,
};

/* What is shown. */
struct showing {
	const char *cohort;
	const char *as_of;
	struct mc_rule_policy policy;
	struct mc_attendance attendance;
};

static int64_t unmarked(const struct mc_attendance_learner *learner)
{
	const struct mc_attendance_counts *counts = &learner->counts;
	int64_t left = learner->held - counts->present - counts->late - counts->excused - counts->absent;

	return left > 0 ? left : 0;
}

static void add_row(struct mc_sheet *sheet, struct mc_sheet_table *table,
		    const struct mc_attendance_learner *learner, const struct mc_rule_policy *policy)
{
	struct mc_cell *cells = mc_sheet_add_row(sheet, table, learner->id);
	int64_t part = 0;
	int64_t whole = 0;

	mc_attendance_share(&part, &whole, &learner->counts, policy);
	cells[1] = mc_cell_percent(part, whole);
	cells[2] = mc_cell_count(learner->counts.present);
	cells[3] = mc_cell_count(learner->counts.late);
	cells[4] = mc_cell_count(learner->counts.excused);
	cells[5] = mc_cell_count(learner->counts.absent);
	cells[6] = mc_cell_count(unmarked(learner));
}

static void print_text(struct mc_buf *text, const struct showing *s)
{
	MC_AUTO(mc_sheet) sheet = MC_SHEET_INIT;
	MC_AUTO(mc_buf) note = MC_BUF_INIT;
	MC_AUTOTEXT title = mc_format(_("Attendance of %s up to %s"), s->cohort, s->as_of);
	MC_AUTOTEXT about =
		mc_format(NP_("%lld session was held.", "%lld sessions were held.", s->attendance.held),
			  (long long)s->attendance.held);
	const char *const columns[] = { _("learner"), _("attendance"), _("present"), _("late"),
					_("excused"), _("absent"),     _("no mark") };

	sheet.title = mc_sheet_copy(&sheet, title);
	mc_sheet_add_text(&sheet, about);
	struct mc_sheet_table *table =
		mc_sheet_add_table(&sheet, "learners", _("Learners"), columns, MC_COUNT(columns));

	for (size_t i = 0; i < s->attendance.count; i++)
		add_row(&sheet, table, &s->attendance.learners[i], &s->policy);
	mc_attendance_add_policy(&note, &s->policy);
	mc_sheet_add_note(&sheet, note.ptr);
	mc_sheet_write(text, &sheet, MC_SHEET_TEXT, NULL);
	mc_buf_addf(text, _("\nby week: migracode report attendance --cohort %s\n"), s->cohort);
}

static void add_learner(struct mc_json_writer *writer, const struct mc_attendance_learner *learner,
			const struct mc_rule_policy *policy)
{
	MC_AUTO(mc_buf) share = MC_BUF_INIT;
	int64_t part = 0;
	int64_t whole = 0;

	mc_attendance_share(&part, &whole, &learner->counts, policy);
	mc_share_add(&share, part, whole);
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "learner", learner->id);
	mc_json_key_text(writer, "attendance_pct", share.ptr);
	mc_json_key_int(writer, "present", learner->counts.present);
	mc_json_key_int(writer, "late", learner->counts.late);
	mc_json_key_int(writer, "excused", learner->counts.excused);
	mc_json_key_int(writer, "absent", learner->counts.absent);
	mc_json_key_int(writer, "unmarked", unmarked(learner));
	mc_json_end(writer);
}

static void print_json(struct mc_buf *text, const struct showing *s)
{
	struct mc_json_writer writer = MC_JSON_WRITER(text, true);
	MC_AUTO(mc_buf) policy = MC_BUF_INIT;

	mc_attendance_add_policy(&policy, &s->policy);
	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/attendance/v1");
	mc_json_key_text(&writer, "cohort", s->cohort);
	mc_json_key_text(&writer, "as_of", s->as_of);
	mc_json_key_text(&writer, "policy", policy.ptr);
	mc_json_key_int(&writer, "sessions", s->attendance.held);
	mc_json_key(&writer, "learners");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < s->attendance.count; i++)
		add_learner(&writer, &s->attendance.learners[i], &s->policy);
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(text, '\n');
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char today[MC_DATE_TEXT];
	struct showing s = { .cohort = args->cohort,
			     .as_of = args->as_of ? args->as_of : today,
			     .attendance = MC_ATTENDANCE_INIT };
	struct mc_err *err = NULL;

	MC_TRY(mc_cohort_need(args->cohort));
	mc_day_today(today);
	MC_TRY(mc_day_check(s.as_of, "--as-of"));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	mc_attendance_policy(&s.policy, &office.school);
	err = mc_attendance_count(&s.attendance, office.records, s.cohort, s.as_of);
	if (!err && call->json)
		print_json(&text, &s);
	else if (!err)
		print_text(&text, &s);
	mc_term_print_safe(stdout, text.ptr);
	mc_attendance_release(&s.attendance);
	return err;
}

const struct mc_cmd mc_cmd_attendance_show = {
	.name = "attendance show",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("show who was at the sessions of a cohort"),
	.about = N_("Shows for each learner the share of sessions and the marks that it follows from. How "
		    "late and "
		    "excused count is what rules.json of the school says, and is written below the table. "
		    "Sessions without a mark count neither way."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode attendance show --cohort ath-2026a"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
