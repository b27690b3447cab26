/* SPDX-License-Identifier: MIT */
#ifndef MC_CLI_LINE_H
#define MC_CLI_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/cmd.h"

/** Where the words of a command line fall apart: common options, the words of the command, its options and
 * operands. */
struct mc_line {
	size_t lead; /* index of the first word of the command */
	size_t rest; /* index of the first word behind the words of the command */
	size_t argc;
	const char **argv; /* without the name of the program; --help and --version become words */
};

/** Finds the command and sets lead and rest. Without any words it is that of the overview; NULL when there is
 * no such command. */
const struct mc_cmd *mc_line_split(struct mc_line *line);

/** The value of --lang, or NULL, and whether --json is there: both are needed before the options are parsed,
 * as errors of parsing should follow them too. */
const char *mc_line_early(bool *json, const struct mc_cmd *cmd, const struct mc_line *line);

/** Parses all options into args (those of call->cmd, which may be NULL) and call, and sets its operands.
 * Errors: MC_E_USAGE, also that there is no such command. */
struct mc_err *mc_line_parse(struct mc_call *call, void *args, const struct mc_line *line) MC_MUST_USE;

#endif
