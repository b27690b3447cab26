/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/activity.h"
#include "cohort/office.h"
#include "ext/json_write.h"

struct args {
	struct mc_activity activity;
	const char *heads;
	const char *learners;
	unsigned minutes;
	unsigned employers;
};

static const struct mc_opt options[] = {
	MC_OPT_NAME(struct args, activity.kind, 'k', "kind", "<kind>", MC_ACTIVITY_KINDS,
		    N_("workshop, career-day, meeting, transnational or multiplier")),
	MC_OPT_TEXT(struct args, activity.on, 0, "on", "<day>", N_("the day: 2026-03-05")),
	MC_OPT_TEXT(struct args, activity.title, 't', "title", "<text>",
		    N_("what it was; no names of learners")),
	MC_OPT_TEXT(struct args, activity.cohort, 'c', "cohort", "<id>",
		    N_("whose activity it is; rules of graduation may ask for it")),
	MC_OPT_TEXT(struct args, heads, 0, "heads", "<counts>",
		    N_("everybody who was there, by group: women=12,men=9")),
	MC_OPT_TEXT(struct args, learners, 0, "learners", "<learners>",
		    N_("ids of learners among them, with ',' between")),
	MC_OPT_UINT(struct args, employers, 0, "employers", "<n>", N_("how many employers came")),
	MC_OPT_UINT(struct args, minutes, 0, "minutes", "<n>", N_("how long it was")),
	MC_OPT_TEXT(struct args, activity.id, 0, "id", "<id>", N_("default: made of kind and day")),
	MC_OPT_END,
};

static void print(const struct mc_call *call, const char *id)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	if (call->json) {
		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "schema", "migracode/activity/v1");
		mc_json_key_text(&writer, "activity", id);
		mc_json_end(&writer);
		(void)puts(text.ptr);
	} else if (call->quiet) {
		(void)puts(id);
	} else {
		(void)printf(_("recorded the activity '%s'\n"), id);
		(void)printf(_("next: migracode activity attend %s <learners>\n"), id);
	}
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;

	if (!args->activity.kind)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--kind"),
				   _("write one of: %s"), MC_ACTIVITY_KINDS);
	args->activity.minutes = args->minutes;
	args->activity.employers = args->employers;
	MC_TRY(mc_activity_read_heads(&args->activity, &arena, args->heads));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_activity_add(&args->activity, &arena, office.records, args->learners));
	print(call, args->activity.id);
	return NULL;
}

const struct mc_cmd mc_cmd_activity_add = {
	.name = "activity add",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("record a workshop, a career day or another activity"),
	.about = N_("Counts who came by groups of your own, such as women and men, without names. Learners "
		    "can be "
		    "named by their ids as well: rules of graduation may ask who was there."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode activity add --kind career-day --on 2026-03-05 --heads women=12,men=9 "
		      "--employers 4"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .heads = NULL })),
	.run = run,
};
