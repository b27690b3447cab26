/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "foreign/find.h"
#include "foreign/open.h"
#include "grade/level.h"
#include "grade/overview.h"
#include "grade/result_text.h"
#include "grade/run.h"
#include "os/cache.h"
#include "os/file.h"

struct args {
	const char *protection;
	struct mc_opt_list tests;
};

static const struct mc_opt options[] = {
	MC_OPT_LIST(struct args, tests, 't', "test", "<id>",
		    N_("run only this test and what it needs; may be repeated")),
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
	const struct mc_sandbox_config config = { .minimum = mc_level_named(args->protection) };
	MC_AUTOPTR(mc_sandbox) sandbox = NULL;
	struct mc_progress progress;
	struct mc_err *err = NULL;

	MC_TRY(mc_sandbox_open(&sandbox, &config));
	MC_TRY(mc_course_find(&checks->dirs, call->operand_count ? call->operands[0] : "."));
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

static void print_json(const struct mc_call *call, const struct checks *checks,
		       const struct mc_overview *overview)
{
	const struct mc_result_json view = { .lang = call->lang };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, false);

	if (checks->dirs.count == 1)
		mc_result_write_json(&writer, &checks->results[0], &view);
	else
		mc_overview_write_json(&writer, overview, &view);
	(void)printf("%s\n", text.ptr);
}

/* Keeps the whole output of the test that is shown, for when the screen shows only a part of it; NULL:
 * nothing kept. */
static char *keep_whole(const struct mc_result *result)
{
	const struct mc_test_result *failed = mc_result_first_failed(result);
	MC_AUTOTEXT name = mc_format("output/%s.txt", result->exercise->id);
	MC_AUTOTEXT path = NULL;

	if (!failed || (failed->test && failed->test->is_hidden))
		return NULL;
	const struct mc_str text = failed->actual.len ? failed->actual : failed->output;
	MC_AUTOPTR(mc_err) err = mc_cache_path(&path, name);

	if (!err)
		err = mc_file_write_atomic(path, text.ptr, text.len, 0600);
	return err ? NULL : MC_TAKE(path);
}

/* The command to type next: once more when something is left to do, else hand it in. */
static char *next_command(const struct mc_call *call, const struct mc_result *result)
{
	if (result->verdict == MC_PASS)
		return mc_strdup("git add . && git commit -m \"My solution\" && git push");
	return call->operand_count ? mc_format("migracode check %s", call->operands[0])
				   : mc_strdup("migracode check");
}

static struct mc_print_style style_of(const struct mc_call *call)
{
	return (struct mc_print_style){ .width = mc_term_width(STDOUT_FILENO),
					.has_color = call->has_color,
					.is_ascii = !mc_term_has_utf8() };
}

static void print_result(struct mc_buf *text, const struct mc_call *call, const struct mc_result *result)
{
	MC_AUTOTEXT whole = keep_whole(result);
	MC_AUTOTEXT next = next_command(call, result);
	const struct mc_result_text view = {
		.style = style_of(call),
		.lang = call->lang,
		.shows_hint = true,
		.whole_path = whole,
		.next = next,
	};

	mc_result_print_text(text, result, &view);
}

/* The first exercise that is left to do, or count. */
static size_t first_open(const struct checks *checks)
{
	size_t i = 0;

	while (i < checks->dirs.count && checks->results[i].verdict == MC_PASS)
		i++;
	return i;
}

static void print_text(const struct mc_call *call, const struct checks *checks,
		       const struct mc_overview *overview)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_print_style style = style_of(call);
	size_t open = first_open(checks);

	if (checks->dirs.count == 1) {
		print_result(&text, call, &checks->results[0]);
	} else {
		mc_overview_print(&text, overview, &style, call->lang);
		if (open < checks->dirs.count)
			mc_buf_addf(&text, "\n%s\n  migracode check %s\n", _("Next:"),
				    checks->dirs.names[open]);
	}
	(void)fputs(text.ptr, stdout);
}

static struct mc_err *run(struct mc_call *call, void *args_ptr)
{
	struct args *args = args_ptr;
	__attribute__((cleanup(checks_release))) struct checks checks = { .dirs = MC_DIR_INIT };
	struct mc_err *err = check_all(&checks, call, args);

	mc_opt_list_release(&args->tests);
	if (err)
		return err;
	MC_AUTOTEXT name = workspace_name(call->operand_count ? call->operands[0] : ".");
	const struct mc_overview overview = { .name = name,
					      .results = checks.results,
					      .count = checks.dirs.count };

	if (call->json)
		print_json(call, &checks, &overview);
	else
		print_text(call, &checks, &overview);
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
	MC_ARGS(struct args, ((const struct args){ .protection = "none" })),
	.run = run,
};
