/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/cohort.h"
#include "cohort/day.h"
#include "cohort/office.h"
#include "cohort/session.h"
#include "cohort/session_print.h"

struct args {
	const char *id;
	const char *cohort;
	const char *on;
	const char *at;
	const char *module;
	const char *title;
	unsigned minutes;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("whose session it is")),
	MC_OPT_TEXT(struct args, on, 0, "on", "<day>", N_("the day: 2026-02-03")),
	MC_OPT_TEXT(struct args, at, 0, "at", "<time>", N_("when it starts: 18:30")),
	MC_OPT_UINT(struct args, minutes, 0, "minutes", "<n>", N_("how long it is")),
	MC_OPT_TEXT(struct args, module, 'm', "module", "<id>", N_("the module that is taught")),
	MC_OPT_TEXT(struct args, title, 't', "title", "<text>", N_("what it is about; no names of people")),
	MC_OPT_TEXT(struct args, id, 0, "id", "<id>", N_("default: made of cohort, day and time")),
	MC_OPT_END,
};

static struct mc_err *add(struct mc_session_list *list, struct mc_records *records, const struct args *args)
{
	mc_session_list_add(list,
			    &(struct mc_session){ .id = args->id,
						  .cohort = args->cohort,
						  .held_on = args->on,
						  .starts_at = args->at,
						  .minutes = args->minutes,
						  .module = args->module,
						  .title = args->title },
			    0);
	MC_TRY(mc_session_list_apply(list, records, false));
	if (list->remarks.error_count > 0)
		return mc_err_new(MC_E_INPUT, "%s: %s", list->remarks.items[0].column,
				  list->remarks.items[0].text);
	if (list->counts[MC_SESSION_SAME] > 0)
		return mc_err_new(MC_E_NOTHING, _("the session '%s' is there already"),
				  list->wanted.items[0].id);
	if (list->counts[MC_SESSION_CHANGED] > 0)
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("there is a session '%s' already, with other facts"),
					      list->wanted.items[0].id),
				   "%s",
				   _("'migracode session import' changes sessions; --id gives another id"));
	return mc_session_list_apply(list, records, true);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_session_list) list = MC_SESSION_LIST_INIT;

	MC_TRY(mc_cohort_need(args->cohort));
	MC_TRY(mc_day_check(args->on, "--on"));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(add(&list, office.records, args));
	if (call->json) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_session_list_print_json(&text, &list, true);
		(void)fputs(text.ptr, stdout);
	} else if (call->quiet) {
		(void)puts(list.wanted.items[0].id);
	} else {
		(void)printf(_("added the session '%s'\n"), list.wanted.items[0].id);
		(void)printf(_("next: migracode attendance mark %s --present <learners>\n"),
			     list.wanted.items[0].id);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_session_add = {
	.name = "session add",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("add a session of a cohort"),
	.about = N_("A session is a day on which a cohort learns together and attendance is marked. "
		    "'migracode session import' adds a whole plan."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode session add --cohort ath-2026a --on 2026-02-03 --at 18:30 --minutes 150"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
