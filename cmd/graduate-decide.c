/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/graduate.h"
#include "cohort/office.h"
#include "ext/json_write.h"

struct args {
	struct mc_graduate_wanted wanted;
	struct mc_graduate_decision decision;
	bool override;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, wanted.cohort, 'c', "cohort", "<id>", N_("the cohort that they started in")),
	MC_OPT_TEXT(struct args, wanted.learner, 'l', "learner", "<id>", N_("only this learner")),
	MC_OPT_TEXT(struct args, wanted.rules, 'r', "rules", "<file>",
		    N_("the rules (default: rules.json of the school)")),
	MC_OPT_TEXT(struct args, decision.on, 0, "on", "<day>",
		    N_("the day of graduation, on which the rules are checked")),
	MC_OPT_TEXT(struct args, decision.certificate_on, 0, "certificate-on", "<day>",
		    N_("the day of the certificate, if there is one")),
	MC_OPT_FLAG(struct args, override, 0, "override",
		    N_("let one learner graduate who does not meet all rules")),
	MC_OPT_TEXT(struct args, decision.reason, 0, "reason", "<text>",
		    N_("why; needed to override, and sealed")),
	MC_OPT_END,
};

static struct mc_err *check(const struct args *args)
{
	const char *missing = !args->wanted.cohort ? "--cohort" : !args->decision.on ? "--on" : NULL;

	if (missing)
		return mc_err_hint(
			mc_err_new(MC_E_USAGE, _("something is missing: %s"), missing), "%s",
			_("for example: migracode graduate decide --cohort ath-2026a --on 2026-05-12"));
	if (args->override && (!args->decision.reason || !*args->decision.reason || !args->wanted.learner))
		return mc_err_hint(mc_err_new(MC_E_USAGE, "%s",
					      _("to override needs a learner and a reason")),
				   "%s", _("add --learner and --reason"));
	if (!args->override && args->decision.reason)
		return mc_err_hint(mc_err_new(MC_E_USAGE, "%s", _("a reason is needed only to override")),
				   "%s", _("add --override"));
	return NULL;
}

static void print(const struct mc_call *call, const struct args *args, const struct mc_graduate *graduate,
		  size_t count)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	if (!call->json) {
		if (!call->quiet)
			(void)printf(NP_("%zu learner graduated on %s by the rules %s\n",
					 "%zu learners graduated on %s by the rules %s\n", count),
				     count, args->decision.on, graduate->rules->set_id);
		return;
	}
	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/graduate-decide/v1");
	mc_json_key_text(&writer, "cohort", args->wanted.cohort);
	mc_json_key_text(&writer, "on", args->decision.on);
	mc_json_key_text(&writer, "rule_set", graduate->rules->set_id);
	mc_json_key_int(&writer, "graduated", (int64_t)count);
	mc_json_end(&writer);
	(void)printf("%s\n", text.ptr);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_graduate) graduate = MC_GRADUATE_INIT;
	size_t count = 0;

	MC_TRY(check(args));
	args->wanted.as_of = args->decision.on;
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_graduate_check(&graduate, office.records, &office.school, &args->wanted));
	MC_TRY(mc_graduate_decide(&count, &graduate, office.records, &args->decision));
	print(call, args, &graduate, count);
	if (count == 0 && args->wanted.learner && !graduate.rows[0].decided) {
		call->answer_is_no = true;
		(void)fprintf(stderr, "%s: ", _("hint"));
		(void)fprintf(stderr,
			      _("'migracode graduate check --cohort %s --learner %s' says what is missing\n"),
			      args->wanted.cohort, args->wanted.learner);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_graduate_decide = {
	.name = "graduate decide",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("record that learners graduate"),
	.about = N_(
		"Everybody of the cohort who meets all rules on the day graduates, or one learner with "
		"--learner. Who, by whom, and by which set of rules is "
		"recorded with the value of each rule; a later change of the rules changes no decision.\n\n"
		"One learner who does not meet all rules can graduate by --override with a --reason, which "
		"is kept sealed and told in the log as an "
		"override. A rate counts a graduate from the day on which there is a certificate, too: "
		"--certificate-on says when it was given."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode graduate decide --cohort ath-2026a --on 2026-05-12"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .override = false })),
	.run = run,
};
