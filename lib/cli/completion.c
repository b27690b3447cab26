/* SPDX-License-Identifier: MIT */
#include <string.h>

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

static void print_case_options(FILE *file)
{
	for (size_t i = 0; mc_commands[i]; i++) {
		(void)fprintf(file, "\t\t'%s'|'%s '*) words='", mc_commands[i]->name, mc_commands[i]->name);
		print_option_names(file, mc_commands[i]->options);
		print_option_names(file, mc_common_options);
		(void)fputs("' ;;\n", file);
	}
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
		    "\tlocal typed=\"${COMP_WORDS[*]:1:COMP_CWORD-1}\"\n\tCOMPREPLY=()\n\tcase $prev in\n",
		    file);
	print_choices(file, mc_common_options);
	for (size_t i = 0; mc_commands[i]; i++)
		print_choices(file, mc_commands[i]->options);
	(void)fputs("\tesac\n\tif [[ $cur == -* ]]; then\n\t\tcase $typed in\n", file);
	print_case_options(file);
	(void)fputs("\t\tesac\n\telif [[ $COMP_CWORD -eq 1 ]]; then\n\t\twords='", file);
	print_first_words(file);
	(void)fputs("'\n\telif [[ $COMP_CWORD -eq 2 ]]; then\n\t\tcase $prev in\n", file);
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
