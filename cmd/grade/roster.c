/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/term.h"
#include "cmd/grade/form.h"
#include "foreign/open.h"
#include "grade/roster.h"
#include "report/deliver.h"
#include "result/level.h"

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
				    const struct mc_grade_args *args)
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

static struct mc_err *run_roster(struct mc_call *call, const struct mc_grade_args *args, const char *rerun)
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

struct mc_err *mc_grade_roster(struct mc_call *call, const struct mc_grade_args *args)
{
	MC_AUTO(mc_buf) rerun = MC_BUF_INIT;

	if (call->operand_count == 0)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), "<submission>..."),
				   _("'migracode help %s' shows how to use it"), call->cmd->name);
	if (!args->exercise)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("which exercise? '--exercise' is missing")),
				   _("type: migracode grade --exercise <dir> <submission>..."));
	MC_TRY(warn_of_traps(call, args->exercise));
	mc_buf_addz(&rerun, "migracode grade -e ");
	mc_buf_add_shell(&rerun, args->exercise);
	return run_roster(call, args, rerun.ptr);
}
