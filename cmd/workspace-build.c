/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "course/workspace.h"
#include "ext/json_write.h"

struct args {
	const char *curriculum;
	struct mc_opt_list modules;
	const char *language;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, curriculum, 'c', "curriculum", "<folder>",
		    N_("where the curriculum is; otherwise the current folder")),
	MC_OPT_LIST(struct args, modules, 'm', "module", "<id>",
		    N_("give only this module; may be used several times")),
	MC_OPT_TEXT(struct args, language, 0, "language", "<code>",
		    N_("language that students read first: en, es …")),
	MC_OPT_END,
};

static void print_json(const struct mc_workspace_summary *summary, const char *dir)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, false);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/workspace/v1");
	mc_json_key_text(&writer, "path", dir);
	mc_json_key_int(&writer, "modules", (int64_t)summary->modules);
	mc_json_key_int(&writer, "exercises", (int64_t)summary->exercises);
	mc_json_key_int(&writer, "files", (int64_t)summary->files);
	mc_json_end(&writer);
	(void)printf("%s\n", text.ptr);
}

static struct mc_err *build(struct mc_workspace_summary *summary, const struct args *args, const char *dir)
{
	const struct mc_workspace_request request = {
		.curriculum = args->curriculum,
		.modules = args->modules.items,
		.module_count = args->modules.count,
		.lang = args->language,
		.dir = dir,
	};

	MC_TRY_AS(mc_workspace_build(summary, &request), _("cannot make the workspace"));
	return NULL;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;
	struct mc_workspace_summary summary;
	const char *dir = call->operands[0];
	struct mc_err *err = build(&summary, args, dir);

	mc_opt_list_release(&args->modules);
	if (err)
		return err;
	if (call->json) {
		print_json(&summary, dir);
	} else if (!call->quiet) {
		(void)printf(NP_("made the workspace '%s' with %zu exercise\n",
				 "made the workspace '%s' with %zu exercises\n", summary.exercises),
			     dir, summary.exercises);
		(void)printf(_("next: push it where your students can fetch it: git -C %s remote add origin "
			       "<address> && git -C %s push -u origin main\n"),
			     dir, dir);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_workspace_build = {
	.name = "workspace build",
	.family = MC_FAMILY_COURSE,
	.summary = N_("make the repository that students work in"),
	.about = N_("Takes from a curriculum what students may see: lessons, tasks, visible tests and "
		    "the files they start from. Solutions, wrong solutions, private files and hidden "
		    "tests stay behind, also in the history.\n\n"
		    "The workspace is a git repository with a first commit. It has workflows for GitHub, "
		    "GitLab and Forgejo that run 'migracode check' in every exercise that a student has "
		    "changed.\n\n"
		    "The folder must be new or empty. When something fails, nothing is left behind."),
	.operands = "<folder>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode workspace build --curriculum my-course ../workspace"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .curriculum = "." })),
	.run = run,
};
