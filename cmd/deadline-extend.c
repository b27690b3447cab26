/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "deadline/moment.h"
#include "gradebook/deadline_change.h"

struct args {
	struct mc_deadline_target target;
	const char *until;
	const char *reason;
	unsigned days;
	bool none;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, target.cohort, 'c', "cohort", "<id>", N_("the cohort of the learner")),
	MC_OPT_TEXT(struct args, target.learner, 'l', "learner", "<id>", N_("who gets more time")),
	MC_OPT_TEXT(struct args, target.module, 'm', "module", "<id>",
		    N_("for the exercises of a module (default: for everything)")),
	MC_OPT_TEXT(struct args, target.exercise, 'e', "exercise", "<id>", N_("for one exercise")),
	MC_OPT_TEXT(struct args, until, 'u', "until", "<when>",
		    N_("a day, 2026-12-09, which means its end, or '2026-12-09 18:00'")),
	MC_OPT_UINT(struct args, days, 'd', "days", "<n>",
		    N_("so many days after the deadline for everybody, also when that one moves")),
	MC_OPT_TEXT(struct args, reason, 'r', "reason", "<text>", N_("why; sealed")),
	MC_OPT_FLAG(struct args, none, 0, "none", N_("take the extension back")),
	MC_OPT_END,
};

static struct mc_err *check(const struct args *args)
{
	if (!args->target.learner)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--learner"),
				   _("'migracode learner list --cohort %s' names them"), args->target.cohort);
	if ((args->until != NULL) + (args->days > 0) + args->none != 1)
		return mc_err_new(MC_E_USAGE, "%s", _("write one of --until, --days and --none"));
	if (args->days > MC_LATE_MAX_DAYS)
		return mc_err_new(MC_E_USAGE, _("an extension has at most %u days"), MC_LATE_MAX_DAYS);
	return NULL;
}

/* What ends before the deadline of all is a mistake of the day or the month. */
static struct mc_err *check_until(const struct mc_deadline_change *change, int64_t until_s)
{
	int64_t first_s = mc_deadline_change_first_due(change);
	char when[MC_MOMENT_TEXT];

	if (first_s == INT64_MAX || until_s > first_s)
		return NULL;
	mc_moment_text(when, change->office->school.time_zone, first_s);
	return mc_err_new(MC_E_INPUT, _("this is no extension: the deadline for everybody is %s"), when);
}

static struct mc_err *record(const struct mc_deadline_change *change, const struct args *args)
{
	struct mc_records *records = change->office->records;
	const char *zone = change->office->school.time_zone;
	struct mc_extension extension = {
		.learner = args->target.learner, .scope = change->scope, .days = args->days, .zone = zone
	};

	if (args->none)
		return mc_deadline_lift(records, args->target.cohort, args->target.learner, &change->scope);
	if (mc_deadlines_count(change->deadlines) == 0 && args->days)
		return mc_err_hint(
			mc_err_new(MC_E_INPUT, "%s", _("there is no deadline that days could move")),
			_("set one: migracode deadline set --cohort %s --at <when>"), args->target.cohort);
	if (args->until) {
		MC_TRY(mc_moment_read(&extension.due_s, args->until, zone, "--until"));
		MC_TRY(check_until(change, extension.due_s));
	}
	return mc_deadline_extend(records, args->target.cohort, &extension, args->reason);
}

static void print_text(struct mc_buf *text, const struct mc_deadline_change *change, const struct args *args)
{
	const char *zone = change->office->school.time_zone;
	struct mc_late_due due = mc_deadline_change_due(change);
	char when[MC_MOMENT_TEXT];

	mc_buf_addf(text, "%s: ", args->target.learner);
	mc_deadline_scope_words(text, &change->scope);
	mc_buf_addz(text, ": ");
	if (!due.has_due && args->days)
		mc_buf_addf(text, NP_("%u more day\n", "%u more days\n", args->days), args->days);
	if (!due.has_due && args->until)
		mc_buf_addf(text, _("nothing is due before %s\n"), args->until);
	if (!due.has_due && args->none)
		mc_buf_addz(text, _("there is no deadline\n"));
	if (due.has_due) {
		mc_moment_text(when, zone, mc_late_due_s(&due));
		mc_buf_addf(text, _("due on %s (%s)\n"), when, zone);
	}
	mc_deadline_change_effect(text, change);
	mc_buf_addf(text, _("next: migracode deadline list --cohort %s --learner %s\n"), args->target.cohort,
		    args->target.learner);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_deadline_change) change = MC_DEADLINE_CHANGE_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_cohort_need(args->target.cohort));
	MC_TRY(check(args));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_deadline_change_begin(&change, &office, &args->target));
	MC_TRY(record(&change, args));
	MC_TRY(mc_deadline_change_end(&change));
	if (call->json)
		mc_deadline_change_print_json(&text, &change,
					      args->none ? "extension.lifted" : "deadline.extended");
	else if (!call->quiet)
		print_text(&text, &change, args);
	mc_term_print_safe(stdout, text.len ? text.ptr : "");
	return NULL;
}

const struct mc_cmd mc_cmd_deadline_extend = {
	.name = "deadline extend",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("give a learner more time"),
	.about = N_("The extension of a learner is for everything, for a module or for an exercise, and the "
		    "nearest one counts. It never takes time away. A new one takes the place of the one "
		    "before; with --none the deadline for everybody holds again.\n\n"
		    "The reason is sealed, and goes when the learner is erased."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_(
		"migracode deadline extend --cohort ath-2026a --learner L1 --days 3 --reason 'moved house'"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .none = false })),
	.run = run,
};
