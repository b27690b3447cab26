/* SPDX-License-Identifier: MIT */
#include "cli/help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "cli/opt.h"

/* A program of two commands, of which one works on a school. */
struct args {
	const char *end;
	bool force;
};

static const struct mc_opt create_options[] = {
	MC_OPT_TEXT(struct args, end, 'e', "end", "<day>", "last day"),
	MC_OPT_FLAG(struct args, force, 'f', "force", "do it"),
	MC_OPT_END,
};
static const struct mc_cmd create = {
	.name = "cohort create",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = "start a cohort",
	.options = create_options,
};
static const struct mc_cmd version = { .name = "version", .family = MC_FAMILY_CARE, .summary = "print it" };
const struct mc_cmd *const mc_commands[] = { &create, &version, NULL };

const struct mc_opt mc_common_options[] = {
	MC_OPT_FLAG(struct mc_call, json, 0, "json", "one document"),
	MC_OPT_END,
};
const struct mc_opt mc_school_options[] = {
	MC_OPT_TEXT(struct mc_call, school, 0, "school", "<folder>", "the school"),
	MC_OPT_END,
};

/* What print() writes about cmd. */
static char *printed(void (*print)(FILE *file, const struct mc_cmd *cmd), const struct mc_cmd *cmd)
{
	char *text = NULL;
	size_t len = 0;
	FILE *file = open_memstream(&text, &len);

	assert_non_null(file);
	print(file, cmd);
	(void)fclose(file);
	return text;
}

static void print_overview(FILE *file, const struct mc_cmd *cmd)
{
	(void)cmd;
	mc_help_overview(file);
}

static void print_completion(FILE *file, const struct mc_cmd *cmd)
{
	(void)cmd;
	mc_help_bash_completion(file);
}

static bool has(void (*print)(FILE *file, const struct mc_cmd *cmd), const struct mc_cmd *cmd,
		const char *wanted)
{
	MC_AUTOTEXT text = printed(print, cmd);

	return strstr(text, wanted) != NULL;
}

static void options_of_a_school_are_shown_where_they_work(void **state)
{
	(void)state;
	assert_true(has(mc_help_command, &create, "--school <folder>"));
	assert_false(has(mc_help_command, &version, "--school"));
	assert_true(has(mc_help_man, &create, "Fl \\-school Ar folder"));
	assert_false(has(mc_help_man, &version, "school"));
	assert_true(
		has(print_completion, NULL, "'cohort create '*) words=' --end --force --school --json' ;;"));
	assert_true(has(print_completion, NULL, "'version '*) words=' --json' ;;"));
}

static void families_stand_in_the_overview_in_order(void **state)
{
	(void)state;
	assert_true(has(print_overview, NULL,
			"\nPeople\n  cohort create      start a cohort\n\nCare\n  version"));
}

static const struct mc_opt_target targets[] = { { create_options, NULL },
						{ mc_common_options, NULL },
						{ mc_school_options, NULL } };

static size_t width(size_t argc, const char *const argv[])
{
	return mc_opt_width(targets, MC_COUNT(targets), argc, argv);
}

static void width_counts_the_value(void **state)
{
	(void)state;
	assert_int_equal(width(2, (const char *const[]){ "--school", "--json" }), 2);
	assert_int_equal(width(2, (const char *const[]){ "--school=x", "--json" }), 1);
	assert_int_equal(width(1, (const char *const[]){ "--school" }), 1);
	assert_int_equal(width(2, (const char *const[]){ "--json", "x" }), 1);
	assert_int_equal(width(2, (const char *const[]){ "--unknown", "x" }), 1);
	assert_int_equal(width(2, (const char *const[]){ "-fe", "x" }), 2);
	assert_int_equal(width(2, (const char *const[]){ "-ex", "x" }), 1);
	assert_int_equal(width(2, (const char *const[]){ "-f", "x" }), 1);
	assert_int_equal(width(2, (const char *const[]){ "--", "x" }), 0);
	assert_int_equal(width(2, (const char *const[]){ "-", "x" }), 0);
	assert_int_equal(width(2, (const char *const[]){ "cohort", "x" }), 0);
	assert_int_equal(width(0, NULL), 0);
}

static bool peek(const char **value, const char *name, size_t argc, const char *const argv[])
{
	*value = NULL;
	return mc_opt_peek(value, name, targets, MC_COUNT(targets), argc, argv);
}

static void peek_passes_over_values_of_others(void **state)
{
	const char *value;

	(void)state;
	assert_false(peek(&value, "json", 2, (const char *const[]){ "--school", "--json" }));
	assert_false(peek(&value, "json", 2, (const char *const[]){ "-e", "--json" }));
	assert_false(peek(&value, "json", 2, (const char *const[]){ "--", "--json" }));
	assert_false(peek(&value, "json", 1, (const char *const[]){ "--json5" }));
	assert_true(peek(&value, "json", 2, (const char *const[]){ "-ex", "--json" }));
	assert_true(peek(&value, "json", 3, (const char *const[]){ "--what", "cohort", "--json" }));
	assert_true(peek(&value, "school", 3, (const char *const[]){ "--school=a", "--school", "b" }));
	assert_string_equal(value, "b");
	assert_true(peek(&value, "school", 1, (const char *const[]){ "--school" }));
	assert_null(value);
}

static void the_first_table_takes_an_option(void **state)
{
	const char *operands[4];
	size_t count = 9;
	struct args args = { .force = false };
	struct mc_call call = { .json = false };
	const struct mc_opt_target all[] = { { create_options, &args },
					     { mc_common_options, &call },
					     { mc_school_options, &call } };

	(void)state;
	assert_ok(mc_opt_parse(operands, &count, all, 3, 4,
			       (const char *const[]){ "--school", "--json", "-fe2026-01-02", "x" }));
	assert_string_equal(call.school, "--json");
	assert_false(call.json);
	assert_true(args.force);
	assert_string_equal(args.end, "2026-01-02");
	assert_int_equal(count, 1);
	assert_err(MC_E_USAGE,
		   mc_opt_parse(operands, &count, all + 1, 2, 1, (const char *const[]){ "--end=x" }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_of_a_school_are_shown_where_they_work),
		cmocka_unit_test(families_stand_in_the_overview_in_order),
		cmocka_unit_test(width_counts_the_value),
		cmocka_unit_test(peek_passes_over_values_of_others),
		cmocka_unit_test(the_first_table_takes_an_option),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
