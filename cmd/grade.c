/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "foreign/open.h"
#include "grade/roster.h"
#include "report/deliver.h"
#include "result/level.h"

struct args {
	const char *exercise;
	const char *commit;
	unsigned jobs;
	bool unverified;
	bool show_hidden;
	const char *protection;
	struct mc_opt_list tests;
	const char *format;
	const char *output;
	struct mc_opt_list meta;
	unsigned passing;
	unsigned fail_under;
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
	MC_OPT_NAME(struct args, format, 0, "format", "<name>", MC_REPORT_CHOICES,
		    N_("write text, json, ndjson, junit, tap, ctrf, gradescope, exercism, classroom50, hyf, "
		       "csv, moodle-csv, markdown or html")),
	MC_OPT_TEXT(struct args, output, 'o', "output", "<path>",
		    N_("write into a file, or into a folder with a file for each submission")),
	MC_OPT_LIST(struct args, meta, 0, "meta", "<key=value>",
		    N_("tell a format what it must know; may be repeated: migracode-formats(5)")),
	MC_OPT_UINT(struct args, passing, 0, "passing", "<percent>",
		    N_("hyf: the score that passes (default: 50)")),
	MC_OPT_UINT(struct args, fail_under, 0, "fail-under", "<percent>",
		    N_("exit with status 1 when a submission has less than this of its points")),
	MC_OPT_CHOICE(struct args, protection, 0, "protection", "full|basic|none",
		      N_("the least protection to accept (default: full)")),
	MC_OPT_END,
};

/* Answers come in any order and are delivered in the order of the operands. */
struct report {
	struct mc_call *call;
	struct mc_progress progress;
	char **waiting; /* documents that came before their turn */
	size_t next;
	size_t tally[MC_FLAKY + 1];
	unsigned fail_under;
	struct mc_delivery delivery;
};

/* Some formats have no word for a fault of ours: then this is all that is said. */
static void tell_fault(struct report *report, const struct mc_roster_answer *answer)
{
	if (answer->verdict != MC_GRADER_ERROR || !report->delivery.format->refuses_ours)
		return;
	mc_progress_clear(&report->progress);
	MC_AUTOTEXT line = mc_format(_("nothing is written for '%s': %s"),
				     report->call->operands[answer->index], answer->reason);

	(void)fprintf(stderr, "%s: ", _("warning"));
	mc_term_print_safe(stderr, line);
	(void)fputc('\n', stderr);
}

static struct mc_err *take(void *context, const struct mc_roster_answer *answer)
{
	struct report *report = context;
	size_t count = report->call->operand_count;

	report->tally[answer->verdict]++;
	if (answer->verdict != MC_GRADER_ERROR &&
	    answer->points * 100 < answer->max * (int64_t)report->fail_under)
		report->call->answer_is_no = true;
	report->waiting[answer->index] = mc_strndup(answer->json.ptr, answer->json.len);
	mc_progress_add(&report->progress, answer->verdict != MC_PASS);
	tell_fault(report, answer);
	if (!report->waiting[report->next])
		return NULL;
	if (!report->delivery.path)
		mc_progress_clear(&report->progress);
	for (; report->next < count && report->waiting[report->next]; report->next++) {
		MC_AUTOTEXT document = MC_TAKE(report->waiting[report->next]);

		MC_TRY(mc_delivery_add(&report->delivery, report->call->operands[report->next],
				       mc_str(document)));
	}
	return NULL;
}

static struct mc_err *grade(struct report *report, const struct mc_roster *roster)
{
	struct mc_call *call = report->call;
	MC_AUTOPTR(mc_err) err = mc_roster_run(roster);

	mc_progress_clear(&report->progress);
	for (size_t i = report->next; i < call->operand_count; i++)
		free(report->waiting[i]);
	call->has_document = report->next > 0 && !report->delivery.path;
	call->has_failed = report->tally[MC_GRADER_ERROR] > 0;
	if (!err || err->code == MC_E_INTERRUPTED)
		MC_TRY(mc_delivery_close(&report->delivery, err != NULL));
	return MC_TAKE(err);
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
		size_t count = mc_findings_count_alike(&findings, i);

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

/* --json is short for --format json. */
static struct mc_err *choose_format(const struct mc_report_format **format, struct mc_call *call,
				    const struct args *args)
{
	*format = mc_report_find(args->format ? args->format : call->json ? "json" : "text");
	if (call->json && *format != &mc_report_json)
		return mc_err_new(MC_E_USAGE, _("'--json' and '--format %s' are two formats"), args->format);
	call->json = *format == &mc_report_json;
	if (args->show_hidden && (*format)->is_for_students)
		return mc_err_hint(
			mc_err_new(MC_E_USAGE,
				   _("the format '%s' is for students: it cannot show hidden tests"),
				   args->format),
			_("leave out '--show-hidden', or use --format html"));
	return NULL;
}

static struct mc_err *run_roster(struct mc_call *call, const struct args *args, const char *rerun)
{
	struct report report = { .call = call, .fail_under = args->fail_under, .delivery = MC_DELIVERY_INIT };
	struct mc_report_options view = {
		.style = { .width = mc_term_width(STDOUT_FILENO) - 1u,
			   .is_ascii = !mc_term_has_utf8(),
			   .has_color = call->has_color },
		.is_cut = mc_term_is_live(STDOUT_FILENO) && !call->verbose,
		.is_brief = call->quiet,
		.names = call->operands,
		.name_count = call->operand_count,
		.lang = call->lang,
		.rerun = rerun,
		.check = "migracode check",
		.facts = args->meta.items,
		.fact_count = args->meta.count,
		.passing = args->passing,
	};
	const struct mc_roster roster = {
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
	const struct mc_report_format *format;

	MC_TRY(choose_format(&format, call, args));
	if (args->output && strcmp(args->output, "-") != 0) {
		view.style.has_color = view.style.has_color && strcmp(call->color, "always") == 0;
		view.style.is_ascii = view.is_cut = false;
	}
	struct mc_err *err = mc_delivery_open(&report.delivery, format, &view, args->output, stdout);

	report.waiting = mc_alloc_zero(call->operand_count, sizeof(*report.waiting));
	if (!err) {
		mc_progress_open(&report.progress, _("grading"), call->operand_count, call->quiet);
		err = grade(&report, &roster);
	}
	mc_delivery_release(&report.delivery);
	free(report.waiting);
	return err;
}

static struct mc_err *run(struct mc_call *call, void *args_ptr)
{
	struct args *args = args_ptr;
	MC_AUTO(mc_buf) rerun = MC_BUF_INIT;

	if (!args->exercise)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("which exercise? '--exercise' is missing")),
				   _("type: migracode grade --exercise <dir> <submission>..."));
	MC_TRY(warn_of_traps(call, args->exercise));
	mc_buf_addz(&rerun, "migracode grade -e ");
	mc_buf_add_shell(&rerun, args->exercise);
	struct mc_err *err = run_roster(call, args, rerun.ptr);

	mc_opt_list_release(&args->tests);
	mc_opt_list_release(&args->meta);
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
		    "The exercise may also be one in the format of another tool: migracode-import(7) lists "
		    "them."),
	.operands = "<submission>...",
	.min_operands = 1,
	.max_operands = 100000,
	.example = N_("migracode grade -e modules/js/list-sum students/*      # one line each and a summary\n"
		      "migracode grade -e modules/js/list-sum --format html -o grades.html students/*\n"
		      "migracode grade -e modules/js/list-sum --json repo.git --commit v1.0"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .protection = "full", .passing = 50 })),
	.run = run,
};
