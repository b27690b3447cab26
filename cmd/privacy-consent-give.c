/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/consent.h"
#include "cohort/day.h"
#include "cohort/office.h"

struct args {
	const char *purpose;
	const char *version;
	const char *language;
	const char *on;
	const char *by;
};

static const struct mc_opt options[] = {
	MC_OPT_CHOICE(struct args, purpose, 'p', "purpose", "certificate-name|follow-up|portfolio|background",
		      N_("what the learner agrees to")),
	MC_OPT_TEXT(struct args, version, 0, "text", "<version>",
		    N_("which version of the text the learner read, such as 2026-1")),
	MC_OPT_TEXT(struct args, language, 0, "language", "<code>",
		    N_("language in which they read it: en, ar …")),
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
					    .version = args->version,
					    .lang = args->language,
					    .given_on = args->on ? args->on : today,
					    .taken_by = args->by };

	if (!args->purpose)
		return mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--purpose");
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_consent_give(office.records, &consent));
	if (call->json) {
		MC_TRY(mc_consents_read(&consents, office.records, consent.learner));
		mc_consents_print_json(&text, consent.learner, &consents);
		(void)fputs(text.ptr, stdout);
	} else if (!call->quiet) {
		(void)printf(_("recorded that the learner '%s' agrees to '%s'\n"), consent.learner,
			     consent.purpose);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_privacy_consent_give = {
	.name = "privacy consent give",
	.family = MC_FAMILY_CARE,
	.has_school = true,
	.summary = N_("record that a learner agrees to something"),
	.about = N_("Some fields may be kept only while the learner agrees: certificate-name (the name in "
		    "the data of the certificate), follow-up (phone), portfolio (repository), background "
		    "(age, third_country, entry_status, isced). The record says what was agreed to, which "
		    "text in which language, when, and "
		    "who asked."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode privacy consent give L17 --purpose follow-up --text 2026-1 --language ar"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .purpose = NULL })),
	.run = run,
};
