/* SPDX-License-Identifier: MIT */
#include "cli/help.h"

#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "cli/term.h"

enum { OPTION_COLUMN = 26, MAX_COMMANDS = 200 };

static const char *const families[MC_FAMILY_COUNT] = {
	[MC_FAMILY_COURSE] = N_("Making a course"),
	[MC_FAMILY_LEARNING] = N_("Learning"),
	[MC_FAMILY_GRADING] = N_("Grading"),
	[MC_FAMILY_CARE] = N_("Care"),
};

/* Prints text in paragraphs no wider than the terminal, each line behind indent spaces. */
static void print_wrapped(FILE *file, const char *text, unsigned indent)
{
	unsigned width = mc_term_width(STDOUT_FILENO) < 100 ? mc_term_width(STDOUT_FILENO) : 100;
	unsigned column = 0;

	for (const char *p = text; *p;) {
		size_t len = strcspn(p, " \n");

		if (column > 0 && column + 1 + len > width) {
			(void)fputc('\n', file);
			column = 0;
		}
		if (len > 0) {
			(void)fprintf(file, "%*s%.*s", column == 0 ? (int)indent : 1, "", (int)len, p);
			column += (unsigned)len + (column == 0 ? indent : 1);
		}
		p += len;
		for (; *p == ' ' || *p == '\n'; p++) {
			if (*p == '\n') {
				(void)fputc('\n', file);
				column = 0;
			}
		}
	}
	(void)fputc('\n', file);
}

void mc_help_overview(FILE *file)
{
	(void)fprintf(file, _("Usage: migracode <command> [options] [operands]\n\n"));
	print_wrapped(file,
		      _("migracode makes courses in coding, proves their exercises, and grades what students "
			"hand in, "
			"safely and offline."),
		      0);
	for (int family = 0; family < MC_FAMILY_COUNT; family++) {
		bool is_first = true;

		for (size_t i = 0; mc_commands[i]; i++) {
			if ((int)mc_commands[i]->family != family)
				continue;
			if (is_first)
				(void)fprintf(file, "\n%s\n", _(families[family]));
			is_first = false;
			(void)fprintf(file, "  %-18s %s\n", mc_commands[i]->name, _(mc_commands[i]->summary));
		}
	}
	(void)fprintf(file,
		      _("\nStart here:\n"
			"  migracode init curriculum my-course    # a course with four working exercises\n"
			"  migracode help <command>               # what a command does, with examples\n"));
}

static void print_option(FILE *file, const struct mc_opt *opt)
{
	MC_AUTO(mc_buf) left = MC_BUF_INIT;

	mc_buf_addf(&left, "  %c%c%s --%s%s%s", opt->letter ? '-' : ' ', opt->letter ? opt->letter : ' ',
		    opt->letter ? "," : " ", opt->name, opt->value ? " " : "", opt->value ? opt->value : "");
	if (left.len < OPTION_COLUMN)
		(void)fprintf(file, "%-*s %s\n", OPTION_COLUMN, left.ptr, _(opt->about));
	else
		(void)fprintf(file, "%s\n%*s %s\n", left.ptr, OPTION_COLUMN, "", _(opt->about));
}

static void print_options(FILE *file, const char *title, const struct mc_opt *table)
{
	if (!table || table->type == MC_OPT_TYPE_END)
		return;
	(void)fprintf(file, "\n%s\n", title);
	for (const struct mc_opt *opt = table; opt->type != MC_OPT_TYPE_END; opt++)
		print_option(file, opt);
}

void mc_help_command(FILE *file, const struct mc_cmd *cmd)
{
	(void)fprintf(file, _("Usage: migracode %s [options]%s%s\n\n"), cmd->name, cmd->operands ? " " : "",
		      cmd->operands ? cmd->operands : "");
	print_wrapped(file, _(cmd->about ? cmd->about : cmd->summary), 0);
	print_options(file, _("Options"), cmd->options);
	print_options(file, _("Options of every command"), mc_common_options);
	if (cmd->example) {
		struct mc_str rest = mc_str(_(cmd->example));
		struct mc_str line;

		(void)fprintf(file, "\n%s\n", _("Examples"));
		while (mc_str_cut_line(&line, &rest))
			(void)fprintf(file, "  %.*s\n", (int)line.len, line.ptr);
	}
}

const struct mc_cmd *mc_help_find(size_t *used, size_t count, const char *const words[])
{
	const struct mc_cmd *found = NULL;

	for (size_t i = 0; mc_commands[i]; i++) {
		struct mc_str rest = mc_str(mc_commands[i]->name);
		size_t at = 0;

		while (rest.len > 0 && at < count && strlen(words[at]) <= rest.len &&
		       !memcmp(rest.ptr, words[at], strlen(words[at]))) {
			size_t len = strlen(words[at]);

			if (len < rest.len && rest.ptr[len] != ' ')
				break;
			at++;
			len += len < rest.len;
			rest = (struct mc_str){ rest.ptr + len, rest.len - len };
		}
		if (rest.len == 0 && (!found || at > *used)) {
			found = mc_commands[i];
			*used = at;
		}
	}
	return found;
}

struct mc_err *mc_help_unknown(size_t count, const char *const words[])
{
	const char *names[MAX_COMMANDS];
	size_t name_count = 0;
	MC_AUTO(mc_buf) two = MC_BUF_INIT;

	for (size_t i = 0; mc_commands[i] && name_count < MAX_COMMANDS; i++)
		names[name_count++] = mc_commands[i]->name;
	mc_buf_addz(&two, words[0]);
	for (size_t i = 0; i < name_count; i++) {
		size_t len = strlen(words[0]);

		/* A first word of two: say which second words there are. */
		if (!strncmp(names[i], words[0], len) && names[i][len] == ' ' && count < 2)
			return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' needs a second word"), words[0]),
					   _("did you mean 'migracode %s'?"), names[i]);
	}
	const char *nearest = mc_str_nearest(words[0], names, name_count);

	if (count > 1) {
		mc_buf_addf(&two, " %s", words[1]);
		const char *nearest_two = mc_str_nearest(two.ptr, names, name_count);

		nearest = nearest_two ? nearest_two : nearest;
	}
	struct mc_err *err = mc_err_new(MC_E_USAGE, _("there is no command '%s'"), words[0]);

	return nearest ? mc_err_hint(err, _("did you mean 'migracode %s'?"), nearest)
		       : mc_err_hint(err, _("'migracode help' lists the commands"));
}
