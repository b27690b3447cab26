/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "course/scaffold.h"

struct args {
	const char *id;
	const char *title;
	const char *langs;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, id, 0, "id", "<id>",
		    N_("name of the course for programs; otherwise that of the folder")),
	MC_OPT_TEXT(struct args, title, 't', "title", "<text>", N_("name of the course for people")),
	MC_OPT_TEXT(struct args, langs, 0, "languages", "<codes>",
		    N_("languages of the course, with commas between: en,es")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	const char *dir = call->operands[0];
	const struct mc_scaffold_curriculum wanted = { dir, args->id, args->title, args->langs };

	MC_TRY_AS(mc_scaffold_curriculum(&wanted), _("cannot make the curriculum"));
	if (call->json) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_scaffold_write_json(&text, dir);
		(void)fputs(text.ptr, stdout);
	} else if (!call->quiet) {
		(void)printf(_("made the curriculum '%s' with one module and four exercises\n"), dir);
		(void)printf(_("next: migracode verify %s\n"), dir);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_init_curriculum = {
	.name = "init curriculum",
	.family = MC_FAMILY_COURSE,
	.summary = N_("start a curriculum with a module and working exercises"),
	.about = N_("Makes a git repository with a first commit: a course of one module with one "
		    "exercise in each of JavaScript, Python, C and shell. All exercises pass 'migracode "
		    "verify'. Change what you need, and keep the rest as examples.\n\n"
		    "The folder must be new or empty. When something fails, nothing is left behind."),
	.operands = "<folder>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode init curriculum my-course --title \"First steps in code\""),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .langs = "en,es" })),
	.run = run,
};
