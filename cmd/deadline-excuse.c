/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "gradebook/deadline_change.h"

struct args {
	struct mc_deadline_target target;
	const char *reason;
	bool none;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, target.cohort, 'c', "cohort", "<id>", N_("the cohort of the learner")),
	MC_OPT_TEXT(struct args, target.learner, 'l', "learner", "<id>", N_("who is excused")),
	MC_OPT_TEXT(struct args, target.module, 'm', "module", "<id>",
		    N_("from the exercises of a module (default: from everything)")),
	MC_OPT_TEXT(struct args, target.exercise, 'e', "exercise", "<id>", N_("from one exercise")),
	MC_OPT_TEXT(struct args, reason, 'r', "reason", "<text>", N_("why; sealed")),
	MC_OPT_FLAG(struct args, none, 0, "none", N_("take it back")),
	MC_OPT_END,
};

static struct mc_err *record(const struct mc_deadline_change *change, const struct args *args)
{
	struct mc_records *records = change->office->records;
	const struct mc_extension extension = { .learner = args->target.learner,
						.scope = change->scope,
						.is_excused = true };

	if (args->none)
		return mc_deadline_lift(records, args->target.cohort, args->target.learner, &change->scope);
	return mc_deadline_extend(records, args->target.cohort, &extension, args->reason);
}

static void print_text(struct mc_buf *text, const struct mc_deadline_change *change, const struct args *args)
{
	mc_buf_addf(text, "%s: ", args->target.learner);
	mc_deadline_scope_words(text, &change->scope);
	mc_buf_addz(text, ": ");
	mc_buf_addz(text, args->none ? _("not excused any more\n")
				     : _("excused; nothing is late, and nothing that is missing counts\n"));
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
	if (!args->target.learner)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--learner"),
				   _("'migracode learner list --cohort %s' names them"), args->target.cohort);
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

const struct mc_cmd mc_cmd_deadline_excuse = {
	.name = "deadline excuse",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("excuse a learner from a deadline"),
	.about = N_("Who is excused is never late, and where they hand in nothing, the exercise does not "
		    "count for them. What they hand in counts. It takes the place of an extension for the "
		    "same exercise, module or cohort.\n\n"
		    "The reason is sealed, and goes when the learner is erased."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode deadline excuse --cohort ath-2026a --learner L1 --exercise js-list-sum "
		      "--reason 'agreed with the teacher'"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .none = false })),
	.run = run,
};
