/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "course/npm.h"
#include "foreign/find.h"
#include "foreign/open.h"
#include "grade/run.h"
#include "os/file.h"
#include "report/check.h"
#include "result/level.h"

struct args {
	const char *protection;
	struct mc_opt_list tests;
	const char *format;
	const char *output;
	struct mc_opt_list meta;
	unsigned passing;
};

static const struct mc_opt options[] = {
	MC_OPT_LIST(struct args, tests, 't', "test", "<id>",
		    N_("run only this test and what it needs; may be repeated")),
	MC_OPT_NAME(struct args, format, 0, "format", "<name>", MC_REPORT_CHOICES,
		    N_("write text, json, ndjson, junit, tap, ctrf, gradescope, exercism, classroom50, hyf, "
		       "csv, moodle-csv, markdown or html")),
	MC_OPT_TEXT(struct args, output, 'o', "output", "<path>",
		    N_("write into a file, or into a folder with a file for each exercise")),
	MC_OPT_LIST(struct args, meta, 0, "meta", "<key=value>",
		    N_("tell a format what it must know; may be repeated: migracode-formats(5)")),
	MC_OPT_UINT(struct args, passing, 0, "passing", "<percent>",
		    N_("hyf: the score that passes (default: 50)")),
	MC_OPT_CHOICE(struct args, protection, 0, "protection", "full|basic|none",
		      N_("the least protection to accept (default: none, it is your own program)")),
	MC_OPT_END,
};

/* All results of one call, with what they point into. */
struct checks {
	struct mc_dir dirs;
	struct mc_exercise **exercises;
	struct mc_result *results;
};

static void checks_release(struct checks *checks)
{
	for (size_t i = 0; i < checks->dirs.count; i++) {
		mc_result_release(&checks->results[i]);
		mc_exercise_free(checks->exercises[i]);
	}
	free(checks->exercises);
	free(checks->results);
	mc_dir_release(&checks->dirs);
}

/* A folder without anything of the student's is checked with the starter: that is what they begin with. */
static void take_starter(struct mc_submission *submission, const struct mc_exercise *exercise)
{
	if (submission->tree.count > 0 || exercise->starter.count == 0)
		return;
	mc_tree_overlay(&submission->tree, &exercise->starter, "");
	(void)fprintf(stderr, _("'%s' holds no solution: checking the starter\n"), exercise->dir);
}

static struct mc_err *check_one(struct mc_result *result, struct mc_exercise **exercise,
				struct mc_sandbox *sandbox, const char *dir, const struct mc_run_options *run)
{
	MC_AUTO(mc_submission) submission = MC_SUBMISSION_INIT;

	MC_TRY(mc_spec_open(exercise, NULL, dir));
	MC_TRY(mc_submission_read_dir(&submission, dir, *exercise));
	take_starter(&submission, *exercise);
	MC_TRY(mc_run_check_options(run, *exercise));
	return mc_run(result, sandbox, *exercise, &submission, run);
}

static struct mc_err *check_all(struct checks *checks, const struct mc_call *call, const struct args *args)
{
	const struct mc_run_options run = { .only = args->tests.items,
					    .only_count = args->tests.count,
					    .lang = call->lang };
	const char *dir = call->operand_count ? call->operands[0] : ".";
	MC_AUTOTEXT node_modules = mc_npm_find(dir);
	const struct mc_sandbox_config config = { .minimum = mc_level_named(args->protection),
						  .node_modules = node_modules };
	MC_AUTOPTR(mc_sandbox) sandbox = NULL;
	struct mc_progress progress;
	struct mc_err *err = NULL;

	MC_TRY(mc_sandbox_open(&sandbox, &config));
	MC_TRY(mc_course_find(&checks->dirs, dir));
	checks->exercises = mc_alloc_zero(checks->dirs.count, sizeof(*checks->exercises));
	checks->results = mc_alloc_zero(checks->dirs.count, sizeof(*checks->results));
	mc_progress_open(&progress, _("checking, please wait"), checks->dirs.count, call->quiet);
	for (size_t i = 0; !err && i < checks->dirs.count; i++) {
		err = check_one(&checks->results[i], &checks->exercises[i], sandbox, checks->dirs.names[i],
				&run);
		mc_progress_add(&progress, !err && checks->results[i].verdict != MC_PASS);
	}
	mc_progress_clear(&progress);
	return err;
}

/* The name of a workspace: that of its folder. */
static char *workspace_name(const char *root)
{
	MC_AUTOTEXT real = realpath(root, NULL);

	return mc_path_name(real ? real : root);
}

static struct mc_err *report(const struct mc_call *call, const struct checks *checks, const struct args *args)
{
	const char *operand = call->operand_count ? call->operands[0] : NULL;
	MC_AUTOTEXT name = workspace_name(operand ? operand : ".");
	const struct mc_check_report view = {
		.name = name,
		.operand = operand,
		.dirs = checks->dirs.names,
		.results = checks->results,
		.count = checks->dirs.count,
		.format = mc_report_find(args->format ? args->format
					 : call->json ? "json"
						      : "text"),
		.output = args->output,
		.style = { .width = mc_term_width(STDOUT_FILENO),
			   .has_color = call->has_color,
			   .is_ascii = !mc_term_has_utf8() },
		.lang = call->lang,
		.facts = args->meta.items,
		.fact_count = args->meta.count,
		.passing = args->passing,
	};

	return mc_check_report(&view, stdout);
}

static struct mc_err *run(struct mc_call *call, void *args_ptr)
{
	struct args *args = args_ptr;
	__attribute__((cleanup(checks_release))) struct checks checks = { .dirs = MC_DIR_INIT };
	bool is_json = call->json || (args->format && !strcmp(args->format, "json"));

	if (call->json && args->format && strcmp(args->format, "json") != 0)
		return mc_err_new(MC_E_USAGE, _("'--json' and '--format %s' are two formats"), args->format);
	call->json = is_json;
	struct mc_err *err = check_all(&checks, call, args);

	if (!err)
		err = report(call, &checks, args);
	mc_opt_list_release(&args->tests);
	mc_opt_list_release(&args->meta);
	if (err)
		return err;
	for (size_t i = 0; i < checks.dirs.count; i++) {
		call->answer_is_no |= checks.results[i].verdict != MC_PASS;
		call->has_failed |= checks.results[i].verdict == MC_GRADER_ERROR;
	}
	return NULL;
}

const struct mc_cmd mc_cmd_check = {
	.name = "check",
	.family = MC_FAMILY_LEARNING,
	.summary = N_("run the tests of your exercise and say what to do next"),
	.about = N_(
		"In the folder of an exercise: runs its tests on your files as they are now, shows which "
		"pass, and why the "
		"first failing one fails. In the folder of a whole workspace: one line for each exercise.\n\n"
		"Nothing is sent anywhere; it works without network."),
	.operands = "[<dir>]",
	.max_operands = 1,
	.example = N_("migracode check\nmigracode check modules/js/list-sum --test empty"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .protection = "none", .passing = 50 })),
	.run = run,
};
