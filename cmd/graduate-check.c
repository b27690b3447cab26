/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/cohort.h"
#include "cohort/day.h"
#include "cohort/graduate.h"
#include "cohort/office.h"

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct mc_graduate_wanted, cohort, 'c', "cohort", "<id>",
		    N_("the cohort that they started in")),
	MC_OPT_TEXT(struct mc_graduate_wanted, learner, 'l', "learner", "<id>", N_("only this learner")),
	MC_OPT_TEXT(struct mc_graduate_wanted, rules, 'r', "rules", "<file>",
		    N_("the rules (default: rules.json of the school)")),
	MC_OPT_TEXT(struct mc_graduate_wanted, as_of, 0, "as-of", "<day>",
		    N_("as it was on a day (default: today)")),
	MC_OPT_END,
};

static bool is_ready(const struct mc_graduate *graduate)
{
	for (size_t i = 0; i < graduate->count; i++) {
		if (!graduate->rows[i].decided && graduate->rows[i].check.state != MC_RULE_PASS)
			return false;
	}
	return true;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct mc_graduate_wanted *wanted = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_graduate) graduate = MC_GRADUATE_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char today[MC_DATE_TEXT];

	MC_TRY(mc_cohort_need(wanted->cohort));
	mc_day_today(today);
	if (!wanted->as_of)
		wanted->as_of = today;
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_graduate_check(&graduate, office.records, &office.school, wanted));
	if (call->json)
		mc_graduate_print_json(&text, &graduate);
	else
		mc_graduate_print_text(&text, &graduate, call->lang, call->verbose || wanted->learner);
	mc_term_print_safe(stdout, text.ptr);
	call->answer_is_no = !is_ready(&graduate);
	return NULL;
}

const struct mc_cmd mc_cmd_graduate_check = {
	.name = "graduate check",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("say who meets the rules of graduation, and what the others lack"),
	.about = N_("Each rule is told with its value, what is needed, and what is missing. What is not "
		    "known is not guessed: then there is not enough "
		    "data. With --verbose, or for one learner, all rules are shown.\n\n"
		    "The rules are a file that everybody may read: migracode-rules(5) explains it, and those "
		    "that MigraCode Barcelona published "
		    "come with the program. Nothing is recorded; the exit status is 0 when everybody meets "
		    "the rules or has graduated, else 1."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode graduate check --cohort ath-2026a"),
	.options = options,
	MC_ARGS(struct mc_graduate_wanted, ((const struct mc_graduate_wanted){ .cohort = NULL })),
	.run = run,
};
