/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "foreign/find.h"
#include "prove/verify.h"
#include "prove/verify_print.h"
#include "result/level.h"

struct args {
	unsigned runs;
	unsigned jobs;
	bool fresh;
	bool mutants;
	unsigned mutants_max;
	unsigned min_score;
	const char *protection;
};

static const struct mc_opt options[] = {
	MC_OPT_UINT(struct args, runs, 'n', "runs", "<n>",
		    N_("run each solution <n> times to find flaky tests (default: 5)")),
	MC_OPT_UINT(struct args, jobs, 'j', "jobs", "<n>",
		    N_("run <n> at a time (default: one for each processor)")),
	MC_OPT_FLAG(struct args, fresh, 0, "fresh",
		    N_("run everything, also what an earlier run has found out")),
	MC_OPT_FLAG(
		struct args, mutants, 'm', "mutants",
		N_("also run wrong solutions that are made from the reference, and show those that no test "
		   "notices")),
	MC_OPT_UINT(struct args, mutants_max, 0, "mutants-max", "<n>",
		    N_("make at most <n> mutants of each file, 0 for all (default: 100)")),
	MC_OPT_UINT(struct args, min_score, 0, "min-score", "<percent>",
		    N_("fail when fewer of the mutants are found; implies --mutants")),
	MC_OPT_CHOICE(struct args, protection, 0, "protection", "full|basic|none",
		      N_("the least protection to accept (default: basic)")),
	MC_OPT_END,
};

static void step(void *context, bool has_failed)
{
	mc_progress_add(context, has_failed);
}

static struct mc_err *add_all(struct mc_verify *verify, const struct mc_call *call)
{
	const char *here = ".";
	const char *const *roots = call->operand_count ? call->operands : &here;
	size_t count = call->operand_count ? call->operand_count : 1;

	for (size_t i = 0; i < count; i++) {
		MC_AUTO(mc_dir) dirs = MC_DIR_INIT;

		MC_TRY(mc_course_find(&dirs, roots[i]));
		for (size_t k = 0; k < dirs.count; k++)
			mc_verify_add(verify, dirs.names[k]);
	}
	return NULL;
}

static void print(const struct mc_call *call, const struct mc_verify *verify)
{
	const struct mc_print_style style = { .width = mc_term_width(STDOUT_FILENO),
					      .is_ascii = !mc_term_has_utf8(),
					      .has_color = call->has_color };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (call->json)
		mc_verify_print_json(&text, verify);
	else
		mc_verify_print(&text, verify, &style, call->verbose);
	(void)fputs(text.ptr, stdout);
}

static struct mc_err *run(struct mc_call *call, void *args_ptr)
{
	const struct args *args = args_ptr;
	struct mc_progress progress;
	MC_AUTO(mc_verify) verify = { .runs = args->runs ? args->runs : 1,
				      .jobs = args->jobs,
				      .is_fresh = args->fresh,
				      .has_mutants = args->mutants || args->min_score > 0,
				      .most_mutants = args->mutants_max,
				      .least_score = args->min_score,
				      .lang = call->lang,
				      .minimum = mc_level_named(args->protection),
				      .step = step,
				      .context = &progress };

	MC_TRY(add_all(&verify, call));
	mc_progress_open(&progress, _("verifying"), mc_verify_plan(&verify), call->quiet);
	struct mc_err *err = mc_verify_run(&verify);

	mc_progress_clear(&progress);
	if (err)
		return err;
	print(call, &verify);
	for (size_t i = 0; i < verify.count; i++) {
		bool is_untried = mc_verify_is_untried(&verify.reports[i]);

		call->has_failed |= is_untried;
		call->answer_is_no |= !is_untried && !mc_verify_is_good(&verify, &verify.reports[i]);
	}
	/* A spec that is wrong is the worse news. */
	call->has_failed &= !call->answer_is_no;
	return NULL;
}

const struct mc_cmd mc_cmd_verify = {
	.name = "verify",
	.family = MC_FAMILY_COURSE,
	.summary = N_("prove that a test spec tells right from wrong"),
	.about = N_(
		"Runs the reference solution (it must pass everything), the starter (it must not), every "
		"wrong solution "
		"(it must fail exactly the tests that exercise.json lists for it), and junk: an empty "
		"file, bytes "
		"without meaning, endless output, and a program that ends at once with a faked report. "
		"Each runs several times, every time in another environment (time zone, seeds, fresh memory, "
		"place of the stack), so that flaky tests show.\n\n"
		"A spec that accepts a wrong or junk solution is named, and so is one that cannot be tried "
		"because a program is not installed (exit status 4 when nothing is wrong besides). What is "
		"proven is remembered "
		"until anything "
		"changes that decides a verdict; after an interruption the same command goes on.\n\n"
		"With --mutants, the reference solution is changed in one small place at a time: '<' for "
		"'<=', a step left out, a bound off by one. A change that no test notices is shown: add a "
		"test, or mark it as equal in exercise.json."),
	.operands = "[<dir>...]",
	.max_operands = 1000,
	.example = N_("migracode verify                      # every exercise below this folder\n"
		      "migracode verify modules/js/list-sum -n 10\n"
		      "migracode verify --mutants modules/js/list-sum"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .runs = 5, .mutants_max = 100, .protection = "basic" })),
	.run = run,
};
