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

static struct mc_err *run_command(struct mc_call *call, size_t argc, const char *const argv[])
{
	void *args = mc_alloc_zero(1, call->cmd->args_size);
	MC_AUTOTEXT args_memory = args;

	if (call->cmd->args_default)
		memcpy(args, call->cmd->args_default, call->cmd->args_size);
	MC_TRY(mc_opt_parse(call->operands, &call->operand_count, args, call->cmd->options, call,
			    mc_common_options, argc, argv));
	if (call->wants_help) {
		mc_help_command(stdout, call->cmd);
		return NULL;
	}
	MC_TRY(check_operands(call));
	call->has_color = mc_term_has_color(STDOUT_FILENO, call->color);
	return call->cmd->run(call, args);
}

/* --lang and --json are needed before the options are parsed: errors of parsing should follow them too. */
static const char *early_option(int argc, char *argv[], const char *name, bool *is_there)
{
	size_t len = strlen(name);

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], name, len) != 0)
			continue;
		*is_there = true;
		if (argv[i][len] == '=')
			return argv[i] + len + 1;
		if (!argv[i][len] && i + 1 < argc)
			return argv[i + 1];
	}
	return NULL;
}

/* Words that stand before any command: migracode, --help, --version. */
static const char *first_word(int argc, char *argv[])
{
	if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
		return "help";
	return !strcmp(argv[1], "--version") ? "version" : argv[1];
}

int main(int argc, char *argv[])
{
	bool is_given = false;
	bool json = false;
	MC_AUTOTEXT lang = mc_locale_open(early_option(argc, argv, "--lang", &is_given));
	size_t count = argc > 1 ? (size_t)argc - 1 : 1;
	const char **words = mc_alloc_zero(count + 1, sizeof(*words));
	const char **operands = mc_alloc_zero(count + 1, sizeof(*operands));
	struct mc_call call = { .operands = operands, .color = "auto", .lang = lang };
	struct mc_err *err = NULL;
	size_t used = 0;

	(void)early_option(argc, argv, "--json", &json);
	for (int i = 2; i < argc; i++)
		words[i - 1] = argv[i];
	words[0] = first_word(argc, argv);
	call.cmd = mc_help_find(&used, count, words);
	err = call.cmd ? run_command(&call, count - used, words + used) : mc_help_unknown(count, words);
	int status = exit_status(&call, err);

	if (err)
		report(err, (json || call.json) && !call.has_document);

	if ((fflush(stdout) || ferror(stdout)) && !err) {
		perror("migracode: stdout");
		status = mc_code_status(MC_E_IO);
	}
	mc_err_free(err);
	free(words);
	free(operands);
	return status;
}
