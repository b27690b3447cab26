/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "course/scaffold.h"

struct args {
	const char *module;
	const char *language;
	const char *title;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, module, 'm', "module", "<id>",
		    N_("module of the curriculum that it goes into")),
	MC_OPT_CHOICE(struct args, language, 'l', "language", MC_SCAFFOLD_LANGUAGES,
		      N_("programming language of the example")),
	MC_OPT_TEXT(struct args, title, 't', "title", "<text>",
		    N_("name of the exercise for people; otherwise made from the id")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	const struct mc_scaffold_exercise wanted = {
		.dir = call->operand_count > 1 ? call->operands[1] : ".",
		.module = args->module,
		.language = args->language,
		.id = call->operands[0],
		.title = args->title,
	};
	MC_AUTOTEXT path = NULL;

	MC_TRY_AS(mc_scaffold_exercise(&path, &wanted), _("cannot make the exercise"));
	if (call->json) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_scaffold_write_json(&text, path);
		(void)fputs(text.ptr, stdout);
	} else if (!call->quiet) {
		(void)printf(_("made the exercise '%s': it works as it is, change it step by step\n"), path);
		(void)printf(_("next: migracode verify %s\n"), path);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_new_exercise = {
	.name = "new exercise",
	.family = MC_FAMILY_COURSE,
	.summary = N_("add a complete exercise that you then change"),
	.about = N_("Makes the folder of an exercise with the task in English and Spanish, files to "
		    "start from, tests, a solution and wrong solutions that students really write. It "
		    "passes 'migracode verify' at once.\n\n"
		    "The folder is that of a curriculum (then --module says where; a single module need "
		    "not be named), of a module, or any other one for an exercise that stands alone. The "
		    "current folder, if it is left out."),
	.operands = "<id> [<folder>]",
	.min_operands = 1,
	.max_operands = 2,
	.example = N_("migracode new exercise --module loops --language js count-down"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .language = "python" })),
	.run = run,
};
