/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/help.h"
#include "cli/line.h"
#include "cli/locale.h"
#include "cli/term.h"
#include "ext/json_write.h"
#include "os/core.h"
#include "os/dump.h"

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
	MC_OPT_TEXT(struct mc_call, passphrase.file, 0, "passphrase-file", "<file>",
		    N_("read the passphrase of the key from a file that only you may read")),
	MC_OPT_TEXT(struct mc_call, passphrase.fd, 0, "passphrase-fd", "<number>",
		    N_("read the passphrase of the key from an open descriptor")),
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
	if (call->answer_is_no)
		return MC_STATUS_NO;
	return call->is_untrusted ? mc_code_status(MC_E_UNTRUSTED) : 0;
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

/* Options of a school: refused where there is none, otherwise the environment may have what is not given. */
static struct mc_err *check_school(struct mc_call *call)
{
	const struct {
		const char **field;
		const char *name;
		const char *variable; /* NULL: none */
	} all[] = {
		{ &call->school, "school", "MIGRACODE_SCHOOL" },
		{ &call->records, "records", "MIGRACODE_RECORDS" },
		{ &call->actor, "actor", "MIGRACODE_ACTOR" },
		{ &call->passphrase.file, "passphrase-file", NULL },
		{ &call->passphrase.fd, "passphrase-fd", NULL },
	};
	const struct mc_cmd *cmd = call->cmd;
	bool is_refused = !cmd->has_school && strcmp(cmd->name, "help") != 0;

	for (size_t i = 0; i < MC_COUNT(all); i++) {
		const char *given = *all[i].field;
		const char *fallback = cmd->has_school && all[i].variable ? getenv(all[i].variable) : NULL;

		if (given && is_refused)
			return mc_err_hint(mc_err_new(MC_E_USAGE, _("'migracode %s' takes no '--%s'"),
						      cmd->name, all[i].name),
					   _("it works on no school; 'migracode help %s' shows its options"),
					   cmd->name);
		if (given && !given[0])
			return mc_err_new(MC_E_USAGE, _("option '--%s' has an empty value"), all[i].name);
		if (!given && fallback && fallback[0])
			*all[i].field = fallback;
	}
	return NULL;
}

static struct mc_err *run_command(struct mc_call *call, const struct mc_line *line)
{
	void *args = mc_alloc_zero(1, call->cmd ? call->cmd->args_size : 1);
	MC_AUTOTEXT args_memory = args;

	if (call->cmd && call->cmd->args_default)
		memcpy(args, call->cmd->args_default, call->cmd->args_size);
	MC_TRY(mc_line_parse(call, args, line));
	if (call->wants_help) {
		mc_help_command(stdout, call->cmd);
		return NULL;
	}
	MC_TRY(check_school(call));
	MC_TRY(check_operands(call));
	if (call->cmd->has_school)
		mc_core_forbid();
	call->has_color = mc_term_has_color(STDOUT_FILENO, call->color);
	call->question = (struct mc_passphrase_question){ &call->passphrase, _("the key of the school") };
	call->asker = mc_passphrase_asker(&call->question);
	if (call->cmd->has_school)
		mc_dump_forbid();
	return call->cmd->run(call, args);
}

int main(int argc, char *argv[])
{
	size_t count = argc > 1 ? (size_t)argc - 1 : 0;
	struct mc_line line = { .argc = count, .argv = mc_alloc_zero(count + 1, sizeof(*line.argv)) };
	const char **operands = mc_alloc_zero(count + 1, sizeof(*operands));
	bool json = false;

	for (size_t i = 0; i < count; i++)
		line.argv[i] = argv[i + 1];
	struct mc_call call = { .cmd = mc_line_split(&line), .operands = operands, .color = "auto" };
	MC_AUTOTEXT lang = mc_locale_open(mc_line_early(&json, call.cmd, &line));

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
