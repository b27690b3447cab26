/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/consent.h"
#include "cohort/day.h"
#include "cohort/office.h"

struct args {
	const char *purpose;
	const char *on;
	const char *by;
};

static const struct mc_opt options[] = {
	MC_OPT_CHOICE(struct args, purpose, 'p', "purpose", "certificate-name|follow-up|portfolio|background",
		      N_("what the learner no longer agrees to")),
	MC_OPT_TEXT(struct args, on, 0, "on", "<day>", N_("the day (default: today)")),
	MC_OPT_TEXT(struct args, by, 0, "by", "<who>",
		    N_("who asked the learner, such as office (default: the actor)")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_consents) consents = MC_CONSENTS_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char today[MC_DATE_TEXT];

	mc_day_today(today);
	const struct mc_consent consent = { .learner = call->operands[0],
					    .purpose = args->purpose,
					    .withdrawn_on = args->on ? args->on : today,
					    .taken_by = args->by };

	if (!args->purpose)
		return mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--purpose");
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_consent_withdraw(office.records, &consent));
	if (call->json) {
		MC_TRY(mc_consents_read(&consents, office.records, consent.learner));
		mc_consents_print_json(&text, consent.learner, &consents);
		(void)fputs(text.ptr, stdout);
	} else if (!call->quiet) {
		(void)printf(_("recorded that the learner '%s' no longer agrees to '%s'; its fields are "
			       "empty now\n"),
			     consent.learner, consent.purpose);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_privacy_consent_withdraw = {
	.name = "privacy consent withdraw",
	.family = MC_FAMILY_CARE,
	.has_school = true,
	.summary = N_("record that a learner takes consent back"),
	.about = N_("Empties the fields that were kept for this purpose, and records when the consent was "
		    "taken back. What the log says "
		    "of the time before stays. Lists that are imported later do not fill these fields again "
		    "until the learner agrees again."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode privacy consent withdraw L17 --purpose follow-up"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .purpose = NULL })),
	.run = run,
};
