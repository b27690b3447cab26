/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/consent.h"
#include "cohort/erase.h"
#include "cohort/office.h"

struct args {
	bool unused;
};

static const struct mc_opt options[] = { MC_OPT_END };

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_consents) consents = MC_CONSENTS_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_erasure erasure = { .learner = call->operands[0] };

	(void)opaque;
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_erasure_find(&erasure, office.records));
	MC_TRY(mc_consents_read(&consents, office.records, erasure.learner));
	if (call->json)
		mc_consents_print_json(&text, erasure.learner, &consents);
	else
		mc_consents_print_text(&text, &consents);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_privacy_consent_show = {
	.name = "privacy consent show",
	.family = MC_FAMILY_CARE,
	.has_school = true,
	.summary = N_("show what a learner agreed to"),
	.about = N_("Shows each consent: to what, which text in which language, when it was given or taken "
		    "back, and who "
		    "recorded it."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode privacy consent show L17"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .unused = false })),
	.run = run,
};
