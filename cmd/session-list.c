/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/cohort.h"
#include "cohort/office.h"
#include "cohort/session_print.h"

struct args {
	const char *cohort;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("only those of this cohort")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	MC_AUTO(mc_sessions) sessions = MC_SESSIONS_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	if (args->cohort)
		MC_TRY(mc_cohorts_read(&cohorts, office.records, args->cohort));
	MC_TRY(mc_sessions_read(&sessions, office.records, args->cohort));
	if (call->json)
		mc_sessions_print_json(&text, &sessions);
	else
		mc_sessions_print_text(&text, &sessions);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_session_list = {
	.name = "session list",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("list sessions"),
	.about = N_("Lists sessions by day and time, those that were cancelled among them."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode session list --cohort ath-2026a"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
