/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/activity.h"
#include "cohort/office.h"
#include "ext/json_write.h"

struct args {
	bool none;
};

static const struct mc_opt options[] = { MC_OPT_END };

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	(void)opaque;
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_activity_attend(office.records, call->operands[0], call->operands[1]));
	if (call->json) {
		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "schema", "migracode/activity/v1");
		mc_json_key_text(&writer, "activity", call->operands[0]);
		mc_json_end(&writer);
		(void)puts(text.ptr);
	} else if (!call->quiet) {
		(void)printf(_("recorded who was at '%s'\n"), call->operands[0]);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_activity_attend = {
	.name = "activity attend",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("record which learners were at an activity"),
	.about = N_("Adds learners to an activity that is recorded. Who stands there already stays."),
	.operands = "<activity> <learners>",
	.min_operands = 2,
	.max_operands = 2,
	.example = N_("migracode activity attend career-day-2026-03-05 L1,L2"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .none = false })),
	.run = run,
};
