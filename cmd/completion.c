/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/help.h"

static struct mc_err *run(struct mc_call *call, void *args)
{
	(void)args;
	if (strcmp(call->operands[0], "bash") != 0)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("there is no completion for '%s'"),
					      call->operands[0]),
				   _("type: migracode completion bash"));
	mc_help_bash_completion(stdout);
	return NULL;
}

const struct mc_cmd mc_cmd_completion = {
	.name = "completion",
	.family = MC_FAMILY_CARE,
	.summary = N_("print the completion script of a shell"),
	.about = N_("The script lets the Tab key complete commands and options."),
	.operands = "bash",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("eval \"$(migracode completion bash)\"   # in ~/.bashrc"),
	.run = run,
};
