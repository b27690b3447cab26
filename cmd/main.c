/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/help.h"
#include "cli/locale.h"
#include "cli/term.h"
#include "ext/json_write.h"

const struct mc_opt mc_common_options[] = {
	MC_OPT_FLAG(struct mc_call, json, 0, "json", N_("print one JSON document")),
	MC_OPT_FLAG(struct mc_call, quiet, 'q', "quiet", N_("print less")),
	MC_OPT_FLAG(struct mc_call, verbose, 'v', "verbose", N_("print more")),
	MC_OPT_CHOICE(struct mc_call, color, 0, "color", "auto|always|never", N_("when to use colour")),
	MC_OPT_TEXT(struct mc_call, lang, 0, "lang", "<code>", N_("language of messages: en, es …")),
	MC_OPT_FLAG(struct mc_call, wants_help, 'h', "help", N_("print this help")),
	MC_OPT_END,
};

const struct mc_opt mc_school_options[] = {
	MC_OPT_TEXT(struct mc_call, school, 0, "school", "<folder>",
		    N_("the school, instead of this folder")),
	MC_OPT_TEXT(struct mc_call, records, 0, "records", "<place>",
		    N_("where its records are: a file or postgresql://…, whatever school.json says")),
	MC_OPT_TEXT(struct mc_call, actor, 0, "actor", "<name>", N_("who is recorded as doing it")),
	MC_OPT_END,
};

static void print_json_error(const struct mc_err *err)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, false);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/error/v1");
	mc_json_key(&writer, "error");
	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "code", mc_code_name(err->code));
	mc_json_key_text(&writer, "message", err->msg);
	if (err->hint)
		mc_json_key_text(&writer, "hint", err->hint);
	mc_json_end(&writer);
	mc_json_end(&writer);
	(void)printf("%s\n", text.ptr);
}

/* The only place that prints errors. */
static void report(const struct mc_err *err, bool json)
{
	(void)fflush(stdout);
	if (json)
		print_json_error(err);
	(void)fputs("migracode: ", stderr);
	mc_term_print_safe(stderr, err->msg);
	(void)fputc('\n', stderr);
	if (err->hint) {
		(void)fprintf(stderr, "%s: ", _("hint"));
		mc_term_print_safe(stderr, err->hint);
		(void)fputc('\n', stderr);
	}
}

static int exit_status(const struct mc_call *call, const struct mc_err *err)
{
	if (err)
		return mc_code_status(err->code);
	if (call->has_failed)
		return mc_code_status(MC_E_IO);
	if (call->is_bad_input)
		return mc_code_status(MC_E_INPUT);
	return call->answer_is_no ? MC_STATUS_NO : 0;
}

static struct mc_err *check_operands(const struct mc_call *call)
{
	const struct mc_cmd *cmd = call->cmd;

	if (call->operand_count < cmd->min_operands)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), cmd->operands),
				   _("'migracode help %s' shows how to use it"), cmd->name);
	if (call->operand_count > cmd->max_operands)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' is one word too many"),
					      call->operands[cmd->max_operands]),
				   _("'migracode help %s' shows how to use it"), cmd->name);
	return NULL;
}

/* A field of struct mc_call that is for commands with a school only. */
static struct mc_err *check_school_option(const char **field, const struct mc_cmd *cmd, const char *name,
					  const char *variable)
{
	if (*field && !cmd->has_school && strcmp(cmd->name, "help") != 0)
		return mc_err_hint(
			mc_err_new(MC_E_USAGE, _("'migracode %s' takes no '--%s'"), cmd->name, name),
			_("it works on no school; 'migracode help %s' shows its options"), cmd->name);
	if (*field && !(*field)[0])
		return mc_err_new(MC_E_USAGE, _("option '--%s' has an empty value"), name);
	const char *fallback = cmd->has_school ? getenv(variable) : NULL;

	if (!*field && fallback && fallback[0])
		*field = fallback;
	return NULL;
}

static struct mc_err *check_school(struct mc_call *call)
{
	MC_TRY(check_school_option(&call->school, call->cmd, "school", "MIGRACODE_SCHOOL"));
	MC_TRY(check_school_option(&call->records, call->cmd, "records", "MIGRACODE_RECORDS"));
	return check_school_option(&call->actor, call->cmd, "actor", "MIGRACODE_ACTOR");
}

/* Where the words of main() fall apart: common options, the words of the command, its options and operands.
 */
struct line {
	size_t lead;
	size_t argc;
	const char **argv;
	size_t rest; /* index of the first word behind the words of the command */
};

static struct mc_err *parse(struct mc_call *call, void *args, const struct line *line)
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

static struct mc_err *run_command(struct mc_call *call, const struct line *line)
{
	void *args = mc_alloc_zero(1, call->cmd ? call->cmd->args_size : 1);
	MC_AUTOTEXT args_memory = args;

	if (call->cmd && call->cmd->args_default)
		memcpy(args, call->cmd->args_default, call->cmd->args_size);
	MC_TRY(parse(call, args, line));
	if (call->wants_help) {
		mc_help_command(stdout, call->cmd);
		return NULL;
	}
	MC_TRY(check_school(call));
	MC_TRY(check_operands(call));
	call->has_color = mc_term_has_color(STDOUT_FILENO, call->color);
	return call->cmd->run(call, args);
}

/* Options that stand for a command. */
static const char *command_of(const char *word)
{
	if (!strcmp(word, "--help") || !strcmp(word, "-h"))
		return "help";
	return !strcmp(word, "--version") ? "version" : NULL;
}

/* Finds the command; NULL when there is none. Before it, only common options are skipped. */
static const struct mc_cmd *split(struct line *line)
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

/* --lang and --json are needed before the options are parsed: errors of parsing should follow them too. */
static const char *early_options(bool *json, const struct mc_cmd *cmd, const struct line *line)
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

int main(int argc, char *argv[])
{
	size_t count = argc > 1 ? (size_t)argc - 1 : 0;
	struct line line = { .argc = count, .argv = mc_alloc_zero(count + 1, sizeof(*line.argv)) };
	const char **operands = mc_alloc_zero(count + 1, sizeof(*operands));
	bool json = false;

	for (size_t i = 0; i < count; i++)
		line.argv[i] = argv[i + 1];
	struct mc_call call = { .cmd = split(&line), .operands = operands, .color = "auto" };
	MC_AUTOTEXT lang = mc_locale_open(early_options(&json, call.cmd, &line));

	call.lang = lang;
	struct mc_err *err = run_command(&call, &line);
	int status = exit_status(&call, err);

	if (err)
		report(err, (json || call.json) && !call.has_document);

	if ((fflush(stdout) || ferror(stdout)) && !err) {
		perror("migracode: stdout");
		status = mc_code_status(MC_E_IO);
	}
	mc_err_free(err);
	free(line.argv);
	free(operands);
	return status;
}
