/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "deadline/moment.h"
#include "gradebook/deadline_change.h"

struct args {
	struct mc_deadline_target target;
	const char *at;
	bool none;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, target.cohort, 'c', "cohort", "<id>", N_("whose deadline it is")),
	MC_OPT_TEXT(struct args, target.module, 'm', "module", "<id>", N_("for the exercises of a module")),
	MC_OPT_TEXT(struct args, target.exercise, 'e', "exercise", "<id>", N_("for one exercise")),
	MC_OPT_TEXT(struct args, at, 0, "at", "<when>",
		    N_("a day, 2026-12-06, which means its end, or '2026-12-06 18:00'")),
	MC_OPT_FLAG(struct args, none, 0, "none", N_("take the deadline away")),
	MC_OPT_END,
};

static void print_text(struct mc_buf *text, const struct mc_deadline_change *change)
{
	const char *zone = change->office->school.time_zone;
	struct mc_late_due due = mc_deadline_change_due(change);
	char when[MC_MOMENT_TEXT];

	mc_moment_text(when, zone, mc_late_due_s(&due));
	mc_buf_addf(text, "%s: ", change->target->cohort);
	mc_deadline_scope_words(text, &change->scope);
	mc_buf_addz(text, ": ");
	if (due.has_due)
		mc_buf_addf(text, _("due on %s (%s)\n"), when, zone);
	else
		mc_buf_addz(text, _("there is no deadline\n"));
	mc_deadline_change_effect(text, change);
	mc_buf_addf(text, _("next: migracode deadline list --cohort %s\n"), change->target->cohort);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_deadline_change) change = MC_DEADLINE_CHANGE_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	int64_t due_s = INT64_MAX;

	if (args->none && args->at)
		return mc_err_new(MC_E_USAGE, _("%s and %s do not go together"), "--at", "--none");
	MC_TRY(mc_cohort_need(args->target.cohort));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	if (!args->none)
		MC_TRY(mc_moment_read(&due_s, args->at, office.school.time_zone, "--at"));
	MC_TRY(mc_deadline_change_begin(&change, &office, &args->target));
	MC_TRY(mc_deadline_set(office.records, args->target.cohort, &change.scope, due_s));
	MC_TRY(mc_deadline_change_end(&change));
	if (call->json)
		mc_deadline_change_print_json(&text, &change,
					      args->none ? "deadline.removed" : "deadline.set");
	else if (!call->quiet)
		print_text(&text, &change);
	mc_term_print_safe(stdout, text.len ? text.ptr : "");
	return NULL;
}

const struct mc_cmd mc_cmd_deadline_set = {
	.name = "deadline set",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("say until when work is to be handed in"),
	.about = N_("A deadline is for a whole cohort, for a module or for an exercise: that of the exercise "
		    "comes before that of its module, and that before the one of the cohort. It is typed and "
		    "shown in the time zone of the school.\n\n"
		    "Scores are computed when they are shown, so a changed deadline counts at once, also for "
		    "what is graded already; the command says for how many submissions it does."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode deadline set --cohort ath-2026a --module js-basics --at 2026-12-06"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .none = false })),
	.run = run,
};
