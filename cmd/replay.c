/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "grading/replay.h"
#include "result/level.h"

struct args {
	const char *cohort;
	const char *exercise;
	unsigned times;
	unsigned jobs;
	const char *protection;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>",
		    N_("the learner's cohort; needed when they are in several")),
	MC_OPT_TEXT(struct args, exercise, 'e', "exercise", "<dir>",
		    N_("the folder of the exercise (default: that of the course)")),
	MC_OPT_UINT(struct args, times, 0, "times", "<n>",
		    N_("run it <n> times, to find tests that come out differently (default: 1)")),
	MC_OPT_UINT(struct args, jobs, 'j', "jobs", "<n>",
		    N_("run <n> at a time (default: one for each processor)")),
	MC_OPT_CHOICE(struct args, protection, 0, "protection", "full|basic|none",
		      N_("the least protection to accept (default: full)")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_replay) replay = MC_REPLAY_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_replay_wanted wanted = {
		.result = call->operands,
		.result_count = call->operand_count,
		.cohort = args->cohort,
		.exercise_dir = args->exercise,
		.times = args->times,
		.jobs = args->jobs,
		.minimum = mc_level_named(args->protection),
		.lang = call->lang,
		.school = call->school,
		.records = call->records,
		.actor = call->actor,
		.asker = &call->asker,
	};

	if (args->times < 1 || args->times > MC_REPLAY_MAX_TIMES)
		return mc_err_new(MC_E_USAGE, _("'--times' takes 1 to %u"), MC_REPLAY_MAX_TIMES);
	MC_TRY(mc_replay_run(&replay, &wanted));
	if (call->json)
		mc_replay_print_json(&text, &replay);
	else
		mc_replay_print_text(&text, &replay);
	mc_term_print_safe(stdout, text.ptr);
	call->answer_is_no = !replay.is_same;
	return NULL;
}

const struct mc_cmd mc_cmd_replay = {
	.name = "replay",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("run a recorded result again and compare"),
	.about = N_("The result is named by a learner and an exercise, by the key of a stored result or the "
		    "beginning of it, or by the file that 'grade --json' wrote. The commit that was graded "
		    "is run again, with the exercise and the programs as they are now.\n\n"
		    "It says whether every verdict is the same, which tests differ, and what has changed "
		    "since: the test spec, a program that the tests start, migracode. With --times, tests "
		    "that come out differently from time to time are found. Nothing is recorded."),
	.operands = "<learner> <exercise> | <key> | <file> [<submission>]",
	.min_operands = 1,
	.max_operands = 2,
	.example = N_("migracode replay L0001 list-sum --cohort ath-2026a\n"
		      "migracode replay 3f9c21 --times 20\n"
		      "migracode replay --exercise modules/js/list-sum result.json"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .times = 1, .protection = "full" })),
	.run = run,
};
