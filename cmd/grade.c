/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cmd/grade/machines.h"
#include "report/report.h"

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct mc_grade_args, exercise, 'e', "exercise", "<dir>",
		    N_("the exercise that the submissions solve; with --cohort also its id")),
	MC_OPT_TEXT(struct mc_grade_args, cohort, 'c', "cohort", "<id>",
		    N_("grade all learners of this cohort from their repositories")),
	MC_OPT_LIST(struct mc_grade_args, modules, 'm', "module", "<id>",
		    N_("of the cohort's course only this module; may be repeated")),
	MC_OPT_LIST(struct mc_grade_args, learners, 'l', "learner", "<id>",
		    N_("of the cohort only this learner; may be repeated")),
	MC_OPT_FLAG(struct mc_grade_args, since_last, 0, "since-last",
		    N_("of the cohort only learners who pushed something since it was graded last")),
	MC_OPT_TEXT(struct mc_grade_args, at, 0, "at", "<time>",
		    N_("only commits up to this time count for the cohort: \"2026-12-06 18:00\", or a day")),
	MC_OPT_FLAG(struct mc_grade_args, no_fetch, 0, "no-fetch",
		    N_("grade what was fetched before, without the network")),
	MC_OPT_TEXT(struct mc_grade_args, events, 0, "events", "<file>",
		    N_("write what happens to a cohort as it happens, one line of JSON each; \"-\": to the "
		       "standard output")),
	MC_OPT_TEXT(struct mc_grade_args, on, 0, "on", "slurm[:<partition>]",
		    N_("grade the cohort on the machines of a Slurm cluster: migracode-grading(5)")),
	MC_OPT_TEXT(struct mc_grade_args, shared, 0, "shared", "<folder>",
		    N_("the folder that all machines write to (default: that of the school)")),
	MC_OPT_UINT(struct mc_grade_args, chunk, 0, "chunk", "<n>",
		    N_("give each job of Slurm <n> submissions (default: about a minute of work)")),
	MC_OPT_TEXT(struct mc_grade_args, time, 0, "time", "<limit>",
		    N_("the longest that a job of Slurm takes, as sbatch(1) has it (default: 60)")),
	MC_OPT_TEXT(struct mc_grade_args, memory, 0, "mem", "<size>",
		    N_("the memory that a job of Slurm gets, as sbatch(1) has it")),
	MC_OPT_TEXT(struct mc_grade_args, resume, 0, "resume", "<run>",
		    N_("go on with a run on Slurm that was interrupted")),
	MC_OPT_TEXT(struct mc_grade_args, commit, 0, "commit", "<revision>",
		    N_("grade this commit, branch or tag instead of HEAD")),
	MC_OPT_UINT(struct mc_grade_args, jobs, 'j', "jobs", "<n>",
		    N_("grade <n> at a time (default: one for each processor)")),
	MC_OPT_LIST(struct mc_grade_args, tests, 't', "test", "<id>",
		    N_("run only this test and what it needs; may be repeated")),
	MC_OPT_FLAG(struct mc_grade_args, unverified, 0, "unverified",
		    N_("use a test spec that 'verify' has not proven")),
	MC_OPT_FLAG(struct mc_grade_args, show_hidden, 0, "show-hidden",
		    N_("put expected texts and output of hidden tests into the document")),
	MC_OPT_NAME(struct mc_grade_args, format, 0, "format", "<name>", MC_REPORT_CHOICES,
		    N_("write text, json, ndjson, junit, tap, ctrf, gradescope, exercism, classroom50, hyf, "
		       "csv, moodle-csv, markdown or html")),
	MC_OPT_TEXT(struct mc_grade_args, output, 'o', "output", "<path>",
		    N_("write into a file, or into a folder with a file for each submission")),
	MC_OPT_LIST(struct mc_grade_args, meta, 0, "meta", "<key=value>",
		    N_("tell a format what it must know; may be repeated: migracode-formats(5)")),
	MC_OPT_UINT(struct mc_grade_args, passing, 0, "passing", "<percent>",
		    N_("hyf: the score that passes (default: 50)")),
	MC_OPT_UINT(struct mc_grade_args, fail_under, 0, "fail-under", "<percent>",
		    N_("exit with status 1 when a submission has less than this share of its points")),
	MC_OPT_CHOICE(struct mc_grade_args, protection, 0, "protection", "full|basic|none",
		      N_("the least protection to accept (default: full)")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct mc_grade_args *args = opaque;
	bool is_cohort = args->cohort || args->resume;
	struct mc_err *err = mc_grade_check_machines(args);

	if (!err)
		err = is_cohort ? mc_grade_cohort(call, args) : mc_grade_roster(call, args);
	mc_opt_list_release(&args->tests);
	mc_opt_list_release(&args->meta);
	mc_opt_list_release(&args->modules);
	mc_opt_list_release(&args->learners);
	return err;
}

const struct mc_cmd mc_cmd_grade = {
	.name = "grade",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("run the tests of submissions in a sandbox"),
	.about =
		N_("Each submission is a folder or a git repository (a path or an address). Its files are "
		   "built and tested "
		   "in a sandbox: without network, with limits, and without sight of the tests' answers.\n\n"
		   "What goes wrong with us is a grader-error, never a zero. The test spec must have been "
		   "proven with "
		   "'migracode verify'.\n\n"
		   "The exercise may also be one in the format of another tool: migracode-import(7) lists "
		   "them.\n\n"
		   "With --cohort the repositories of all its learners are fetched, and each exercise of the "
		   "course is graded as it stood at the learner's deadline. What is known is not computed "
		   "again; a run that is stopped goes on with the same command: migracode-grading(5)."),
	.operands = "[<submission>...]",
	.min_operands = 0,
	.max_operands = 100000,
	.example = N_("migracode grade -e modules/js/list-sum students/*      # one line each and a summary\n"
		      "migracode grade -e modules/js/list-sum --format html -o grades.html students/*\n"
		      "migracode grade -e modules/js/list-sum --json repo.git --commit v1.0\n"
		      "migracode grade --cohort ath-2026a      # everybody, every exercise of the course"),
	.options = options,
	MC_ARGS(struct mc_grade_args, ((const struct mc_grade_args){ .protection = "full", .passing = 50 })),
	.run = run,
};
