/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/cleanup.h"
#include "cli/help.h"

/* The second words of the commands whose first word is the first word of cmd. */
static void print_second_words(FILE *file, const char *first, size_t len)
{
	for (size_t i = 0; mc_commands[i]; i++) {
		const char *name = mc_commands[i]->name;

		if (!strncmp(name, first, len) && name[len] == ' ')
			(void)fprintf(file, " %s", name + len + 1);
	}
}

static void print_option_names(FILE *file, const struct mc_opt *table)
{
	for (const struct mc_opt *opt = table; opt && opt->type != MC_OPT_TYPE_END; opt++)
		(void)fprintf(file, " --%s", opt->name);
}

static void print_first_words(FILE *file)
{
	const char *last = "";

	for (size_t i = 0; mc_commands[i]; i++) {
		const char *name = mc_commands[i]->name;
		size_t len = strcspn(name, " ");

		if (strncmp(name, last, len) != 0 || (last[len] != ' ' && last[len] != '\0'))
			(void)fprintf(file, " %.*s", (int)len, name);
		last = name;
	}
}

static void print_common_names(FILE *file, bool has_school)
{
	if (has_school)
		print_option_names(file, mc_school_options);
	print_option_names(file, mc_common_options);
	(void)fputs("' ;;\n", file);
}

static void print_case_options(FILE *file)
{
	(void)fputs("\t\t'') words='--version", file);
	print_common_names(file, true);
	for (size_t i = 0; mc_commands[i]; i++) {
		(void)fprintf(file, "\t\t'%s'|'%s '*) words='", mc_commands[i]->name, mc_commands[i]->name);
		print_option_names(file, mc_commands[i]->options);
		print_common_names(file, mc_commands[i]->has_school);
	}
}

/* The common options before the words of a command; readline makes three words of --option=value. */
static void print_leading(FILE *file)
{
	const struct mc_opt *const tables[] = { mc_common_options, mc_school_options };

	(void)fputs(
		"\tlocal i=1 at typed\n\twhile ((i < COMP_CWORD)); do\n\t\tcase ${COMP_WORDS[i]} in\n\t\t",
		file);
	for (size_t t = 0; t < MC_COUNT(tables); t++) {
		for (const struct mc_opt *opt = tables[t]; opt->type != MC_OPT_TYPE_END; opt++) {
			if (opt->type != MC_OPT_TYPE_FLAG)
				(void)fprintf(file, "--%s|", opt->name);
		}
	}
	(void)fputs("--) [[ ${COMP_WORDS[i+1]} == = ]] && ((i++)); ((i += 2)) ;;\n"
		    "\t\t-*) ((i++)) ;;\n\t\t*) break ;;\n\t\tesac\n\tdone\n"
		    "\tat=$((COMP_CWORD - i + 1))\n"
		    "\t((at > 0)) || return\n\ttyped=\"${COMP_WORDS[*]:i:COMP_CWORD-i}\"\n",
		    file);
}

static void print_choices(FILE *file, const struct mc_opt *table)
{
	for (const struct mc_opt *opt = table; opt && opt->type != MC_OPT_TYPE_END; opt++) {
		if (!opt->choices)
			continue;
		(void)fprintf(file, "\t--%s) words='", opt->name);
		for (const char *p = opt->choices; *p; p++)
			(void)fputc(*p == '|' ? ' ' : *p, file);
		(void)fputs("'; COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")); return ;;\n", file);
	}
}

void mc_help_bash_completion(FILE *file)
{
	(void)fputs("# bash completion for migracode\n_migracode()\n{\n"
		    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=\n"
		    "\tCOMPREPLY=()\n\tcase $prev in\n",
		    file);
	print_choices(file, mc_common_options);
	for (size_t i = 0; mc_commands[i]; i++)
		print_choices(file, mc_commands[i]->options);
	(void)fputs("\tesac\n", file);
	print_leading(file);
	(void)fputs("\tif [[ $cur == -* ]]; then\n\t\tcase $typed in\n", file);
	print_case_options(file);
	(void)fputs("\t\tesac\n\telif [[ $at -eq 1 ]]; then\n\t\twords='", file);
	print_first_words(file);
	(void)fputs("'\n\telif [[ $at -eq 2 ]]; then\n\t\tcase $prev in\n", file);
	const char *last = "";

	for (size_t i = 0; mc_commands[i]; i++) {
		const char *name = mc_commands[i]->name;
		size_t len = strcspn(name, " ");

		if (name[len] != ' ' || (!strncmp(name, last, len) && last[len] == ' '))
			continue;
		last = name;
		(void)fprintf(file, "\t\t%.*s) words='", (int)len, name);
		print_second_words(file, name, len);
		(void)fputs("' ;;\n", file);
	}
	(void)fputs("\t\thelp) words='", file);
	print_first_words(file);
	(void)fputs("' ;;\n\t\tcompletion) words=bash ;;\n\t\tesac\n\tfi\n"
		    "\t[[ -n $words ]] && mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n}\n"
		    "complete -o default -F _migracode migracode\n",
		    file);
}
