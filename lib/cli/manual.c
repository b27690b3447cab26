/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "cli/help.h"

/* In mdoc a dot or quote at the start of a line is a request, and a backslash is an escape. */
static void print_text(FILE *file, struct mc_str text)
{
	bool is_start = true;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (is_start && (c == '.' || c == '\''))
			(void)fputs("\\&", file);
		if (c == '\\')
			(void)fputs("\\e", file);
		else if (c == '-')
			(void)fputs("\\-", file);
		else
			(void)fputc(c, file);
		is_start = c == '\n';
	}
}

static void print_paragraphs(FILE *file, const char *text)
{
	struct mc_str rest = mc_str(text);
	struct mc_str line;

	while (mc_str_cut_line(&line, &rest)) {
		if (line.len == 0) {
			(void)fputs(".Pp\n", file);
			continue;
		}
		print_text(file, line);
		(void)fputc('\n', file);
	}
}

static void print_options(FILE *file, const struct mc_opt *table)
{
	for (const struct mc_opt *opt = table; opt && opt->type != MC_OPT_TYPE_END; opt++) {
		(void)fputs(".It", file);
		if (opt->letter)
			(void)fprintf(file, " Fl %c ,", opt->letter);
		(void)fprintf(file, " Fl \\-%s", opt->name);
		if (opt->value)
			(void)fprintf(file, " Ar %.*s", (int)strlen(opt->value) - 2, opt->value + 1);
		(void)fputc('\n', file);
		print_text(file, mc_str(_(opt->about)));
		(void)fputs(".\n", file);
	}
}

static void print_name(FILE *file, const struct mc_cmd *cmd, bool is_upper)
{
	for (const char *p = cmd->name; *p; p++)
		(void)fputc(*p == ' ' ? '-' : is_upper ? toupper((unsigned char)*p) : *p, file);
}

void mc_help_man(FILE *file, const struct mc_cmd *cmd)
{
	(void)fputs(".\\\" Printed by migracode help --man; do not edit.\n.Dd $Mdocdate$\n.Dt MIGRACODE-",
		    file);
	print_name(file, cmd, true);
	(void)fputs(" 1\n.Os\n.Sh NAME\n.Nm migracode-", file);
	print_name(file, cmd, false);
	(void)fputs("\n.Nd ", file);
	print_text(file, mc_str(_(cmd->summary)));
	(void)fprintf(file, "\n.Sh SYNOPSIS\n.Nm migracode %s\n.Op Ar options\n", cmd->name);
	if (cmd->operands)
		(void)fprintf(file, ".Ar %s\n", cmd->operands);
	(void)fputs(".Sh DESCRIPTION\n", file);
	print_paragraphs(file, _(cmd->about ? cmd->about : cmd->summary));
	(void)fputs(".Sh OPTIONS\n.Bl -tag -width Ds\n", file);
	print_options(file, cmd->options);
	if (cmd->has_school)
		print_options(file, mc_school_options);
	print_options(file, mc_common_options);
	(void)fputs(".El\n.Sh EXIT STATUS\n", file);
	print_paragraphs(
		file, _("0 done; 1 done and the answer is no; 2 wrong usage; 3 bad input; 4 the world failed "
			"(file, network, sandbox); 5 nothing to do; 130 interrupted."));
	if (cmd->example) {
		(void)fputs(".Sh EXAMPLES\n.Bd -literal\n", file);
		print_text(file, mc_str(_(cmd->example)));
		(void)fputs("\n.Ed\n", file);
	}
	(void)fputs(".Sh SEE ALSO\n.Xr migracode 1 ,\n.Xr migracode-exercise 5 ,\n.Xr migracode-sandbox 7\n",
		    file);
}
