/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/office.h"
#include "cohort/session_print.h"

struct args {
	bool none;
};

static const struct mc_opt options[] = { MC_OPT_END };

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_sessions) sessions = MC_SESSIONS_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)opaque;
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_session_cancel(office.records, call->operands[0]));
	MC_TRY(mc_sessions_find(&sessions, office.records, call->operands[0]));
	if (call->json) {
		mc_sessions_print_json(&text, &sessions);
		(void)fputs(text.ptr, stdout);
	} else if (!call->quiet) {
		(void)printf(_("the session '%s' does not take place, and counts in no share\n"),
			     call->operands[0]);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_session_cancel = {
	.name = "session cancel",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("record that a session does not take place"),
	.about = N_("The session stays in lists and in the log, and counts in no share of attendance. One "
		    "for which "
		    "attendance is marked was held, and cannot be cancelled."),
	.operands = "<session>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode session cancel ath-2026a-2026-02-03-1830"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .none = false })),
	.run = run,
};
