/* SPDX-License-Identifier: MIT */
#ifndef MC_CLI_HELP_H
#define MC_CLI_HELP_H

#include <stdio.h>

#include "cli/cmd.h"

/** Prints the list of commands by family, with the first two commands to type. */
void mc_help_overview(FILE *file);

/** Prints the help of one command: usage, what it does, options, examples. */
void mc_help_command(FILE *file, const struct mc_cmd *cmd);

/** Prints the manual page of one command in mdoc; see mdoc(7). */
void mc_help_man(FILE *file, const struct mc_cmd *cmd);

/** Prints the completion script for bash, made from the table of commands. */
void mc_help_bash_completion(FILE *file);

/** The command whose words stand first in words; *used is how many they are.  NULL when there is none. */
const struct mc_cmd *mc_help_find(size_t *used, size_t count, const char *const words[]);

/** The error for words that name no command; the hint names the nearest one. */
struct mc_err *mc_help_unknown(size_t count, const char *const words[]) MC_MUST_USE;

#endif
