/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "course/scaffold.h"

struct args {
	const char *title;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, title, 't', "title", "<text>",
		    N_("name of the module for people; otherwise made from the id")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	const char *dir = call->operand_count > 1 ? call->operands[1] : ".";
	const struct mc_scaffold_module wanted = { dir, call->operands[0], args->title };
	MC_AUTOTEXT path = NULL;

	MC_TRY_AS(mc_scaffold_module(&path, &wanted), _("cannot make the module"));
	if (call->json) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_scaffold_write_json(&text, path);
		(void)fputs(text.ptr, stdout);
	} else if (!call->quiet) {
		(void)printf(_("made the module '%s' and added it to 'curriculum.json'\n"), path);
		(void)printf(_("next: migracode new exercise --module %s --language python my-exercise %s\n"),
			     wanted.id, dir);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_new_module = {
	.name = "new module",
	.family = MC_FAMILY_COURSE,
	.summary = N_("add a module to a curriculum"),
	.about = N_("Makes the folder 'modules/<id>' with 'module.json' and a lesson in English and "
		    "Spanish, and puts the module at the end of the list in 'curriculum.json', whose "
		    "layout stays as it is.\n\n"
		    "The folder is that of the curriculum; the current one, if it is left out."),
	.operands = "<id> [<folder>]",
	.min_operands = 1,
	.max_operands = 2,
	.example = N_("migracode new module loops --title \"Doing things again\""),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ 0 })),
	.run = run,
};
