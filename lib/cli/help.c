/* SPDX-License-Identifier: MIT */
#include "cli/help.h"

#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "cli/term.h"
#include "ext/unicode.h"

enum { OPTION_COLUMN = 26, NAME_COLUMN = 21, MAX_COMMANDS = 200, MAX_WIDTH = 100 };

static const char *const families[MC_FAMILY_COUNT] = {
	[MC_FAMILY_COURSE] = N_("Making a course"),    [MC_FAMILY_LEARNING] = N_("Learning"),
	[MC_FAMILY_GRADING] = N_("Grading"),	       [MC_FAMILY_PEOPLE] = N_("People"),
	[MC_FAMILY_CERTIFICATES] = N_("Certificates"), [MC_FAMILY_CARE] = N_("Care"),
};

/* Where the next word goes, for text that is no wider than the terminal. */
struct page {
	FILE *file;
	size_t indent; /* of every line but the first, which somebody began */
	size_t column;
	size_t width;
	bool is_fresh; /* nothing on the line but the indent */
};

static struct page page_open(FILE *file, size_t indent, size_t column)
{
	size_t width = mc_term_width(STDOUT_FILENO);

	return (struct page){ file, indent, column, width < MAX_WIDTH ? width : MAX_WIDTH, true };
}

static void page_break(struct page *page)
{
	(void)fprintf(page->file, "\n%*s", (int)page->indent, "");
	page->column = page->indent;
	page->is_fresh = true;
}

static void page_word(struct page *page, const char *word, size_t len)
{
	size_t width = mc_unicode_width(word, len);

	if (!page->is_fresh && page->column + 1 + width > page->width)
		page_break(page);
	(void)fprintf(page->file, "%s%.*s", page->is_fresh ? "" : " ", (int)len, word);
	page->column += width + (page->is_fresh ? 0 : 1);
	page->is_fresh = false;
}

/* Prints text in paragraphs; its own line breaks stay. */
static void print_wrapped(struct page page, const char *text)
{
	for (const char *p = text; *p;) {
		size_t len = strcspn(p, " \n");

		if (len > 0)
			page_word(&page, p, len);
		p += len;
		for (; *p == ' ' || *p == '\n'; p++) {
			if (*p == '\n')
				page_break(&page);
		}
	}
	(void)fputc('\n', page.file);
}

/* A name that is too long for its column has a line of its own. */
static void print_name(FILE *file, const char *name)
{
	if (strlen(name) + 3 < NAME_COLUMN)
		(void)fprintf(file, "  %-*s", NAME_COLUMN - 2, name);
	else
		(void)fprintf(file, "  %s\n%*s", name, NAME_COLUMN, "");
}

void mc_help_overview(FILE *file)
{
	(void)fprintf(file, _("Usage: migracode <command> [options] [operands]\n\n"));
	print_wrapped(
		page_open(file, 0, 0),
		_("migracode makes courses in coding, proves their exercises, grades what students hand in, "
		  "and keeps the records of a school, safely and offline."));
	for (int family = 0; family < MC_FAMILY_COUNT; family++) {
		bool is_first = true;

		for (size_t i = 0; mc_commands[i]; i++) {
			if ((int)mc_commands[i]->family != family)
				continue;
			if (is_first)
				(void)fprintf(file, "\n%s\n", _(families[family]));
			is_first = false;
			print_name(file, mc_commands[i]->name);
			print_wrapped(page_open(file, NAME_COLUMN, NAME_COLUMN), _(mc_commands[i]->summary));
		}
	}
	(void)fprintf(file,
		      _("\nStart here:\n"
			"  migracode init curriculum my-course    # a course with four working exercises\n"
			"  migracode init school my-school        # cohorts, attendance, rates\n"
			"  migracode help <command>               # what a command does, with examples\n"));
}

static void print_option(FILE *file, const struct mc_opt *opt)
{
	MC_AUTO(mc_buf) left = MC_BUF_INIT;

	mc_buf_addf(&left, "  %c%c%s --%s%s%s", opt->letter ? '-' : ' ', opt->letter ? opt->letter : ' ',
		    opt->letter ? "," : " ", opt->name, opt->value ? " " : "", opt->value ? opt->value : "");
	size_t width = mc_unicode_width(left.ptr, left.len);

	if (width < OPTION_COLUMN)
		(void)fprintf(file, "%s%*s", left.ptr, (int)(OPTION_COLUMN + 1 - width), "");
	else
		(void)fprintf(file, "%s\n%*s", left.ptr, OPTION_COLUMN + 1, "");
	print_wrapped(page_open(file, OPTION_COLUMN + 1, OPTION_COLUMN + 1), _(opt->about));
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
	const char *operands = cmd->operands ? cmd->operands : "";

	(void)fprintf(file, _("Usage: migracode %s [options]%s%s\n\n"), cmd->name, *operands ? " " : "",
		      operands);
	print_wrapped(page_open(file, 0, 0), _(cmd->about ? cmd->about : cmd->summary));
	print_options(file, _("Options"), cmd->options);
	if (cmd->has_school)
		print_options(file, _("Options of every command with a school"), mc_school_options);
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
		if (!strncmp(names[i], words[0], len) && names[i][len] == ' ' &&
		    (count < 2 || words[1][0] == '-'))
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
