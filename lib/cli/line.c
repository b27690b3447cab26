/* SPDX-License-Identifier: MIT */
#include "cli/line.h"

#include <string.h>

#include "base/i18n.h"
#include "cli/help.h"

/* Options that stand for a command. */
static const char *command_of(const char *word)
{
	if (!strcmp(word, "--help") || !strcmp(word, "-h"))
		return "help";
	return !strcmp(word, "--version") ? "version" : NULL;
}

const struct mc_cmd *mc_line_split(struct mc_line *line)
{
	static const char *const overview[] = { "help" };
	const struct mc_opt_target common[] = { { mc_common_options, NULL }, { mc_school_options, NULL } };
	size_t used = 0;

	while (line->lead < line->argc && !command_of(line->argv[line->lead])) {
		size_t width = mc_opt_width(common, MC_COUNT(common), line->argc - line->lead,
					    line->argv + line->lead);

		if (width == 0)
			break;
		line->lead += width;
	}
	line->rest = line->lead;
	if (line->lead == line->argc)
		return mc_help_find(&used, 1, overview);
	if (command_of(line->argv[line->lead]))
		line->argv[line->lead] = command_of(line->argv[line->lead]);
	const struct mc_cmd *cmd = mc_help_find(&used, line->argc - line->lead, line->argv + line->lead);

	line->rest += used;
	return cmd;
}

const char *mc_line_early(bool *json, const struct mc_cmd *cmd, const struct mc_line *line)
{
	const struct mc_opt_target targets[] = {
		{ cmd ? cmd->options : NULL, NULL },
		{ mc_common_options, NULL },
		{ mc_school_options, NULL },
	};
	const char *lang = NULL;
	const char *none = NULL;

	(void)mc_opt_peek(&lang, "lang", targets + 1, 2, line->lead, line->argv);
	(void)mc_opt_peek(&lang, "lang", targets, 3, line->argc - line->rest, line->argv + line->rest);
	*json = mc_opt_peek(&none, "json", targets + 1, 2, line->lead, line->argv) ||
		mc_opt_peek(&none, "json", targets, 3, line->argc - line->rest, line->argv + line->rest);
	return lang;
}

struct mc_err *mc_line_parse(struct mc_call *call, void *args, const struct mc_line *line)
{
	const struct mc_opt_target targets[] = {
		{ call->cmd ? call->cmd->options : NULL, args },
		{ mc_common_options, call },
		{ mc_school_options, call },
	};

	/* Options of the command are unknown before its words. */
	struct mc_err *err =
		mc_opt_parse(call->operands, &call->operand_count, targets + 1, 2, line->lead, line->argv);

	if (err)
		return err->hint ? err : mc_err_hint(err, _("only options of every command stand before it"));
	if (!call->cmd)
		return mc_help_unknown(line->argc - line->lead, line->argv + line->lead);
	if (line->lead == line->argc)
		call->wants_help = false; /* the overview is all that can be meant */
	return mc_opt_parse(call->operands, &call->operand_count, targets, 3, line->argc - line->rest,
			    line->argv + line->rest);
}
