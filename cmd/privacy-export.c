/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/access.h"
#include "cohort/office.h"
#include "course/scaffold.h"
#include "mirror/mirror.h"

struct args {
	struct mc_opt_list leave_out;
};

static const struct mc_opt options[] = {
	MC_OPT_LIST(struct args, leave_out, 0, "leave-out", "<note>",
		    N_("a note that is not written, because it is about others, too")),
	MC_OPT_END,
};

static struct mc_err *export_folder(bool *has_mirror, const struct mc_call *call, const struct args *args)
{
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	const struct mc_access access = { .learner = call->operands[0],
					  .dir = call->operands[1],
					  .left_out = args->leave_out.items,
					  .left_out_count = args->leave_out.count };

	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	*has_mirror = mc_mirror_is_there(office.school.dir, call->operands[0]);
	return mc_access_write(&access, office.records, &office.school);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;
	bool has_mirror = false;
	struct mc_err *err = export_folder(&has_mirror, call, args);

	mc_opt_list_release(&args->leave_out);
	if (err)
		return err;
	if (call->json) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_scaffold_write_json(&text, call->operands[1]);
		(void)fputs(text.ptr, stdout);
	} else if (!call->quiet) {
		(void)printf(_("wrote '%s/%s' and '%s/%s': they have names in them, hand them over safely\n"),
			     call->operands[1], MC_ACCESS_PAGE, call->operands[1], MC_ACCESS_JSON);
		if (has_mirror)
			(void)printf(
				_("the school also has a copy of the learner's repository: '%s/%s.git'\n"),
				MC_MIRROR_DIR, call->operands[0]);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_privacy_export = {
	.name = "privacy export",
	.family = MC_FAMILY_CARE,
	.has_school = true,
	.summary = N_("write everything that is kept about a learner, for that learner"),
	.about = N_("Writes a folder with a page to read and a JSON document: name, contacts, notes, "
		    "consents, what each is "
		    "kept for, on which "
		    "legal basis and how long, who gets it, and every event. Of events about several people "
		    "it has only the "
		    "learner's own part; "
		    "staff is named by role.\n\n"
		    "A note with the name or address of another learner is refused: leave it out, or write "
		    "it anew."),
	.operands = "<learner> <folder>",
	.min_operands = 2,
	.max_operands = 2,
	.example = N_("migracode privacy export L17 for-L17"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .leave_out = { NULL, 0, 0 } })),
	.run = run,
};
