/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/help.h"

struct args {
	bool man;
	bool list;
};

static const struct mc_opt options[] = {
	MC_OPT_FLAG(struct args, man, 0, "man", N_("print the manual page in mdoc, for man -l -")),
	MC_OPT_FLAG(struct args, list, 0, "list", N_("print the names of all commands, one a line")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *args_ptr)
{
	const struct args *args = args_ptr;
	size_t used = 0;

	if (args->list) {
		for (size_t i = 0; mc_commands[i]; i++)
			(void)printf("%s\n", mc_commands[i]->name);
		return NULL;
	}
	if (call->operand_count == 0) {
		if (args->man)
			return mc_err_hint(mc_err_new(MC_E_USAGE, _("'--man' needs the name of a command")),
					   _("the overview is the page migracode(1)"));
		mc_help_overview(stdout);
		return NULL;
	}
	const struct mc_cmd *cmd = mc_help_find(&used, call->operand_count, call->operands);

	if (!cmd)
		return mc_help_unknown(call->operand_count, call->operands);
	if (args->man)
		mc_help_man(stdout, cmd);
	else
		mc_help_command(stdout, cmd);
	return NULL;
}

const struct mc_cmd mc_cmd_help = {
	.name = "help",
	.family = MC_FAMILY_CARE,
	.summary = N_("explain a command"),
	.about = N_("Without operands: the list of commands. With the words of a command: what it does, its "
		    "options and "
		    "examples."),
	.operands = "[<command>]",
	.max_operands = 3,
	.example = N_("migracode help grade\nmigracode help --man grade | man -l -"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .man = false })),
	.run = run,
};
