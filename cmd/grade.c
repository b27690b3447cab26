/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "foreign/open.h"
#include "grade/level.h"
#include "grade/roster_print.h"

struct args {
	const char *exercise;
	const char *commit;
	unsigned jobs;
	bool unverified;
	bool show_hidden;
	const char *protection;
	struct mc_opt_list tests;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, exercise, 'e', "exercise", "<dir>",
		    N_("the exercise that the submissions solve")),
	MC_OPT_TEXT(struct args, commit, 0, "commit", "<revision>",
		    N_("grade this commit, branch or tag instead of HEAD")),
	MC_OPT_UINT(struct args, jobs, 'j', "jobs", "<n>",
		    N_("grade <n> at a time (default: one for each processor)")),
	MC_OPT_LIST(struct args, tests, 't', "test", "<id>",
		    N_("run only this test and what it needs; may be repeated")),
	MC_OPT_FLAG(struct args, unverified, 0, "unverified",
		    N_("use a test spec that 'verify' has not proven")),
	MC_OPT_FLAG(struct args, show_hidden, 0, "show-hidden",
		    N_("put expected texts and output of hidden tests into the document")),
	MC_OPT_CHOICE(struct args, protection, 0, "protection", "full|basic|none",
		      N_("the least protection to accept (default: full)")),
	MC_OPT_END,
};

/* Answers come in any order and are printed in the order of the operands. */
struct report {
	struct mc_call *call;
	struct mc_progress progress;
	char **waiting; /* lines that came before their turn */
	size_t next;
	struct mc_roster_table table;
	size_t tally[MC_FLAKY + 1];
};

static char *line_of(const struct report *report, const struct mc_roster_answer *answer)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	mc_roster_print_line(&line, &report->table, report->call->operands[answer->index], answer);
	return mc_buf_take(&line);
}

static void print_line(const struct report *report, const char *line)
{
	if (report->call->json)
		(void)printf("%s", report->next ? "," : "{\"schema\":\"migracode/grade/v1\",\"results\":[");
	(void)fputs(line, stdout);
}

static struct mc_err *take(void *context, const struct mc_roster_answer *answer)
{
	struct report *report = context;

	report->tally[answer->verdict]++;
	report->waiting[answer->index] =
		report->call->json ? mc_strndup(answer->json.ptr, answer->json.len) : line_of(report, answer);
	mc_progress_add(&report->progress, answer->verdict != MC_PASS);
	if (!report->waiting[report->next])
		return NULL;
	if (!report->call->json)
		mc_progress_clear(&report->progress);
	for (; report->next < report->call->operand_count && report->waiting[report->next]; report->next++) {
		print_line(report, report->waiting[report->next]);
		free(report->waiting[report->next]);
		report->waiting[report->next] = NULL;
	}
	return NULL;
}

static void print_summary(const struct report *report)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	mc_roster_print_summary(&line, &report->table, report->tally);
	(void)fputs(line.ptr, stdout);
}

static struct mc_err *grade(struct report *report, const struct mc_roster *roster)
{
	struct mc_call *call = report->call;

	struct mc_err *err = mc_roster_run(roster);

	mc_progress_clear(&report->progress);
	for (size_t i = report->next; i < call->operand_count; i++)
		free(report->waiting[i]);
	call->has_document = report->next > 0;
	if (call->json && call->has_document)
		(void)printf("]%s}\n", err ? ",\"interrupted\":true" : "");
	if (!call->json && !call->quiet && !err)
		print_summary(report);
	call->has_failed = report->tally[MC_GRADER_ERROR] > 0;
	return err;
}

/* How often the message of a finding occurs; 0 when it was said already. */
static size_t count_alike(const struct mc_findings *findings, size_t first)
{
	size_t count = 0;

	for (size_t i = 0; i < findings->count; i++) {
		bool is_alike = !strcmp(findings->items[i].message, findings->items[first].message);

		if (is_alike && i < first)
			return 0;
		count += is_alike;
	}
	return count;
}

/* Foreign formats have traps that their authors could not see; our own are for 'migracode lint'. */
static struct mc_err *warn_of_traps(const struct mc_call *call, const char *dir)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	if (call->quiet || !mc_spec_is_foreign(dir))
		return NULL;
	MC_TRY(mc_spec_open(&exercise, &findings, dir));
	for (size_t i = 0; i < findings.count; i++) {
		MC_AUTO(mc_buf) line = MC_BUF_INIT;
		size_t count = count_alike(&findings, i);

		if (count == 0)
			continue;
		mc_finding_print(&line, &findings.items[i]);
		if (count > 1)
			mc_buf_addf(&line, NP_(" (and %zu more place)", " (and %zu more places)", count - 1),
				    count - 1);
		(void)fprintf(stderr, "%s: ", _("warning"));
		mc_term_print_safe(stderr, line.ptr);
		(void)fputc('\n', stderr);
	}
	return NULL;
}

static struct mc_err *run(struct mc_call *call, void *args_ptr)
{
	struct args *args = args_ptr;
	struct report report = { .call = call };
	struct mc_roster roster = {
		.exercise_dir = args->exercise,
		.submissions = call->operands,
		.count = call->operand_count,
		.revision = args->commit,
		.run = { .only = args->tests.items, .only_count = args->tests.count, .lang = call->lang },
		.jobs = args->jobs,
		.minimum = mc_level_named(args->protection),
		.takes_unverified = args->unverified,
		.shows_hidden = args->show_hidden,
		.done = take,
		.context = &report,
	};

	if (!args->exercise)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("which exercise? '--exercise' is missing")),
				   _("type: migracode grade --exercise <dir> <submission>..."));
	MC_TRY(warn_of_traps(call, args->exercise));
	report.table = (struct mc_roster_table){
		.style = { .width = mc_term_width(STDOUT_FILENO) - 1u,
			   .is_ascii = !mc_term_has_utf8(),
			   .has_color = call->has_color },
		.is_cut = mc_term_is_live(STDOUT_FILENO) && !call->verbose,
		.name_width = mc_roster_name_width(call->operands, call->operand_count),
	};
	report.waiting = mc_alloc_zero(call->operand_count, sizeof(*report.waiting));
	mc_progress_open(&report.progress, _("grading"), call->operand_count, call->quiet);
	struct mc_err *err = grade(&report, &roster);

	free(report.waiting);
	mc_opt_list_release(&args->tests);
	return err;
}

const struct mc_cmd mc_cmd_grade = {
	.name = "grade",
	.family = MC_FAMILY_GRADING,
	.summary = N_("run the tests of submissions in a sandbox"),
	.about = N_("Each submission is a folder or a git repository (a path or an address). Its files are "
		    "built and tested "
		    "in a sandbox: without network, with limits, and without sight of the tests' answers.\n\n"
		    "What goes wrong with us is a grader-error, never a zero. The test spec must have been "
		    "proven with "
		    "'migracode verify'.\n\n"
		    "The exercise may also be a folder with .github/classroom/autograding.json, or one of "
		    "Exercism."),
	.operands = "<submission>...",
	.min_operands = 1,
	.max_operands = 100000,
	.example = N_("migracode grade -e modules/js/list-sum students/*      # one line each and a summary\n"
		      "migracode grade -e modules/js/list-sum --json repo.git --commit v1.0"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .protection = "full" })),
	.run = run,
};
